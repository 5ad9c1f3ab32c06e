"""Backward participation of all manufacturing exports of an economy."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the indicators of the inter-country tables and add the `industries` up."""
    indicators = pd.read_csv(inputs["indicators"], dtype={"industry": str})
    return national_backward(indicators, declared["industries"])


def national_backward(indicators: pd.DataFrame, industries: Collection[str]) -> pd.DataFrame:
    """Divide summed foreign value added by summed exports.

    Parameters
    ----------
    indicators
        Cells with `iso3, industry, year, exports, foreign_value_added`.
    industries
        Industries to add.

    Returns
    -------
    DataFrame
        `iso3, year, backward` in per cent, sorted.
    """
    rows = indicators[indicators["industry"].isin(list(industries))].groupby(["iso3", "year"])
    totals = rows[["exports", "foreign_value_added"]].sum()
    share = 100 * totals["foreign_value_added"] / totals["exports"]
    return share.rename("backward").reset_index()
