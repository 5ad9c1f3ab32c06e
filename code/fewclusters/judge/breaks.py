"""Test of one break at an unknown date, with critical values from the wild cluster bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fewclusters.fit.absorption import AbsorbedDesign, absorb
from fewclusters.infer.clustered import sandwich
from fewclusters.infer.multipliers import cluster_multipliers
from fewclusters.infer.wild_joint import joint_statistics


@dataclass(frozen=True)
class BreakTest:
    """Result of a sup-F test.

    Attributes
    ----------
    by_year
        Columns `year` (first of the second regime) and `statistic` (Wald over q).
    year
        Where the statistic is largest.
    statistic, p_value, critical_value
        The largest statistic, its bootstrap p-value and the quantile at 5 %.
    """

    by_year: pd.DataFrame
    year: int
    statistic: float
    p_value: float
    critical_value: float


def candidate_years(years: np.ndarray, trim: float = 0.15) -> list[int]:
    """First years of the second regime that leave a share of the periods in either regime."""
    periods = np.unique(years)
    margin = max(int(np.ceil(trim * len(periods))), 1)
    return [int(year) for year in periods[margin : len(periods) - margin + 1]]


def sup_f_test(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    breaking: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    n_draws: int,
    seed: int,
    weights: str | None = None,
    trim: float = 0.15,
) -> BreakTest:
    """Test that coefficients are stable against one break at an unknown year.

    The largest Wald statistic over the years, for terms that are multiplied by being in or after
    the year (Andrews 1993, with his trimming of 15 %). Its distribution depends on the regressors
    and on few clusters; it comes from the wild cluster bootstrap with stability imposed (WCR-11,
    Webb weights), the largest statistic of each draw over the same years, with the regressors held
    fixed (Hansen 2000).

    Parameters
    ----------
    frame
        Panel with `year` and a column for every name.
    outcome, terms, effects, cluster, weights
        Of the regression, as in `absorption.absorb`.
    breaking
        The terms that may break.
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
    years = candidate_years(frame["year"].to_numpy()[stable.rows], trim)
    draws = cluster_multipliers(stable, "webb", n_draws, seed)
    statistics, largest = [], np.zeros(len(draws))
    for year in years:
        design, positions = _with_break(frame, stable, breaking, effects, cluster, weights, year)
        covariance = sandwich(design, design.clusters)[np.ix_(positions, positions)]
        changes = design.estimates[positions]
        q = len(positions)
        statistics.append(float(changes @ np.linalg.solve(covariance, changes)) / q)
        bootstrap = joint_statistics(design, positions, stable.residuals, draws) / q
        largest = np.maximum(largest, bootstrap)
    best = int(np.argmax(statistics))
    return BreakTest(
        by_year=pd.DataFrame({"year": years, "statistic": statistics}),
        year=years[best],
        statistic=statistics[best],
        p_value=float(np.mean(largest > statistics[best])),
        critical_value=float(np.quantile(largest, 0.95)),
    )


def _with_break(
    frame: pd.DataFrame,
    stable: AbsorbedDesign,
    breaking: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    weights: str | None,
    year: int,
) -> tuple[AbsorbedDesign, list[int]]:
    """Regression with changes of the breaking terms, and the positions of the changes."""
    later = frame["year"] >= year
    changes = {f"{name} from {year}": frame[name] * later for name in breaking}
    terms = [*stable.terms, *changes]
    sample = frame.assign(**changes).iloc[stable.rows]
    design = absorb(sample, stable.outcome, terms, effects, cluster, weights)
    return design, [design.index(name) for name in changes]
