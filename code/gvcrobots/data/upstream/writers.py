"""Every table of `raw/` but those of the inter-country tables, and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from gvcrobots.data.upstream.industry_accounts import (
    euklems_accounts,
    euklems_groups,
    wiod2013_accounts,
    wiod2016_accounts,
)
from gvcrobots.data.upstream.national_tables import vertical_specialisation_cells
from gvcrobots.data.upstream.robot_sources import robot_imports, robot_use
from gvcrobots.data.upstream.sources import TABLES, read_source_table

Writer = Callable[[Path], pd.DataFrame]  # from the folder of full source tables to a tidy table


def _vertical_specialisation(folder: Path, path: str, family: str) -> pd.DataFrame:
    return vertical_specialisation_cells(Path(folder, path), family)


WRITERS: dict[str, Writer] = {
    **{table.target: partial(read_source_table, table=table) for table in TABLES},
    "comtrade_robots/robots.csv": robot_imports,
    "eurostat_robots/robot_use.csv": robot_use,
    "industry_accounts/wiod2013.csv": wiod2013_accounts,
    "industry_accounts/wiod2016.csv": wiod2016_accounts,
    "industry_accounts/euklems2017.csv": euklems_accounts,
    "industry_accounts/euklems2017_groups.csv": euklems_groups,
    "wiod2016/vertical_specialisation.csv": partial(
        _vertical_specialisation, path="wiod2016/wiod2016_niot.parquet", family="wiod2016"
    ),
    "oecd_iot_2018/vertical_specialisation.csv": partial(
        _vertical_specialisation,
        path="oecd_iot_2018/oecd_iot_2018ed_dom_imp_2005_2015.parquet",
        family="oecd2018",
    ),
}
