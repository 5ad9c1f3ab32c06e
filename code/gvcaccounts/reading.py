"""Reading a table of any publisher, and tables that are at hand as frames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from gvcaccounts.aggregation import merge_split_economies
from gvcaccounts.closures import close_table
from gvcaccounts.pymrio_readers import read_eora26
from gvcaccounts.readers import read_figaro, read_oecd_icio, read_wiod2016, read_workbook
from gvcaccounts.tables import Array, IcioTable, icio_table
from gvcaccounts.wiod2013 import read_wiod2013

# Names of files by publisher, and their readers.
READERS = (
    (r"wiod\d\d\.rda", lambda path: read_wiod2013(path.parent, _year(path.stem[-2:]))),
    (r"WIOT\d{4}.*\.RData", read_wiod2016),
    (r"ICIO.*\.(csv|zip)", read_oecd_icio),
    (r".*ind-by-ind.*\.csv", read_figaro),
    (r".*\.xlsx", read_workbook),
)


def read(
    path: str | Path,
    year: int | Iterable[int] | None = None,
    closure: str = "published",
    merge_parts: bool = False,
) -> IcioTable | dict[int, IcioTable]:
    """Read a table, whoever published it: WIOD 2013 and 2016, ADB, FIGARO, OECD ICIO, Eora26.

    Parameters
    ----------
    path
        File with the name that its publisher gave it; for WIOD 2013 (R files) and Eora26 also the
        folder of all years.
    year
        Year, or several, of a folder.
    closure
        What becomes of rows that fall short of output, as for `close_table`.
    merge_parts
        Whether the parts of split economies (CN1 and CN2, MX1 and MX2) are added up. They stay
        apart otherwise, which is more exact.

    Returns
    -------
    IcioTable, or dict of int to IcioTable
        The table; by year if several are asked for, as `decompose` takes them.

    Raises
    ------
    ValueError
        If the name is no publisher's, or the file is not such a table.
    """
    if year is not None and not isinstance(year, int):
        return {one: read(path, one, closure, merge_parts) for one in year}  # type: ignore[misc]
    table = close_table(_read(Path(path), year), closure)
    return merge_split_economies(table) if merge_parts else table


def _read(path: Path, year: int | None) -> IcioTable:
    if path.is_dir():
        if year is None:
            raise ValueError(f"{path}: a folder holds many years: name one")
        if any(path.glob("wiod[0-9][0-9].rda")):
            return read_wiod2013(path, year)
        return read_eora26(path, year)
    for pattern, reader in READERS:
        if re.fullmatch(pattern, path.name, flags=re.IGNORECASE):
            return reader(path)
    raise ValueError(f"{path}: the name is none of WIOD, ADB, FIGARO, OECD ICIO: call a reader")


def _year(digits: str) -> int:
    return int(digits) + (1900 if int(digits) > 90 else 2000)


def from_frames(
    Z: pd.DataFrame,
    Y: pd.DataFrame,
    x: pd.Series | None = None,
    economies: Mapping[str, str] | None = None,
) -> IcioTable:
    """Make a table of frames with labels.

    Parameters
    ----------
    Z
        Intermediate deliveries. Rows and columns are labelled by region and industry, in two levels
        or joined by the first underscore: ESP_01T09.
    Y
        Final demand; rows as those of Z, columns by region and component. Regions may be fewer:
        the parts of a split economy have no demand of their own.
    x
        Gross output by row; the sum of the row without it.
    economies
        Economy of each region that is a part of one.

    Raises
    ------
    ValueError
        If labels of rows and columns differ, a region of Y is none of Z, or industries differ
        between regions.
    """
    rows, columns, uses = (_labels(index) for index in (Z.index, Z.columns, Y.columns))
    if rows != columns or rows != _labels(Y.index):
        raise ValueError("table: rows of Z and Y and columns of Z have other labels")
    regions, industries = (list(dict.fromkeys(label[i] for label in rows)) for i in (0, 1))
    if rows != [(region, industry) for region in regions for industry in industries]:
        raise ValueError("table: rows are not every industry of every region, in one order")
    if odd := [region for region, _ in uses if region not in regions]:
        raise ValueError(f"table: final demand of {odd[0]!r}, which has no rows")
    demand = np.zeros((len(rows), len(regions)))
    for region, column in zip((region for region, _ in uses), Y.to_numpy(float).T, strict=True):
        demand[:, regions.index(region)] += column
    output: Array | None = None if x is None else np.asarray(x, dtype=float)
    return icio_table(regions, industries, Z.to_numpy(float), demand, output, economies)


def _labels(index: pd.Index) -> list[tuple[str, str]]:
    if isinstance(index, pd.MultiIndex):
        return [(str(label[0]), str(label[1])) for label in index]
    parts = [str(label).split("_", 1) for label in index]
    if odd := [label for label, part in zip(index, parts, strict=True) if len(part) < 2]:
        raise ValueError(f"table: label {odd[0]!r} is not of the kind REGION_industry")
    return [(part[0], part[1]) for part in parts]
