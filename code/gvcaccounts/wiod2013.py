"""Reading the World Input-Output Database, 2013 release, from the R files of its tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gvcaccounts.tables import IcioTable, check_table, icio_table

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

    Raises
    ------
    FileNotFoundError
        If there is no file for the year.
    ValueError
        If the file lacks an object, has other regions or industries, or its table is not sound.
    """
    import rdata  # needed by nothing else; most readers never open the full tables

    path = file_of_year(folder, year)
    found = rdata.read_rda(path)
    suffix = f"{year % 100:02d}"
    names = [f"inter{suffix}", f"final{suffix}", f"output{suffix}", "countries", "industries"]
    if lacking := [name for name in names if name not in found]:
        raise ValueError(f"{path}: no object {lacking[0]!r}")
    Z, Y, x, countries, industries = (np.asarray(found[name]) for name in names)
    regions = tuple(OWN_NAMES.get(name, name) for name in countries.tolist())
    if regions != REGIONS or len(industries) != len(INDUSTRIES):
        raise ValueError(f"{path}: other regions or industries than those of WIOD 2013")
    table = icio_table(REGIONS, INDUSTRIES, Z, Y, x)
    # Flows are rounded to a million, so a row can be off by half a million a figure.
    check_table(table, tolerance=1e-3, rounding=0.5 * (Z.shape[1] + Y.shape[1]))
    return table
