"""The panels of cells: economy x industry x year, from the verified raw tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from gvcrobots.data.adb import adb_cells
from gvcrobots.data.ageing import ageing
from gvcrobots.data.controls import economy_controls, persons_employed
from gvcrobots.data.digital import (
    COMPONENTS,
    PrincipalComponent,
    component_score,
    first_component,
    network_indicators,
    world_broadband,
)
from gvcrobots.data.income import high_income
from gvcrobots.data.penetration import robot_penetration
from gvcrobots.data.raw_tables import check_unique
from gvcrobots.data.robots import robot_capital, robots_per_worker
from gvcrobots.data.sources import ECONOMIES, INDUSTRIES, TURN

KEYS = ["iso3", "year", "industry"]
ORDER = ["iso3", "industry", "year"]
ADVANCED = ("24", "29", "30t33", "34t35")  # OECD: medium-high and high technology
IMPUTED = ("robot_imports_imputed", "broadband_imputed")
FLAGS = ("advanced", "high_income", "developing", "after_2008", *IMPUTED)
SHARES = ("backward", "backward_adb", "gvc_backward", "gvc_forward", "internet_users")
TYPES = {"iso3": "str", "industry": "str", "year": "int64", "persons_1995": "int64"}
TYPES |= dict.fromkeys(FLAGS, "int8")  # every other column is a measure, float64
DIGITAL_YEARS = (1996, 2011)
# Every economy of a panel needs these tables; the others may lack some (Taiwan in the WDI).
REQUIRED = ("pwt/economies", "income_groups/income_groups", "age_structure/population")

Tables = Mapping[str, pd.DataFrame]


def wiod_cells(indicators: pd.DataFrame, declared: Iterable[str]) -> pd.DataFrame:
    """Take the manufacturing cells of the WIOD indicators, and the indicators that are declared.

    Parameters
    ----------
    indicators
        Table `raw/wiod/indicators.csv`.
    declared
        Names in `config/variables.yaml`.

    Returns
    -------
    DataFrame
        One row a cell and year.

    Raises
    ------
    ValueError
        If one of the 14 industries is missing.
    """
    if lacking := [code for code in INDUSTRIES if code not in set(indicators["industry"])]:
        raise ValueError(f"raw/wiod/indicators.csv: industry: {lacking[0]!r} is missing")
    columns = [name for name in indicators if name in set(declared)]
    return indicators.loc[indicators["industry"].isin(INDUSTRIES), columns]


def industry_exposure(penetration: pd.DataFrame, coordination: pd.DataFrame) -> pd.DataFrame:
    """Describe the 14 industries: exposure to robots and to coordination, technology.

    Parameters
    ----------
    penetration
        Table `raw/acemoglu_restrepo/penetration.csv`.
    coordination
        Table `raw/wiod/coordination.csv`: `industry, coordination` (share of inputs).

    Returns
    -------
    DataFrame
        Columns `industry, apr, apr_automotive, coordination, advanced`; `coordination` demeaned
        over the 14 industries.
    """
    exposure = robot_penetration(penetration).merge(
        coordination[["industry", "coordination"]], on="industry", validate="one_to_one"
    )
    return exposure.assign(
        coordination=exposure["coordination"] - exposure["coordination"].mean(),
        advanced=exposure["industry"].isin(ADVANCED),
    )


def economy_years(tables: Tables) -> pd.DataFrame:
    """Put the measures of every economy and year side by side, all but the digital index.

    Parameters
    ----------
    tables
        Raw tables by `source/table`.

    Returns
    -------
    DataFrame
        One row an economy and year that any of the tables has.
    """
    networks = network_indicators(tables["wdi/indicators"])
    population = tables["age_structure/population"]
    frame = economy_controls(
        tables["wdi/indicators"],
        tables["pwt/economies"],
        tables["tariffs/tariffs"],
        tables["snaama/manufacturing"],
        tables["wgi/governance"],
    )
    for table in (networks, robot_capital(tables["comtrade_robots/robots"]), ageing(population)):
        frame = frame.merge(table, on=["iso3", "year"], how="outer", validate="one_to_one")
    world = world_broadband(networks, population)
    frame = frame.merge(world, on="year", how="left", validate="many_to_one")
    frame = frame.merge(_base_years(tables), on="iso3", how="left", validate="many_to_one")
    stocks = [name for name in frame if name.startswith("robot_stock")]
    adoption = {
        name.replace("robot_stock", "robots"): robots_per_worker(frame[name], frame["persons_1995"])
        for name in stocks
    }
    return frame.assign(**adoption)


def _base_years(tables: Tables) -> pd.DataFrame:
    """What is measured once an economy: employment, income group and telephones."""
    lines = tables["wdi/fixed_telephone"]
    telephone = lines[["iso3"]].assign(fixed_telephone_1990=lines["lines_per_100_1990"])
    frame = persons_employed(tables["pwt/economies"])
    for table in (high_income(tables["income_groups/income_groups"]), telephone):
        frame = frame.merge(table, on="iso3", how="outer", validate="one_to_one")
    return frame


def digital_component(economies: pd.DataFrame, sample: Iterable[str]) -> PrincipalComponent:
    """Find the digital index on the economy-years of the main sample.

    Parameters
    ----------
    economies
        Result of `economy_years`.
    sample
        Economies of the main panel; of these, those with robot capital in 1996-2011 count.

    Returns
    -------
    PrincipalComponent
        Weights, which are then applied to all economies and years, so that the index has one
        scale in both panels.
    """
    rows = economies["iso3"].isin(list(sample)) & economies["robots"].notna()
    rows &= economies["year"].between(*DIGITAL_YEARS)
    return first_component(economies.loc[rows, list(COMPONENTS)])


def assemble_panel(
    cells: pd.DataFrame,
    economies: pd.DataFrame,
    exposure: pd.DataFrame,
    component: PrincipalComponent,
    declared: Iterable[str],
) -> pd.DataFrame:
    """Join cells with the measures of their economy, year and industry.

    Parameters
    ----------
    cells
        Result of `wiod_cells` or `adb_cells`.
    economies, exposure, component
        Results of `economy_years`, `industry_exposure`, `digital_component`.
    declared
        Names in `config/variables.yaml`; the columns are theirs, in their order.

    Returns
    -------
    DataFrame
        All cells, before any filter, sorted by economy, industry and year.

    Raises
    ------
    ValueError
        If keys repeat, a column is not declared, or a value is missing or out of its range.
    """
    check_unique(cells, KEYS, "panel")
    economies = economies.assign(digital=component_score(economies[list(COMPONENTS)], component))
    panel = cells.merge(economies, on=["iso3", "year"], how="left", validate="many_to_one")
    panel = panel.merge(exposure, on="industry", how="left", validate="many_to_one")
    panel = panel.assign(**{flag: panel[flag].fillna(0) for flag in IMPUTED})
    panel = panel.assign(developing=1 - panel["high_income"], after_2008=panel["year"] > TURN)
    _check_complete(panel)
    panel = panel.astype({name: TYPES.get(name, "float64") for name in panel})
    declared = list(declared)
    if undeclared := [name for name in panel if name not in declared]:
        raise ValueError(f"panel: column {undeclared[0]!r} is not in config/variables.yaml")
    columns = [name for name in declared if name in panel]
    panel = panel.sort_values(ORDER, ignore_index=True)[columns]
    check_panel(panel)
    return panel


def _check_complete(panel: pd.DataFrame) -> None:
    for name in (*TYPES, "apr", "apr_automotive", "coordination", "ageing"):
        _refuse(panel, name, panel[name].isna(), "missing")


def check_panel(panel: pd.DataFrame) -> None:
    """Check keys, ranges and types of a panel.

    Parameters
    ----------
    panel
        Result of `assemble_panel`.

    Raises
    ------
    ValueError
        If keys repeat, a value is infinite, a share is not within 0 and 100 %, a stock is negative.
    """
    check_unique(panel, KEYS, "panel")
    for name in panel.select_dtypes("number"):
        _refuse(panel, name, np.isinf(panel[name]), "infinite")
    for name in panel.columns.intersection(SHARES, sort=False):
        outside = (panel[name] < 0) | (panel[name] > 100)
        _refuse(panel, name, outside, "not within 0 and 100 %")
    for name in (name for name in panel if name.startswith("robot_stock")):
        _refuse(panel, name, panel[name] < 0, "negative")


def _refuse(panel: pd.DataFrame, name: str, wrong: pd.Series, what: str) -> None:
    if wrong.any():
        first = tuple(panel.loc[wrong, KEYS].astype(object).iloc[0])
        raise ValueError(f"panel: {name}: {what}, first at {first}")


def main_cells(tables: Tables, declared: Iterable[str]) -> pd.DataFrame:
    """Check economies, and take the cells of the main panel (see `wiod_cells`)."""
    cells = wiod_cells(tables["wiod/indicators"], declared)
    check_economies(cells, "raw/wiod/indicators.csv", tables)
    return cells


def extension_cells(tables: Tables) -> pd.DataFrame:
    """Check economies, and take the cells of the extension panel (see `adb_cells`)."""
    cells = adb_cells(tables["adb_mrio/industries"])
    check_economies(cells, "raw/adb_mrio/industries.csv", tables)
    return cells


def check_economies(cells: pd.DataFrame, name: str, tables: Tables) -> None:
    """Check that tables call economies by the same codes.

    Parameters
    ----------
    cells
        Cells of a panel.
    name
        File of the cells, for messages.
    tables
        Raw tables by `source/table`.

    Raises
    ------
    ValueError
        If a table has a code that is not one of the study's economies, or a table that every
        economy needs has no row for an economy of the cells.
    """
    named = {f"raw/{key}.csv": tables[key] for key in sorted(tables)}
    for path, table in named.items():
        if "iso3" in table and (unknown := sorted(set(table["iso3"]) - ECONOMIES)):
            raise ValueError(f"{path}: iso3: {unknown[0]!r} is not an economy of the study")
    for key in REQUIRED:
        if lacking := sorted(set(cells["iso3"]) - set(tables[key]["iso3"])):
            raise ValueError(f"raw/{key}.csv: iso3: no row for {lacking[0]!r}, which {name} has")
