"""Tests of panel regressions: dependence across units, over time, and effects with regressors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fewclusters.fit.absorption import absorb
from fewclusters.fit.design import Design
from fewclusters.fit.transformations import difference
from fewclusters.infer.clustered import sandwich
from fewclusters.infer.distributions import chi2_p_value, f_p_value, t_p_value

_NEGLIGIBLE = 1e-9  # share of a column's norm


@dataclass(frozen=True)
class TestResult:
    """Statistic, degrees of freedom (one, or of numerator and denominator) and p-value."""

    __test__ = False  # for pytest: not a class of tests

    statistic: float
    df: float | tuple[float, float]
    p_value: float


def pesaran_cd(residuals: np.ndarray, units: np.ndarray, periods: np.ndarray) -> TestResult:
    """Test of no dependence between units.

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
    return TestResult(statistic, float(pairs.sum()), float(t_p_value(statistic, np.inf)))


def wooldridge_serial_correlation(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    unit: Sequence[str],
    time: str,
) -> TestResult:
    """Test of no serial correlation of the errors within units.

    Residuals of the regression in first differences have first autocorrelation -1/2 if the errors
    have none: they are regressed on their lags and -1/2 is tested with CRV1, F(1, G-1) (Wooldridge
    2010, section 10.6.3; Drukker 2003).

    Parameters
    ----------
    frame
        Panel.
    outcome, terms
        Of the regression in levels.
    effects
        Its effects; the differences remove that of the unit, and the others are absorbed from them.
    cluster
        Column of the clusters.
    unit
        Columns that make a unit.
    time
        Column of the periods, whole numbers.

    Returns
    -------
    TestResult
    """
    differences = difference(frame, [outcome, *terms], unit, time, 1)
    others = [effect for effect in effects if list(effect) != list(unit)]
    design = absorb(differences, outcome, terms, others, cluster)
    used = differences.iloc[design.rows]
    left = used[[*unit, time, cluster]].loc[:, lambda table: ~table.columns.duplicated()]
    left = left.assign(residual=design.residuals)
    before = left[[*unit, time, "residual"]].rename(columns={"residual": "before"})
    pairs = left.merge(before.assign(**{time: before[time] + 1}), on=[*unit, time])
    regression = absorb(pairs, "residual", ["before"], [], cluster)
    distance = regression.estimates[0] + 0.5
    variance = sandwich(regression, regression.clusters)[0, 0]
    statistic, df = float(distance**2 / variance), regression.n_clusters - 1
    return TestResult(statistic, (1, df), f_p_value(statistic, (1, df)))


def hausman(
    frame: pd.DataFrame, outcome: str, terms: Sequence[str], unit: Sequence[str]
) -> TestResult:
    """Hausman's (1978) test of fixed against random effects, errors taken as independent.

    Random effects are those of Swamy and Arora (1972). With errors that are correlated within
    clusters the test is not valid: `mundlak` then takes its place.

    Parameters
    ----------
    frame
        Panel; rows with a missing value are left out.
    outcome, terms
        Of the regression.
    unit
        Columns that make a unit.

    Returns
    -------
    TestResult

    Raises
    ------
    ValueError
        If a term is constant within the units.
    """
    names = [outcome, *terms]
    complete = frame.dropna(subset=names)
    groups = complete.groupby(list(unit)).ngroup().to_numpy()
    raw = np.column_stack([complete[names].to_numpy(float), np.ones(len(complete))])
    sizes = np.bincount(groups)
    means = np.column_stack([np.bincount(groups, column) for column in raw.T]) / sizes[:, None]
    within = raw - means[groups]
    n_units, k = len(sizes), len(terms)
    left = np.linalg.norm(within, axis=0) <= _NEGLIGIBLE * np.linalg.norm(raw, axis=0)
    if absorbed := [term for term, none in zip(terms, left[1:-1], strict=True) if none]:
        raise ValueError(f"term {absorbed[0]!r} is constant within the units")
    fixed, fixed_covariance, idiosyncratic = _iid(within[:, :-1], len(raw) - n_units - k)
    between = _iid(means, n_units - k - 1)[2]
    of_units = max(between - idiosyncratic * (1 / sizes).mean(), 0.0)
    share = 1 - np.sqrt(idiosyncratic / (idiosyncratic + sizes * of_units))
    quasi = raw - share[groups, None] * means[groups]
    random, random_covariance, _ = _iid(quasi, len(raw) - k - 1)
    gap, spread = fixed - random[:-1], fixed_covariance - random_covariance[:-1, :-1]
    statistic = float(gap @ np.linalg.solve(spread, gap))
    return TestResult(statistic, float(k), chi2_p_value(statistic, k))


def _iid(columns: np.ndarray, df: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Regress the first column on the others: coefficients, covariance, variance of the errors."""
    y, x = columns[:, 0], columns[:, 1:]
    estimates = np.linalg.lstsq(x, y)[0]
    variance = float(((y - x @ estimates) ** 2).sum() / df)
    return estimates, variance * np.linalg.inv(x.T @ x), variance


def mundlak(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    unit: Sequence[str],
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
    effects
        Effects other than those of units, absorbed; without any there is a constant.
    cluster
        Column of the clusters.
    unit
        Columns that make a unit.

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


def wald_test(design: Design, positions: Sequence[int]) -> TestResult:
    """Cluster-robust F test (CRV1) that some coefficients are zero, against F(q, G-1)."""
    estimates = design.estimates[list(positions)]
    covariance = sandwich(design, design.clusters)[np.ix_(positions, positions)]
    q, df = len(estimates), design.n_clusters - 1
    statistic = float(estimates @ np.linalg.solve(covariance, estimates)) / q
    return TestResult(statistic, (q, df), f_p_value(statistic, (q, df)))
