"""The tidy table in which every method of inference says what it finds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from fewclusters.infer.distributions import t_p_value, t_quantile

# What a method of inference says of a term.
COLUMNS = [
    "term",
    "estimate",
    "inference",
    "std_error",
    "statistic",
    "df",
    "p_value",
    "ci_low",
    "ci_high",
]


def tidy(
    terms: Sequence[str],
    estimates: np.ndarray,
    std_errors: np.ndarray,
    df: float | np.ndarray,
    inference: str,
    level: float = 0.95,
) -> pd.DataFrame:
    """Tabulate two-sided t tests against zero, and intervals, under the label of a method.

    Parameters
    ----------
    terms
        k names.
    estimates, std_errors
        (k,).
    df
        Degrees of freedom of the t distribution, one or (k,).
    inference
        Label of the method.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        k rows, columns `COLUMNS`.
    """
    statistics = estimates / std_errors
    half_width = t_quantile((1 + level) / 2, df) * std_errors
    table = {
        "term": list(terms),
        "estimate": estimates,
        "inference": inference,
        "std_error": std_errors,
        "statistic": statistics,
        "df": df,
        "p_value": t_p_value(statistics, df),
        "ci_low": estimates - half_width,
        "ci_high": estimates + half_width,
    }
    return pd.DataFrame(table, columns=COLUMNS)
