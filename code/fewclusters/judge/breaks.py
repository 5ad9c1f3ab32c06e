"""Test of one break at an unknown date, with critical values from the wild cluster bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fewclusters.fit.absorption import absorb
from fewclusters.infer.multipliers import cluster_multipliers
from fewclusters.infer.wild_joint import joint_statistics
from fewclusters.judge.panel_tests import wald_test


@dataclass(frozen=True)
class BreakTest:
    """Result of a sup-F test.

    Attributes
    ----------
    by_period
        Columns `period` (first of the second regime) and `statistic` (Wald over q).
    period
        Where the statistic is largest.
    statistic, p_value, critical_value
        The largest statistic, its bootstrap p-value and the quantile at 5 %.
    """

    by_period: pd.DataFrame
    period: int
    statistic: float
    p_value: float
    critical_value: float


def candidate_breaks(periods: np.ndarray, trim: float = 0.15) -> list[int]:
    """First periods of the second regime that leave a share of the periods in either regime."""
    periods = np.unique(periods)
    margin = max(int(np.ceil(trim * len(periods))), 1)
    return [int(period) for period in periods[margin : len(periods) - margin + 1]]


def sup_f_test(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    breaking: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    time: str,
    n_draws: int,
    seed: int,
    weights: str | None = None,
    trim: float = 0.15,
) -> BreakTest:
    """Test that coefficients are stable against one break at an unknown period.

    The largest Wald statistic over the periods, for terms that are multiplied by being in or
    after the period (Andrews 1993, with his trimming of 15 %). Its distribution depends on the
    regressors and on few clusters; it comes from the wild cluster bootstrap with stability imposed
    (WCR-11, Webb weights), the largest statistic of each draw over the same periods, with the
    regressors held fixed (Hansen 2000).

    Parameters
    ----------
    frame
        Panel with a column for every name.
    outcome, terms, effects, cluster, weights
        Of the regression, as in `absorption.absorb`.
    breaking
        The terms that may break.
    time
        Column of the periods, whole numbers.
    n_draws, seed
        Of the bootstrap.
    trim
        Least share of the periods in either regime.

    Returns
    -------
    BreakTest

    Raises
    ------
    ValueError
        If a breaking term is not among the terms, or its change is absorbed.
    """
    if unknown := [name for name in breaking if name not in terms]:
        raise ValueError(f"breaking term {unknown[0]!r} is not in the regression")
    stable = absorb(frame, outcome, terms, effects, cluster, weights)
    periods = candidate_breaks(frame[time].to_numpy()[stable.rows], trim)
    draws = cluster_multipliers(stable, "webb", n_draws, seed)
    statistics, largest = [], np.zeros(len(draws))
    sample = frame.iloc[stable.rows]
    for period in periods:
        later = sample[time] >= period
        changes = {f"{name} from {period}": sample[name] * later for name in breaking}
        everything = [*stable.terms, *changes]
        design = absorb(sample.assign(**changes), outcome, everything, effects, cluster, weights)
        positions = [design.index(name) for name in changes]
        statistics.append(wald_test(design, positions).statistic)
        bootstrap = joint_statistics(design, positions, stable.residuals, draws)
        largest = np.maximum(largest, bootstrap / len(positions))
    best = int(np.argmax(statistics))
    return BreakTest(
        by_period=pd.DataFrame({"period": periods, "statistic": statistics}),
        period=periods[best],
        statistic=statistics[best],
        p_value=float(np.mean(largest > statistics[best])),
        critical_value=float(np.quantile(largest, 0.95)),
    )
