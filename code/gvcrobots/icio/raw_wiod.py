"""The tables of `raw/wiod`: indicators that the full WIOD tables give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from gvcrobots.icio.indicators import cell_indicators, coordination_intensity
from gvcrobots.icio.leontief import leontief_system
from gvcrobots.icio.tables import IcioTable
from gvcrobots.icio.wiod2013 import YEARS
from gvcrobots.icio.world import world_participation

BASE_YEAR = YEARS[0]


def year_tables(table: IcioTable, year: int) -> dict[str, pd.DataFrame]:
    """Everything that `raw/wiod` takes from the table of one year.

    Parameters
    ----------
    table
        WIOD table of the year.
    year
        Calendar year.

    Returns
    -------
    dict of str to DataFrame
        `indicators` (40 countries, 35 industries; the rest of the world is left out), `world` (one
        row) and `coordination` (14 industries of the USA).
    """
    system = leontief_system(table)
    cells = cell_indicators(system)
    frames = {
        "indicators": cells[cells["iso3"] != "ROW"],
        "world": pd.DataFrame([world_participation(system)]),
        "coordination": coordination_intensity(table),
    }
    return {name: frame.assign(year=year) for name, frame in frames.items()}


def gather_years(years: Sequence[Mapping[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    """Put the years together: all of them, or the base year alone for what is measured once."""
    gathered = {
        name: pd.concat([tables[name] for tables in years], ignore_index=True)
        for name in sorted(years[0])
    }
    once = gathered["coordination"]
    gathered["coordination"] = once[once["year"] == BASE_YEAR]
    return gathered
