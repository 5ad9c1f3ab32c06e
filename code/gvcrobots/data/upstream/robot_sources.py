"""Imports of robots, Brazil and Mexico among them, and the use of robots that firms report."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from gvcrobots.data.codes import alpha3_of_alpha2
from gvcrobots.data.upstream.sources import SourceTable, read_source_table

LATIN_AMERICA = ("BRA", "MEX")  # of the seven economies there, those in WIOD and ADB
RETIREMENT = 12  # years of linear retirement, as in the source of the other 30 economies

ROBOTS = SourceTable(
    "comtrade_robots/robots.csv",
    "un_comtrade_hs847950_robot_capital.csv",
    {
        "iso3": "iso3",
        "year": "year",
        "real_imports": "real_imports_usd",
        "stock_linear_retirement": "robot_stock_usd",
        "missing_years": "missing_years",
    },
)
LATIN_AMERICAN_ROBOTS = SourceTable(
    ROBOTS.target,
    "robots_latin_america/robots_latin_america.csv",
    {"iso3": "iso3", "year": "year", "real_imports": "real_imports_usd1982"},
)


def linear_stock(imports: np.ndarray, retirement: int = RETIREMENT) -> np.ndarray:
    """Stock of imports that lose an equal part of themselves a year.

    Parameters
    ----------
    imports
        Imports of consecutive years from the first on; missing ones add nothing.
    retirement
        Years until nothing is left.

    Returns
    -------
    ndarray
        Stock of each year, missing before the first report.
    """
    left = 1 - np.arange(retirement) / retirement
    stock = np.convolve(np.nan_to_num(imports), left)[: len(imports)]
    reported = np.maximum.accumulate(~np.isnan(imports))
    return np.where(reported, stock, np.nan)


def robot_imports(folder: str | Path) -> pd.DataFrame:
    """Real imports of robots of 32 economies, with the stock after linear retirement.

    The stock of 30 is that of their source; that of Brazil and Mexico is computed here by the same
    rule, which gives the source's stock of the others but for rounding.

    Parameters
    ----------
    folder
        Folder of the full source tables.

    Returns
    -------
    DataFrame
        `iso3, year, real_imports, stock_linear_retirement` (USD at 1982 prices), `missing_years`
        (years without a report among the last 12).
    """
    added = read_source_table(folder, LATIN_AMERICAN_ROBOTS)
    added = added[added["iso3"].isin(LATIN_AMERICA)].sort_values(["iso3", "year"])
    imports = added.groupby("iso3")["real_imports"]
    missing = added["real_imports"].isna().groupby(added["iso3"])
    counts = missing.transform(lambda gaps: gaps.rolling(RETIREMENT, min_periods=1).sum())
    added = added.assign(
        stock_linear_retirement=imports.transform(lambda s: linear_stock(s.to_numpy())),
        missing_years=counts.astype(int),
    )
    return pd.concat([read_source_table(folder, ROBOTS), added])


def robot_use(folder: str | Path) -> pd.DataFrame:
    """Share of manufacturing enterprises that use robots (Eurostat).

    Parameters
    ----------
    folder
        Folder of the full source tables.

    Returns
    -------
    DataFrame
        `iso3, year, enterprises_using_robots_pct`; 2018, 2020 and 2022.

    Raises
    ------
    ValueError
        If a code is none of ISO 3166-1.
    """
    path = Path(folder, "eurostat/robot_use_by_sector_2018_2020_2022.csv")
    table = pd.read_csv(path, keep_default_na=False, na_values=[""])
    table = table[table["sector_code"] == "C"]
    iso3 = table["geo"].map(alpha3_of_alpha2())
    if iso3.isna().any():
        raise ValueError(f"{path}: geo: unknown code {table.loc[iso3.isna(), 'geo'].iloc[0]!r}")
    return pd.DataFrame(
        {"iso3": iso3, "year": table["year"], "enterprises_using_robots_pct": table["value"]}
    )
