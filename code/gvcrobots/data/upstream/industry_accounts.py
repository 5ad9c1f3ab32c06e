"""Labour compensation, value added and persons by industry, from WIOD 2013, 2016 and EU KLEMS."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from gvcaccounts.wiod2013 import INDUSTRIES

from gvcrobots.data.upstream.national_tables import COMMON_WIOD2016

FOLDER = "industry_accounts"
# Own names; amounts are in millions of national currency, persons in thousands.
AMOUNTS = {"gross_output": "go", "value_added": "va", "labour_compensation": "lab"}
PERSONS = {"persons_engaged": "emp"}
CARRIED = "lab_share_carried"


def labour_share(accounts: pd.DataFrame, carried: pd.Series) -> pd.DataFrame:
    """Add the labour share of the cells whose share is a figure, and say what the others are.

    Parameters
    ----------
    accounts
        Columns `value_added` and `labour_compensation`, in one currency.
    carried
        Whether the provider carried the share forward from another year.

    Returns
    -------
    DataFrame
        The accounts with `labour_share` (%), missing unless the status is `reported`, and
        `labour_share_status`: `reported`, `carried` (forward by the provider), `above_value_added`
        (more labour compensation than value added), `zero` (no value added or no labour
        compensation; the 2016 accounts write 0 for what they do not have) or `not_reported`.
    """
    value, labour = accounts["value_added"], accounts["labour_compensation"]
    status = np.select(
        [
            value.isna() | labour.isna(),
            (value <= 0) | (labour <= 0),
            labour > value,
            carried.astype(bool),
        ],
        ["not_reported", "zero", "above_value_added", "carried"],
        "reported",
    )
    share = (100 * labour / value).where(status == "reported")
    return accounts.assign(labour_share=share, labour_share_status=status)


def _in_dollars(table: pd.DataFrame) -> pd.DataFrame:
    """Own names, amounts in million US dollars at the exchange rate of the year."""
    dollars = {own: table[name] / table["lcu_per_usd"] for own, name in AMOUNTS.items()}
    return table[["iso3", "year"]].assign(
        **dollars, **{own: table[name] for own, name in PERSONS.items()}
    )


def wiod2013_accounts(folder: str | Path) -> pd.DataFrame:
    """Socio-Economic Accounts of WIOD 2013: 40 economies, 35 industries, 1995-2011.

    Parameters
    ----------
    folder
        Folder of the full source tables.

    Returns
    -------
    DataFrame
        Keys `iso3, year, industry` (NACE Rev. 1), amounts in USD million, persons in thousands, and
        the columns of `labour_share`.

    Raises
    ------
    ValueError
        If an industry of the inter-country tables is missing.
    """
    path = Path(folder, FOLDER, "wiod2013_sea_all_industries.parquet")
    table = pd.read_parquet(path)
    if lacking := sorted(set(INDUSTRIES) - set(table["industry"])):
        raise ValueError(f"{path}: industry: {lacking[0]!r} is missing")
    table = table[table["industry"].isin(INDUSTRIES)]
    accounts = _in_dollars(table).assign(industry=table["industry"])
    return labour_share(accounts, table[CARRIED])


def wiod2016_accounts(folder: str | Path) -> pd.DataFrame:
    """Socio-Economic Accounts of WIOD 2016 in the 13 industries that all tables have, 2000-2014.

    A cell is carried if the share of one of its industries is.

    Parameters
    ----------
    folder
        Folder of the full source tables.

    Returns
    -------
    DataFrame
        As `wiod2013_accounts`; textiles and leather are `17t19`.
    """
    table = pd.read_csv(Path(folder, FOLDER, "wiod2016_sea_manufacturing.csv.gz"))
    accounts = _in_dollars(table).assign(
        industry=table["code"].map(COMMON_WIOD2016), carried=table[CARRIED]
    )
    keys = ["iso3", "year", "industry"]
    cells = accounts.dropna(subset="industry").groupby(keys).sum().reset_index()
    return labour_share(cells.drop(columns="carried"), cells["carried"] > 0)


def euklems_accounts(folder: str | Path) -> pd.DataFrame:
    """EU KLEMS 2017: 28 economies of the European Union and the United States, 1995-2015.

    Parameters
    ----------
    folder
        Folder of the full source tables.

    Returns
    -------
    DataFrame
        Keys `iso3, year, industry_group` (NACE Rev. 2, 11 groups), amounts in millions of national
        currency, persons in thousands, and the columns of `labour_share`.
    """
    table = pd.read_csv(Path(folder, FOLDER, "euklems2017_manufacturing.csv.gz"))
    table = table[table["nace2"] != "C"]
    own = {name: table[code] for name, code in (AMOUNTS | PERSONS).items()}
    accounts = table[["iso3", "year"]].assign(industry_group=table["nace2"], **own)
    return labour_share(accounts, pd.Series(data=False, index=table.index))


def euklems_groups(folder: str | Path) -> pd.DataFrame:
    """Group of EU KLEMS that each of the 14 industries lies in: `industry, industry_group`."""
    table = pd.read_csv(Path(folder, FOLDER, "map_wiod14_to_nace11.csv"), dtype=str)
    return table.rename(columns={"nace2": "industry_group"})
