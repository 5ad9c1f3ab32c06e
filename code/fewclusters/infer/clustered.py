"""Sandwich covariances on sums over clusters: CRV1, two-way, Driscoll-Kraay."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fewclusters.fit.clusters import group_sums, intersection, small_sample_factor
from fewclusters.fit.codes import cluster_codes
from fewclusters.fit.design import Design
from fewclusters.fit.estimate import Estimate
from fewclusters.infer.guards import checked, guarded
from fewclusters.infer.tables import tidy


def sandwich(design: Design | Estimate, groups: np.ndarray) -> np.ndarray:
    """Covariance (k, k) clustered by integer codes (n,), with the small-sample factor.

    Cameron and Miller (2015, section II.C). A group that has no row counts for nothing.
    """
    sums = group_sums(design.influence, groups)
    factor = small_sample_factor(len(np.unique(groups)), design.n_obs, design.n_parameters)
    return factor * sums.T @ sums


@guarded
def crv1(design: Design | Estimate, level: float = 0.95) -> pd.DataFrame:
    """Cluster-robust t(G-1) inference.

    The factor is G/(G-1) (N-1)/(N-K), where K counts the regressors and the levels of absorbed
    effects that are not nested in the clusters (as reghdfe and fixest do).

    Parameters
    ----------
    design
        Regression, or what another estimator gave.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        Columns `tables.COLUMNS`, one row a term.
    """
    errors = np.sqrt(np.diag(sandwich(design, design.clusters)))
    return tidy(design.terms, design.estimates, errors, design.n_clusters - 1, "crv1", level)


def second_codes(design: Design | Estimate, frame: pd.DataFrame, column: str) -> np.ndarray:
    """Codes (n,) of another cluster variable of the frame that the design was made from.

    Raises
    ------
    ValueError
        If it has missing values or one level only.
    """
    return cluster_codes(frame[column].iloc[design.rows])


@guarded
def twoway(design: Design | Estimate, second: np.ndarray, level: float = 0.95) -> pd.DataFrame:
    """Two-way cluster-robust inference with t(min G - 1).

    V = V_1 + V_2 - V_12, each with its own factor G/(G-1) (Cameron, Gelbach and Miller
    2011). Where a variance is negative the eigenvalues of V are cut at zero, as they propose.

    Parameters
    ----------
    design
        As in `crv1`; its clusters are the first way.
    second
        (n,) codes of the second way (`second_codes`).
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        Columns `tables.COLUMNS`, one row a term.
    """
    both = intersection(design.clusters, second)
    covariance = sandwich(design, design.clusters) + sandwich(design, second)
    covariance = covariance - sandwich(design, both)
    if (np.diag(covariance) <= 0).any():
        values, vectors = np.linalg.eigh(covariance)
        covariance = (vectors * np.maximum(values, 0)) @ vectors.T
    df = min(design.n_clusters, len(np.unique(second))) - 1
    errors = np.sqrt(np.diag(covariance))
    return tidy(design.terms, design.estimates, errors, df, "twoway", level)


@checked
def driscoll_kraay(
    design: Design | Estimate, periods: np.ndarray, lags: int | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Standard errors that are robust to dependence across cells and over a few periods.

    Scores are summed by period and their long-run covariance is estimated with Bartlett weights
    (Driscoll and Kraay 1998). Convention: lags floor(4 (T/100)^(2/9)) unless given, factor
    T/(T-1) (N-1)/(N-K) with the K of `crv1`, t(T-1); gaps between periods count as periods without
    rows.

    Parameters
    ----------
    design
        Regression, or what another estimator gave.
    periods
        (n,) integers, such as years.
    lags
        Truncation of the kernel.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        Columns `tables.COLUMNS`, one row a term.
    """
    codes = np.asarray(periods, dtype=int) - int(np.min(periods))
    n_periods = len(np.unique(codes))
    if lags is None:
        lags = int(np.floor(4 * (n_periods / 100) ** (2 / 9)))
    sums = group_sums(design.influence, codes)
    covariance = sums.T @ sums
    for lag in range(1, lags + 1):
        gamma = sums[lag:].T @ sums[:-lag]
        covariance += (1 - lag / (lags + 1)) * (gamma + gamma.T)
    factor = small_sample_factor(n_periods, design.n_obs, design.n_parameters)
    errors = np.sqrt(factor * np.diag(covariance))
    return tidy(design.terms, design.estimates, errors, n_periods - 1, "driscoll_kraay", level)
