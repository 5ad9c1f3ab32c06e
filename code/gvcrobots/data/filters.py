"""Which cells of a panel are used, and the count of what each filter drops."""

from __future__ import annotations

import pandas as pd

MINIMUM_EXPORTS = 1.0  # USD million
CONTROLS = ["lag_log_gdp_per_capita", "lag_log_human_capital", "lag_fdi_inflow"]


def traded_cells(panel: pd.DataFrame) -> pd.DataFrame:
    """Keep the cells with positive output and exports of at least USD 1 million.

    Below that, the ratio of value added to exports is made of rounding.

    Parameters
    ----------
    panel
        All cells, USD million.

    Returns
    -------
    DataFrame
        The cells kept.
    """
    kept = (panel["output"] > 0) & (panel["exports"] >= MINIMUM_EXPORTS)
    return panel[kept].reset_index(drop=True)


def sample_counts(panel: pd.DataFrame) -> pd.DataFrame:
    """Count what is left of the panel after each filter.

    Parameters
    ----------
    panel
        All cells, before any filter.

    Returns
    -------
    DataFrame
        One row a filter, in order: `filter, cells` (left), `dropped` (cells), `economies,
        economy_industries, first_year, last_year` (left).
    """
    users = panel.groupby("iso3")["robots"].transform("count") > 0
    filters = {
        "All manufacturing cells": panel["year"].notna(),
        "Positive output": panel["output"] > 0,
        "Exports of at least USD 1 million": panel["exports"] >= MINIMUM_EXPORTS,
        "Economy with robot capital": users,
        "Year with robot capital": panel["robots"].notna(),
        "Digital infrastructure reported": panel["digital"].notna(),
        "Lagged controls reported": panel[CONTROLS].notna().all(axis=1),
    }
    kept = pd.Series(data=True, index=panel.index)
    rows = []
    for name, passes in filters.items():
        before = int(kept.sum())
        kept &= passes
        rows.append({"filter": name, "dropped": before - int(kept.sum()), **_count(panel[kept])})
    return pd.DataFrame(rows)


def _count(cells: pd.DataFrame) -> dict[str, int]:
    return {
        "cells": len(cells),
        "economies": cells["iso3"].nunique(),
        "economy_industries": len(cells[["iso3", "industry"]].drop_duplicates()),
        "first_year": int(cells["year"].min()),
        "last_year": int(cells["year"].max()),
    }
