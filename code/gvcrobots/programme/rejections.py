"""Rejection rates of the Monte Carlo, from its batches."""

from __future__ import annotations

import numpy as np
import pandas as pd


def rejection_rates(batches: pd.DataFrame) -> pd.DataFrame:
    """Add batches up to rates in per cent, with the Monte Carlo standard error.

    Parameters
    ----------
    batches
        Rows of `simulate_batch` with `setting`.

    Returns
    -------
    DataFrame
        `setting, term, inference, replications, rejection, coverage, mc_error`, per cent.
    """
    keys = ["setting", "term", "inference"]
    sums = batches.groupby(keys, sort=False)[["replications", "rejected", "covered"]].sum()
    share = sums["rejected"] / sums["replications"]
    return pd.DataFrame(
        {
            "replications": sums["replications"],
            "rejection": 100 * share,
            "coverage": 100 * sums["covered"] / sums["replications"],
            "mc_error": 100 * np.sqrt(share * (1 - share) / sums["replications"]),
        }
    ).reset_index()
