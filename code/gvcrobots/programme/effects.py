"""Coefficients as the effect of one standard deviation of the regressor within cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.results import KEYS, headline

EFFECTS = {"effect": "estimate", "effect_low": "ci_low", "effect_high": "ci_high"}


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read all estimates and the summary statistics, and multiply."""
    del declared  # nothing is declared of it
    return effects(pd.read_csv(inputs["all_estimates"]), pd.read_csv(inputs["summary"]))


def effects(estimates: pd.DataFrame, statistics: pd.DataFrame) -> pd.DataFrame:
    """Express coefficients as the effect of one within standard deviation of the regressor.

    Parameters
    ----------
    estimates
        Rows of `output/estimates.csv`.
    statistics
        Summary statistics with `variable` and `within_sd`.

    Returns
    -------
    DataFrame
        `family, specification, term` and `EFFECTS`, in the unit of the outcome, for terms that are
        variables of the summary table.
    """
    scale = statistics.set_index("variable")["within_sd"]
    rows = headline(estimates)
    rows = rows[rows["term"].isin(scale.index)]
    sizes = {name: rows[key] * rows["term"].map(scale) for name, key in EFFECTS.items()}
    return rows[KEYS].assign(**sizes).reset_index(drop=True)
