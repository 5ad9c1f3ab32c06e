"""Reading the World Input-Output Database, 2013 release, from the R files of its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gvcaccounts.names import unknown
from gvcaccounts.sources import existing, optional, whole_year
from gvcaccounts.tables import Array, IcioTable, check_table, icio_table

YEARS = range(1995, 2012)
REGIONS = (
    "AUS", "AUT", "BEL", "BGR", "BRA", "CAN", "CHN", "CYP", "CZE", "DEU", "DNK", "ESP", "EST",
    "FIN", "FRA", "GBR", "GRC", "HUN", "IDN", "IND", "IRL", "ITA", "JPN", "KOR", "LTU", "LUX",
    "LVA", "MEX", "MLT", "NLD", "POL", "PRT", "ROU", "RUS", "SVK", "SVN", "SWE", "TUR", "TWN",
    "USA", "ROW",
)  # fmt: skip
# NACE Rev. 1, in the order of the tables (c1 to c35).
INDUSTRIES = (
    "AtB", "C", "15t16", "17t18", "19", "20", "21t22", "23", "24", "25", "26", "27t28", "29",
    "30t33", "34t35", "36t37", "E", "F", "50", "51", "52", "H", "60", "61", "62", "63", "64",
    "J", "70", "71t74", "L", "M", "N", "O", "P",
)  # fmt: skip
OWN_NAMES = {"ROM": "ROU", "RoW": "ROW"}


def file_of_year(folder: str | Path, year: int) -> Path:
    """Path of the R file of a year, such as `wiod95.rda`."""
    return Path(folder) / f"wiod{year % 100:02d}.rda"


def read_wiod2013(folder: str | Path, year: int) -> IcioTable:
    """Read the table of a year from its R file.

    Parameters
    ----------
    folder
        Folder of the 17 R files `wiod95.rda` to `wiod11.rda`.
    year
        Year from 1995 to 2011.

    Returns
    -------
    IcioTable
        41 regions (ISO 3166-1 alpha-3 codes, and ROW), 35 industries (NACE Rev. 1), USD million.
        Flows are rounded and output is the published one, so that rows fall short of it by up to
        half a million a figure: `close_table` says where that goes.

    Raises
    ------
    FileNotFoundError
        If there is no file for the year.
    ImportError
        If rdata is not installed.
    ValueError
        If the year is another, the file lacks an object or has one of another shape, regions or
        industries are others or in another order, or the table is not sound.
    """
    if whole_year(year) not in YEARS:
        raise ValueError(f"WIOD 2013 has the years {YEARS[0]} to {YEARS[-1]}, not {year}")
    path = existing(file_of_year(existing(folder, "folder"), year))
    found = optional("rdata", "r").read_rda(path)
    suffix = f"{year % 100:02d}"
    Z, Y, x = (_figures(found, f"{what}{suffix}", path) for what in ("inter", "final", "output"))
    own = {name: own for own, name in OWN_NAMES.items()}
    _check_names(found, "countries", [own.get(region, region) for region in REGIONS], path)
    _check_names(found, "industries", [f"c{i}" for i in range(1, len(INDUSTRIES) + 1)], path)
    try:
        table = icio_table(REGIONS, INDUSTRIES, Z, Y, x)
        # Flows are rounded to a million, so a row can be off by half a million a figure.
        check_table(table, tolerance=1e-3, rounding=0.5 * (Z.shape[1] + Y.shape[1]))
    except ValueError as error:
        raise ValueError(f"{path}: {str(error).removeprefix('table: ')}") from None
    return table


def _figures(found: Mapping[str, Any], name: str, path: Path) -> Array:
    if name not in found:
        raise ValueError(f"{path}: {unknown('object', name, found)}")
    figures, cells = np.asarray(found[name]), len(REGIONS) * len(INDUSTRIES)
    columns = {"inter": (cells,), "final": (5 * len(REGIONS),), "output": ()}[name[:-2]]
    if figures.shape != (cells, *columns):
        raise ValueError(f"{path}: {name} has shape {figures.shape}, wanted {(cells, *columns)}")
    return figures


def _check_names(found: Mapping[str, Any], name: str, wanted: Sequence[str], path: Path) -> None:
    """Check the names that order rows and columns, which have no labels of their own."""
    if name not in found:
        raise ValueError(f"{path}: {unknown('object', name, found)}")
    names = np.asarray(found[name]).tolist()
    if len(names) != len(wanted):
        raise ValueError(f"{path}: {len(names)} {name}, wanted {len(wanted)}")
    for place, (is_there, should) in enumerate(zip(names, wanted, strict=True), start=1):
        if is_there != should:
            raise ValueError(f"{path}: {name} {place} is {is_there!r}, wanted {should!r}")
