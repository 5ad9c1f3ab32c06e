"""Claim C14: robot penetration and the change of participation, by industry of the world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panel and compare participation between the first and the last of `years`."""
    panel = pd.read_parquet(inputs["main"])
    return industry_changes(panel, declared["years"], declared["industries"])


def industry_changes(
    panel: pd.DataFrame, years: Sequence[int], names: Mapping[str, str]
) -> pd.DataFrame:
    """Compare the backward participation of each industry of the world in two years.

    Foreign value added and exports are added over the economies, so that economies count by their
    exports.

    Parameters
    ----------
    panel
        Cells with `industry, year, foreign_value_added, exports, apr, advanced`.
    years
        First and last year.
    names
        Names of the industries by code, in the order of the tables.

    Returns
    -------
    DataFrame
        One row an industry, in this order: `industry, label, apr, start, end, change,
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
    industries = panel.groupby("industry")[["apr", "advanced"]].first().loc[list(names)]
    start, end = (share[year].loc[industries.index] for year in (first, last))
    return pd.DataFrame(
        {
            "industry": industries.index,
            "label": list(names.values()),
            "apr": industries["apr"].to_numpy(),
            "start": start.to_numpy(),
            "end": end.to_numpy(),
            "change": (end - start).to_numpy(),
            "advanced": industries["advanced"].to_numpy(),
        }
    )
