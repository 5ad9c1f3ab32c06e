"""From a sheet with labelled rows and columns to a table, whatever the layout it came in.

Nothing is guessed: every label is that of an industry, or known to the reader as final demand,
value added, output or something that is left out; and the figures have to add up to the file's own
output and value added.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gvcaccounts.names import unknown
from gvcaccounts.tables import Array, IcioTable, check_table, icio_table

Label = tuple[str, str]
# Kinds of labels. ADDED are rows of value added, taxes and margins, which with the inputs make up
# output; BESIDE are columns that are in the output of the file, but not in the table.
CELL, USE, ADDED, OUTPUT, BESIDE, LEFT_OUT = "cell", "use", "added", "output", "beside", "left out"
RELATIVE_GAP = 1e-3


def no_part(_: str) -> bool:
    """No region is a part of another."""
    return False


@dataclass(frozen=True)
class Layout:
    """What a publisher's labels mean.

    Attributes
    ----------
    kind_of_row, kind_of_column
        Kind of a label; what is not known otherwise is a cell.
    has_output, has_value_added
        Whether files of this layout have a row or column of output, and rows of value added.
    is_part
        Whether a region is a part of a split economy, whose final demand sits on the parent.
    by_region
        Whether value added is compared by region, because cells do not balance.
    """

    kind_of_row: Callable[[Label], str]
    kind_of_column: Callable[[Label], str]
    has_output: bool = True
    has_value_added: bool = True
    is_part: Callable[[str], bool] = no_part
    by_region: bool = False


def table_of_labels(
    rows: Sequence[Label],
    columns: Sequence[Label],
    values: pd.DataFrame | Array,
    layout: Layout,
    name: str,
    negative: bool = False,
) -> IcioTable:
    """Make a table of a sheet by its labels, whatever the order of rows and columns.

    Output is the sum of each row, which has to be that of the file within a thousandth and one
    currency unit.

    Parameters
    ----------
    rows, columns
        Region and code of each row and column.
    values
        Figures, a row for every row label and a column for every column label; blank is zero.
    layout
        What the labels mean.
    name
        File, for messages.
    negative
        Whether negative value added is allowed: in some published tables there are cells that buy
        for more than they sell.

    Raises
    ------
    ValueError
        If a label is there twice or unknown, a region lacks an industry or a kind of final demand,
        there is one region only, a figure is not a number, figures do not add up to output and
        value added of the file, or `check_table` finds a fault. One line, with the nearest known
        name.
    """
    figures = _numbers(values, (len(rows), len(columns)), name)
    kinds = [layout.kind_of_row(row) for row in rows]
    uses = [layout.kind_of_column(column) for column in columns]
    regions, industries = _cells(rows, columns, kinds, uses, name)
    cells = [(region, industry) for region in regions for industry in industries]
    place = {region: g for g, region in enumerate(regions)}
    demand = [j for j, kind in enumerate(uses) if kind == USE]
    _check_demand([columns[j] for j in demand], regions, layout, name)
    # Cells first, in order, so that the rest can go by position.
    down, across = _in_order(rows, kinds, cells), _in_order(columns, uses, cells)
    Y = np.zeros((len(cells), len(regions)))
    for j in demand:
        Y[:, place[columns[j][0]]] += figures[down, j]
    try:
        table = icio_table(regions, industries, figures[np.ix_(down, across)], Y)
        _check_output(table, figures[down], uses, layout)
        _check_inputs(table, figures, (kinds, uses), (down, across), layout)
        check_table(table, RELATIVE_GAP, 1.0, negative)
    except ValueError as error:
        raise ValueError(f"{name}: {str(error).removeprefix('table: ')}") from None
    return table


def _numbers(values: pd.DataFrame | Array, shape: tuple[int, int], name: str) -> Array:
    """Figures of a sheet; blank cells are zero, other words an error."""
    frame = pd.DataFrame(values)
    if frame.shape != shape:
        raise ValueError(f"{name}: figures of shape {frame.shape} for labels of shape {shape}")
    figures = frame.apply(pd.to_numeric, errors="coerce")
    left = frame.to_numpy(dtype=object)[figures.isna().to_numpy()]
    if words := [word for word in left if isinstance(word, str) and word.strip()]:
        raise ValueError(f"{name}: {words[0]!r} is not a number")
    return figures.fillna(0.0).to_numpy(dtype=np.float64)


def _cells(
    rows: Sequence[Label],
    columns: Sequence[Label],
    kinds: Sequence[str],
    uses: Sequence[str],
    name: str,
) -> tuple[list[str], list[str]]:
    """Regions and industries, after checks that rows and columns have the same ones, all once."""
    for what, labels, kinds_of in (("row", rows, kinds), ("column", columns, uses)):
        kept = [label for label, kind in zip(labels, kinds_of, strict=True) if kind != LEFT_OUT]
        if (found := pd.Index(kept, tupleize_cols=False).duplicated()).any():
            raise ValueError(f"{name}: {what} {' '.join(kept[found.argmax()])!r} is there twice")
    down = [row for row, kind in zip(rows, kinds, strict=True) if kind == CELL]
    across = [column for column, kind in zip(columns, uses, strict=True) if kind == CELL]
    for what, one, other in (("column", across, down), ("row", down, across)):
        known = set(other)
        if odd := [label for label in one if label not in known]:
            opposite = "row" if what == "column" else "column"
            # A misspelt industry is among those of its region, a misspelt region is not.
            likely = [label for label in other if label[0] == odd[0][0]] or other
            near = unknown(opposite, " ".join(odd[0]), map(" ".join, likely))
            raise ValueError(f"{name}: {what} {' '.join(odd[0])!r} is no industry: {near}")
    regions = list(dict.fromkeys(region for region, _ in down))
    if not regions:
        raise ValueError(f"{name}: no row is an industry of a region")
    if len(regions) == 1:
        raise ValueError(f"{name}: one region only, {regions[0]!r}: there is no trade in it")
    industries = [industry for region, industry in down if region == regions[0]]
    wanted = {(region, industry) for region in regions for industry in industries}
    if odd := sorted(wanted ^ set(down)):
        raise ValueError(f"{name}: region {odd[0][0]!r} has other industries, first {odd[0][1]!r}")
    return regions, industries


def _check_demand(
    demand: Sequence[Label], regions: Sequence[str], layout: Layout, name: str
) -> None:
    """Check that every region has all kinds of final demand, and nobody else has any."""
    for region, code in demand:
        if region not in regions:
            near = unknown("region", region, regions)
            raise ValueError(f"{name}: final demand {code!r} of {region!r}: {near}")
    codes, there = dict.fromkeys(code for _, code in demand), set(demand)
    for region in regions:
        lacking = [code for code in codes if (region, code) not in there]
        if lacking and not (layout.is_part(region) and len(lacking) == len(codes)):
            raise ValueError(f"{name}: region {region!r} has no final demand {lacking[0]!r}")
    if not codes:
        raise ValueError(f"{name}: no column is final demand")


def _in_order(labels: Sequence[Label], kinds: Sequence[str], cells: Sequence[Label]) -> list[int]:
    """Positions of the cells among the labels."""
    place = {label: i for i, label in enumerate(labels) if kinds[i] == CELL}
    return [place[cell] for cell in cells]


def _check_output(table: IcioTable, rows: Array, uses: Sequence[str], layout: Layout) -> None:
    """Check that uses add up to the file's column of output, where there is one."""
    output = table.x + rows[:, [kind == BESIDE for kind in uses]].sum(axis=1)
    stated = [j for j, kind in enumerate(uses) if kind == OUTPUT]
    if layout.has_output and not stated:
        raise ValueError("no column is output")
    for j in stated:
        _compare(table, "uses", output, rows[:, j], by_region=False)


def _check_inputs(
    table: IcioTable,
    figures: Array,
    kinds: tuple[Sequence[str], Sequence[str]],
    places: tuple[Sequence[int], Sequence[int]],
    layout: Layout,
) -> None:
    """Check that inputs and value added of the file add up to output, where it has value added."""
    (down, across), (of_row, of_column) = places, kinds
    added = [kind == ADDED for kind in of_row]
    if not any(added):
        if layout.has_value_added:
            raise ValueError("no row is value added")
        return
    beside = figures[:, [kind == BESIDE for kind in of_column]].sum(axis=1)
    made = table.Z.sum(axis=0) + figures[added][:, across].sum(axis=0)
    _compare(table, "inputs and value added", made, table.x + beside[down], layout.by_region)


def _compare(table: IcioTable, what: str, found: Array, output: Array, by_region: bool) -> None:
    names = [" ".join(cell) for cell in table.cells]
    if by_region:
        names = list(table.regions)
        found, output = (sums.reshape(len(names), -1).sum(axis=1) for sums in (found, output))
    off = np.abs(found - output) > RELATIVE_GAP * np.abs(output) + 1.0
    if off.any():
        first = int(np.argmax(off))
        raise ValueError(
            f"{what} of {names[first]!r} add up to {found[first]:.6g}, "
            f"output is {output[first]:.6g}"
        )
