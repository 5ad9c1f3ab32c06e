"""Tests of panel regressions: dependence across cells, over time, and effects with regressors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from linearmodels.panel import PanelOLS, RandomEffects
from scipy import stats

from fewclusters.fit.absorption import AbsorbedDesign, absorb
from fewclusters.fit.dynamics import difference
from fewclusters.infer.clustered import sandwich


@dataclass(frozen=True)
class TestResult:
    """Statistic, degrees of freedom (one, or of numerator and denominator) and p-value."""

    __test__ = False  # for pytest: not a class of tests

    statistic: float
    df: float | tuple[float, float]
    p_value: float


def pesaran_cd(residuals: np.ndarray, units: np.ndarray, periods: np.ndarray) -> TestResult:
    """Test of no dependence between cells.

    CD = sqrt(2 / (N (N-1))) sum_ij sqrt(T_ij) r_ij over pairs, where r_ij correlates residuals,
    each less its mean, over the T_ij periods that both have (Pesaran 2015, "Testing weak
    cross-sectional dependence", for unbalanced panels); standard normal.

    Parameters
    ----------
    residuals, units, periods
        (n,) each.

    Returns
    -------
    TestResult
        `df` is the number of pairs with at least three periods in common.
    """
    table = pd.DataFrame({"u": residuals, "i": units, "t": periods})
    wide = table.pivot(index="t", columns="i", values="u")
    correlations = wide.corr(min_periods=3).to_numpy()
    present = wide.notna().to_numpy(float)
    shared = present.T @ present
    pairs = np.triu(np.isfinite(correlations), 1)
    total = (np.sqrt(shared[pairs]) * correlations[pairs]).sum()
    statistic = float(total / np.sqrt(pairs.sum()))
    return TestResult(statistic, float(pairs.sum()), float(2 * stats.norm.sf(abs(statistic))))


def wooldridge_serial_correlation(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    unit: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
) -> TestResult:
    """Test of no serial correlation of the errors within units.

    Residuals of the regression in first differences have first autocorrelation -1/2 if the errors
    have none: they are regressed on their lags and -1/2 is tested with CRV1, F(1, G-1) (Wooldridge
    2010, section 10.6.3; Drukker 2003).

    Parameters
    ----------
    frame
        Panel with `year`.
    outcome, terms
        Of the regression in levels.
    unit
        Columns that make a unit, whose effect the differences remove.
    effects
        The other effects, absorbed from the differences.
    cluster
        Column of the clusters.

    Returns
    -------
    TestResult
    """
    differences = difference(frame, [outcome, *terms], unit, 1)
    design = absorb(differences, outcome, terms, effects, cluster)
    used = differences.iloc[design.rows]
    left = used[[*unit, "year", cluster]].loc[:, lambda table: ~table.columns.duplicated()]
    left = left.assign(residual=design.residuals)
    before = left[[*unit, "year", "residual"]].rename(columns={"residual": "before"})
    pairs = left.merge(before.assign(year=before["year"] + 1), on=[*unit, "year"])
    regression = absorb(pairs, "residual", ["before"], [], cluster)
    distance = regression.estimates[0] + 0.5
    variance = sandwich(regression, regression.clusters)[0, 0]
    statistic, df = float(distance**2 / variance), regression.n_clusters - 1
    return TestResult(statistic, (1, df), float(stats.f.sf(statistic, 1, df)))


def hausman(
    frame: pd.DataFrame, outcome: str, terms: Sequence[str], unit: str, period: str
) -> TestResult:
    """Hausman's (1978) test of fixed against random effects, errors taken as iid.

    Parameters
    ----------
    frame
        Panel.
    outcome, terms
        Of the regression.
    unit, period
        Columns of the panel.

    Returns
    -------
    TestResult
    """
    data = frame.set_index([unit, period])
    names = list(terms)
    fixed = PanelOLS(data[outcome], data[names], entity_effects=True).fit()
    random = RandomEffects(data[outcome], data[names].assign(const=1.0)).fit()
    gap = (fixed.params[names] - random.params[names]).to_numpy()
    spread = (fixed.cov.loc[names, names] - random.cov.loc[names, names]).to_numpy()
    statistic = float(gap @ np.linalg.solve(spread, gap))
    return TestResult(statistic, float(len(gap)), float(stats.chi2.sf(statistic, len(gap))))


def mundlak(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    unit: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
) -> TestResult:
    """Test whether unit means of the regressors matter, Hausman's test robust to clustering.

    The means are added to a regression without unit effects; Wald over their number against
    F(q, G-1) (Mundlak 1978; Wooldridge 2010, section 10.7.3).

    Parameters
    ----------
    frame
        Panel.
    outcome, terms
        Of the regression.
    unit
        Columns that make a unit.
    effects
        Effects other than those of units, absorbed; without any there is a constant.
    cluster
        Column of the clusters.

    Returns
    -------
    TestResult
    """
    names = [outcome, *terms]
    complete = frame.dropna(subset=names).assign(constant=1.0)
    means = {f"mean of {t}": complete.groupby(list(unit))[t].transform("mean") for t in terms}
    base = [*terms, *means, *([] if effects else ["constant"])]
    design = absorb(complete.assign(**means), outcome, base, effects, cluster)
    positions = [design.index(name) for name in means if name in design.terms]
    return wald_test(design, positions)


def wald_test(design: AbsorbedDesign, positions: Sequence[int]) -> TestResult:
    """Cluster-robust F test (CRV1) that some coefficients are zero, against F(q, G-1)."""
    estimates = design.estimates[list(positions)]
    covariance = sandwich(design, design.clusters)[np.ix_(positions, positions)]
    q, df = len(estimates), design.n_clusters - 1
    statistic = float(estimates @ np.linalg.solve(covariance, estimates)) / q
    return TestResult(statistic, (q, df), float(stats.f.sf(statistic, q, df)))
