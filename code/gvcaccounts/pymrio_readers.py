"""Taking over what pymrio has parsed, and reading Eora26 with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from gvcaccounts.aggregation import is_part, split_economies
from gvcaccounts.labelled import ADDED, CELL, OUTPUT, USE, Label, Layout, table_of_labels
from gvcaccounts.sources import existing, optional, whole_year
from gvcaccounts.tables import Array, IcioTable

# Labels that no region can have: what is put beside Z.
BESIDE_Z = "\0"


def _kind(label: Label) -> str:
    if label == (BESIDE_Z, "output"):
        return OUTPUT
    if label == (BESIDE_Z, "value added"):
        return ADDED
    return USE if label[1].startswith(BESIDE_Z) else CELL


def read_eora26(folder: str | Path, year: int, negative: bool = False) -> IcioTable:
    """Read a table of Eora26 at basic prices.

    Parameters
    ----------
    folder
        Folder of the zip files or of the unpacked text files.
    year
        Calendar year.
    negative
        Whether negative value added is allowed.

    Returns
    -------
    IcioTable
        Thousand USD; the statistical discrepancy that Eora calls ROW is left out, and cells do not
        balance, so that value added is compared by region.

    Raises
    ------
    ImportError
        If pymrio is not installed.
    ValueError
        If the table is not sound.
    """
    folder, year = existing(folder, "folder"), whole_year(year)
    system = optional("pymrio", "pymrio").parse_eora26(folder, year=year, price="bp")
    layout = Layout(_kind, _kind, has_output=False, by_region=True)
    return _table(system, f"{folder} ({year})", system.VA.F, layout, negative)


def from_pymrio(
    system: Any,  # noqa: ANN401
    name: str = "pymrio system",
    value_added: pd.DataFrame | None = None,
    negative: bool = False,
) -> IcioTable:
    """Take over a `pymrio.IOSystem` that has been parsed, with its Z and Y.

    Parameters
    ----------
    system
        The system; rows and columns are labelled by region and sector, final demand by region and
        category. Its output `x` is compared with the sums of rows where it is there.
    name
        Where it was read from, for messages.
    value_added
        Factor inputs F of an extension, which with the inputs make up output: compared.
    negative
        Whether negative value added is allowed.

    Raises
    ------
    TypeError
        If it has no Z and Y.
    ValueError
        If the labels of Z and Y do not agree, or the table is not sound.
    """
    layout = Layout(
        _kind, _kind, has_output=False, has_value_added=value_added is not None, is_part=is_part
    )
    return split_economies(_table(system, name, value_added, layout, negative))


def _table(
    system: Any,  # noqa: ANN401
    name: str,
    value_added: pd.DataFrame | None,
    layout: Layout,
    negative: bool,
) -> IcioTable:
    Z, Y = getattr(system, "Z", None), getattr(system, "Y", None)
    if not isinstance(Z, pd.DataFrame) or not isinstance(Y, pd.DataFrame):
        raise TypeError(f"{name}: wanted a pymrio system with Z and Y, not {type(system).__name__}")
    blocks, columns = [Z.to_numpy()], _labels(Z.columns, name)
    uses = [(region, BESIDE_Z + category) for region, category in _labels(Y.columns, name)]
    blocks.append(_aligned(Y, Z.index, f"{name}: Y"))
    columns += uses
    if getattr(system, "x", None) is not None:
        blocks.append(_aligned(system.x, Z.index, f"{name}: x"))
        columns.append((BESIDE_Z, "output"))
    rows, values = _labels(Z.index, name), np.hstack(blocks)
    if value_added is not None:
        made = _aligned(value_added.T, Z.columns, f"{name}: value added").sum(axis=1)
        rows.append((BESIDE_Z, "value added"))
        values = np.vstack([values, np.pad(made, (0, values.shape[1] - len(made)))])
    return table_of_labels(rows, columns, values, layout, name, negative)


def _labels(index: pd.Index, name: str) -> list[Label]:
    if index.nlevels != 2:
        raise ValueError(f"{name}: labels of {index.nlevels} levels, wanted region and sector")
    return [(str(region), str(sector)) for region, sector in index]


def _aligned(frame: pd.DataFrame, index: pd.Index, what: str) -> Array:
    """Figures in the order of an index that has the same labels."""
    if not frame.index.is_unique:
        label = frame.index[frame.index.duplicated()][0]
        raise ValueError(f"{what}: {label} is there twice")
    if len(odd := frame.index.symmetric_difference(index)):
        raise ValueError(f"{what}: {odd[0]} is not in both Z and here")
    return frame.reindex(index).to_numpy(dtype=np.float64)
