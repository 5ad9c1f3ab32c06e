"""Which cells of a panel are used, and the count of what each filter drops."""

from __future__ import annotations

import pandas as pd

from gvcrobots.declare.construction import Construction


def traded_cells(panel: pd.DataFrame, minimum_exports: float) -> pd.DataFrame:
    """Keep the cells with positive output and exports of at least some amount.

    Below it, the ratio of value added to exports is made of rounding.

    Parameters
    ----------
    panel
        All cells, USD million.
    minimum_exports
        USD million.

    Returns
    -------
    DataFrame
        The cells kept.
    """
    kept = (panel["output"] > 0) & (panel["exports"] >= minimum_exports)
    return panel[kept].reset_index(drop=True)


def sample_counts(panel: pd.DataFrame, construction: Construction) -> pd.DataFrame:
    """Count what is left of the panel after each filter.

    Parameters
    ----------
    panel
        All cells, before any filter.
    construction
        Minimum exports, controls, and the variables of robots and of the digital index.

    Returns
    -------
    DataFrame
        One row a filter, in order: `filter, cells` (left), `dropped` (cells), `economies,
        economy_industries, first_year, last_year` (left).
    """
    minimum = construction.cells.minimum_exports
    robots = panel[construction.digital.robots]
    filters = {
        "All manufacturing cells": panel["year"].notna(),
        "Positive output": panel["output"] > 0,
        f"Exports of at least USD {minimum:g} million": panel["exports"] >= minimum,
        "Economy with robot capital": robots.groupby(panel["iso3"]).transform("count") > 0,
        "Year with robot capital": robots.notna(),
        "Digital infrastructure reported": panel[construction.digital.index].notna(),
        "Lagged controls reported": panel[list(construction.cells.controls)].notna().all(axis=1),
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
