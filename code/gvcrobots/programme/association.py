"""Claim C14 in numbers: how the change of participation goes with robot penetration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

ALL = "none"  # what is left out where all industries are in


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the changes by industry and describe them, with and without the most influential."""
    del declared  # nothing is declared of it
    data = pd.read_csv(inputs["industries"])
    label, others = without_most_influential(data)
    return pd.DataFrame([{"without": ALL} | association(data), {"without": label} | others])


def association(data: pd.DataFrame) -> dict[str, float]:
    """Describe how the change goes with penetration; there is no test, and no claim of cause.

    Parameters
    ----------
    data
        Result of `industries.industry_changes`.

    Returns
    -------
    dict
        `pearson` and `spearman` (ties have their mean rank) correlations, `slope` and `intercept`
        of least squares (percentage points per log point of 1 + robots per 1,000 workers), `n`.
    """
    from scipy import stats

    line = stats.linregress(data["apr"], data["change"])
    return {
        "pearson": float(line.rvalue),
        "spearman": float(stats.spearmanr(data["apr"], data["change"]).statistic),
        "slope": float(line.slope),
        "intercept": float(line.intercept),
        "n": len(data),
    }


def without_most_influential(data: pd.DataFrame) -> tuple[str, dict[str, float]]:
    """Find the industry without which the slope changes most: its label, what is left without it.

    Parameters
    ----------
    data
        Result of `industries.industry_changes`.

    Returns
    -------
    str, dict
        Label, and the result of `association` on the other industries.
    """
    slope = association(data)["slope"]
    others = {row.label: association(data.drop(row.Index)) for row in data.itertuples()}
    label = max(others, key=lambda name: abs(others[name]["slope"] - slope))
    return label, others[label]
