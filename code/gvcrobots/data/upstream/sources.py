"""What the study takes from each full source table, and how its columns are called here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from gvcaccounts.wiod2013 import INDUSTRIES

# The 62 economies of the ADB tables; the 40 of WIOD 2013 are among them.
_CODES = """
AUS AUT BEL BGD BGR BRA BRN BTN CAN CHE CHN CYP CZE DEU DNK ESP EST FIN FJI FRA GBR GRC HKG HRV HUN
IDN IND IRL ITA JPN KAZ KGZ KHM KOR LAO LKA LTU LUX LVA MDV MEX MLT MNG MYS NLD NOR NPL PAK PHL POL
PRT ROU RUS SGP SVK SVN SWE THA TUR TWN USA VNM
"""
ECONOMIES = frozenset(_CODES.split())


@dataclass(frozen=True)
class SourceTable:
    """One table of `raw/`: where its figures come from and what is kept of them.

    Attributes
    ----------
    target
        File in `raw/`.
    original
        File in the folder of full source tables.
    columns
        Own column name to the name in the original; only these are kept, in this order.
    years
        First and last year kept.
    codes
        For a column (own name), what each of its codes is called here.
    """

    target: str
    original: str
    columns: Mapping[str, str]
    years: tuple[int, int] = (1994, 2022)
    codes: Mapping[str, Mapping[object, str]] = field(default_factory=dict)


CELL = {"iso3": "iso3", "year": "year"}

TABLES = (
    SourceTable(
        "wdi/indicators.csv",
        "worldbank_wdi.csv",
        CELL
        | {
            "broadband_per_100": "bb_fixed_p100",
            "internet_users_pct": "internet_users_pct",
            "mobile_per_100": "mobile_p100",
            "fixed_telephone_per_100": "fixed_tel_p100",
            "gdp_per_capita_ppp": "gdppc_ppp",
            "fdi_inflow_gdp_pct": "fdi_inflow_gdp",
        },
    ),
    SourceTable(
        "wdi/fixed_telephone.csv",
        "worldbank_wdi_fixed_telephone_preperiod.csv",
        {
            "iso3": "iso3",
            "lines_per_100_1984": "fixed_tel_p100_1984",
            "lines_per_100_1990": "fixed_tel_p100_1990",
        },
    ),
    SourceTable(
        "wgi/governance.csv",
        "worldbank_wgi.csv",
        CELL | {"rule_of_law": "wgi_rl", "regulatory_quality": "wgi_rq"},
    ),
    SourceTable(
        "pwt/economies.csv",
        "pwt1001.csv",
        CELL | {"persons_employed_millions": "emp", "human_capital": "hc", "labour_share": "labsh"},
    ),
    SourceTable(
        "income_groups/income_groups.csv",
        "worldbank_income_groups.csv",
        CELL | {"income_group": "wb_income"},
        codes={
            "income_group": {
                "H": "high",
                "UM": "upper_middle",
                "LM": "lower_middle",
                "L": "low",
            }
        },
    ),
    SourceTable(
        "snaama/manufacturing.csv",
        "un_snaama_manufacturing.csv",
        CELL | {"manufacturing_gdp_pct": "manuf_va_gdp_unsna"},
    ),
    SourceTable(
        "age_structure/population.csv",
        "un_wpp2019_age_structure.csv",
        CELL
        | {
            "population_thousands": "pop_total_wpp2019_k",
            "aged_21_55_thousands": "pop_21_55",
            "aged_56_over_thousands": "pop_56p",
        },
        years=(1990, 2022),
    ),
    SourceTable(
        "tariffs/tariffs.csv",
        "wits_tariffs_all_products.csv",
        CELL
        | {"tariff_applied_pct": "tariff_ahs_wavg", "is_eu_common_tariff": "tariff_is_eu_common"},
    ),
    SourceTable(
        "acemoglu_restrepo/penetration.csv",
        "acemoglu_restrepo_apr_by_industry.csv",
        {
            "robot_industry": "industry_ifr19",
            "robots_per_1000_euro5_1993_2007": "apr_euro5_qo93_07",
        },
    ),
    SourceTable(
        "adb_mrio/industries.csv",
        "adb_mrio62_vax_2000_2007_2022.csv",
        CELL
        | {
            "industry": "wiod_code",
            "exports": "exports_musd",
            "vax": "vax_export_sector_musd",
            "output": "output_musd",
            "value_added": "value_added_musd",
        },
        years=(2007, 2022),
        codes={"industry": dict(enumerate(INDUSTRIES[2:16], start=3))},
    ),
)


def read_source_table(folder: str | Path, table: SourceTable) -> pd.DataFrame:
    """Read what the study takes from one full source table.

    Parameters
    ----------
    folder
        Folder of the full source tables.
    table
        What to keep, and how to call it.

    Returns
    -------
    DataFrame
        Own column names; the study's economies and years only.

    Raises
    ------
    ValueError
        If the original lacks a column, or a coded column has a code without a name.
    """
    path = Path(folder) / table.original
    original = pd.read_csv(path, keep_default_na=False, na_values=[""])
    if lacking := [name for name in table.columns.values() if name not in original]:
        raise ValueError(f"{path}: no column {lacking[0]!r}")
    frame = pd.DataFrame({own: original[name] for own, name in table.columns.items()})
    if "iso3" in frame:
        frame = frame[frame["iso3"].isin(ECONOMIES)]
    if "year" in frame:
        frame = frame[frame["year"].between(*table.years)]
    for column, names in table.codes.items():
        if len(unnamed := frame.loc[~frame[column].isin(list(names)), column]):
            raise ValueError(f"{path}: {table.columns[column]}: unknown code {unnamed.iloc[0]!r}")
        frame = frame.assign(**{column: frame[column].map(names)})
    return frame
