"""From a sheet with labelled rows and columns to a table, whatever the layout it came in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from gvcaccounts.tables import Array, IcioTable, icio_table

Label = tuple[str, str]


def table_of_labels(
    rows: Sequence[Label], columns: Sequence[Label], values: pd.DataFrame | Array, name: str
) -> IcioTable:
    """Make a table of a sheet by its labels.

    A row is a cell if a column has the same label; rows of value added, taxes and totals are left
    out. A column that is not a cell is final demand if its region is one of the cells' regions;
    totals and discrepancies are left out. Output is the sum of each row.

    Parameters
    ----------
    rows, columns
        Region and code of each row and column.
    values
        Figures, a row for every row label and a column for every column label; blank is zero.
    name
        File, for messages.

    Raises
    ------
    ValueError
        If there are no cells, a region has other industries than the first one, or a figure is not
        a number.
    """
    wanted = set(columns)
    row_of = {label: i for i, label in enumerate(rows) if label in wanted}
    regions = list(dict.fromkeys(region for region, _ in row_of))
    if not regions:
        raise ValueError(f"{name}: no row has the label of a column")
    industries = [industry for region, industry in row_of if region == regions[0]]
    cells = [(region, industry) for region in regions for industry in industries]
    if odd := sorted(set(cells) ^ set(row_of)):
        raise ValueError(f"{name}: region {odd[0][0]!r} has other industries, first {odd[0][1]!r}")
    column_of = {label: j for j, label in enumerate(columns)}
    figures = _numbers(values, name)[[row_of[cell] for cell in cells]]
    Y = np.zeros((len(cells), len(regions)))
    place = {region: g for g, region in enumerate(regions)}
    for j, label in enumerate(columns):
        if label not in row_of and label[0] in place:
            Y[:, place[label[0]]] += figures[:, j]
    return icio_table(regions, industries, figures[:, [column_of[cell] for cell in cells]], Y)


def _numbers(values: pd.DataFrame | Array, name: str) -> Array:
    """Figures of a sheet; blank cells are zero, other words an error."""
    frame = pd.DataFrame(values)
    figures = frame.apply(pd.to_numeric, errors="coerce")
    left = frame.to_numpy(dtype=object)[figures.isna().to_numpy()]
    if words := [word for word in left if isinstance(word, str) and word.strip()]:
        raise ValueError(f"{name}: {words[0]!r} is not a number")
    return figures.fillna(0.0).to_numpy(dtype=np.float64)
