"""Claim C14: robot penetration and the change of participation, by industry of the world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from gvcrobots.data.sources import INDUSTRY_NAMES


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panel and compare participation between the first and the last of `years`."""
    return industry_changes(pd.read_parquet(inputs["main"]), declared["years"])


def industry_changes(panel: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    """Compare the backward participation of each industry of the world in two years.

    Foreign value added and exports are added over the economies, so that economies count by their
    exports.

    Parameters
    ----------
    panel
        Cells with `industry, year, foreign_value_added, exports, apr, advanced`.
    years
        First and last year.

    Returns
    -------
    DataFrame
        One row an industry, in the order of the tables: `industry, label, apr, start, end, change,
        advanced`; shares in per cent of exports, the change in percentage points.

    Raises
    ------
    ValueError
        If the panel does not have one of the years.
    """
    first, last = years
    if lacking := [year for year in years if year not in set(panel["year"])]:
        raise ValueError(f"panel: year: no cells of {lacking[0]}")
    sums = panel.groupby(["industry", "year"])[["foreign_value_added", "exports"]].sum()
    share = (100 * sums["foreign_value_added"] / sums["exports"]).unstack("year")
    industries = panel.groupby("industry")[["apr", "advanced"]].first().loc[list(INDUSTRY_NAMES)]
    start, end = (share[year].loc[industries.index] for year in (first, last))
    return pd.DataFrame(
        {
            "industry": industries.index,
            "label": list(INDUSTRY_NAMES.values()),
            "apr": industries["apr"].to_numpy(),
            "start": start.to_numpy(),
            "end": end.to_numpy(),
            "change": (end - start).to_numpy(),
            "advanced": industries["advanced"].to_numpy(),
        }
    )
