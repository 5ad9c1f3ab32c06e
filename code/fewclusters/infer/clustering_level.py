"""Tests of the level of clustering: correlation of the scores of fine clusters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse, special

from fewclusters.fit.clusters import small_sample_factor
from fewclusters.fit.codes import nested_in
from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.infer.multipliers import multipliers
from fewclusters.infer.wild_bootstrap import TIES

_NUMBERS = 4_000_000  # residuals of bootstrap samples held at a time


def score_variance_test(
    design: Design,
    terms: Sequence[str],
    fine: np.ndarray,
    n_draws: int,
    seed: int,
) -> pd.DataFrame:
    """Test a fine level of clustering against the coarser one of the design.

    theta is the difference of the variances of the scores of the terms, by coarse and by fine
    clusters; tau = theta / sqrt(2 sum_g [(sum_h s_gh^2)^2 - sum_h s_gh^4]) is asymptotically normal
    if scores of fine clusters h within a coarse cluster g are not correlated; with q terms the
    vector of the q(q+1)/2 differences gives a chi-squared (MacKinnon, Nielsen and Webb 2023,
    "Testing for the appropriate level of clustering in linear regression models"). The bootstrap
    multiplies residuals by +-1 by fine cluster and estimates again.

    Parameters
    ----------
    design
        Regression, clustered at the coarse level.
    terms
        Coefficients of interest, one or several.
    fine
        (n,) codes of fine clusters, each within one coarse cluster.
    n_draws, seed
        Of the bootstrap, Rademacher multipliers.

    Returns
    -------
    DataFrame
        One row: `term, n_fine, n_coarse, statistic, df` (missing for one term), `p_value`
        (upper tail: positive correlation), `p_two_sided` (one term only), `p_bootstrap` (upper
        tail), `p_bootstrap_two_sided` (one term only). A small p-value asks for coarse clusters.

    Raises
    ------
    ValueError
        If a fine cluster has rows in several coarse ones.
    """
    if not nested_in(fine, design.clusters):
        raise ValueError("level of clustering: a fine cluster lies in several coarse clusters")
    codes = np.unique(fine, return_inverse=True)[1]
    coarse = np.empty(codes.max() + 1, dtype=int)
    coarse[codes] = design.clusters
    positions = [design.index(term) for term in terms]
    partial = design.partial_regressors[:, positions]
    scores = _scores(partial, design.residuals[:, None], codes)
    target = float(_statistics(design, scores, coarse)[0])
    draws = multipliers("rademacher", n_draws, len(coarse), seed)
    size = max(1, _NUMBERS // design.n_obs)
    simulated = np.concatenate(
        [
            _statistics(design, _bootstrap_scores(design, partial, codes, part), coarse)
            for part in np.split(draws, range(size, len(draws), size))
        ]
    )
    single = len(terms) == 1
    df = len(terms) * (len(terms) + 1) // 2
    upper = special.ndtr(-target) if single else special.chdtrc(df, target)
    row = {
        "term": ", ".join(terms),
        "n_fine": len(coarse),
        "n_coarse": design.n_clusters,
        "statistic": target,
        "df": np.nan if single else df,
        "p_value": upper,
        "p_two_sided": 2 * special.ndtr(-abs(target)) if single else np.nan,
        "p_bootstrap": np.mean(simulated >= target * (1 - TIES * np.sign(target))),
        "p_bootstrap_two_sided": (
            np.mean(np.abs(simulated) >= abs(target) * (1 - TIES)) if single else np.nan
        ),
    }
    return pd.DataFrame([row])


def _bootstrap_scores(
    design: Design, partial: np.ndarray, codes: np.ndarray, draws: np.ndarray
) -> np.ndarray:
    """Scores (B, F, q) of the residuals of a block of bootstrap samples, draws (B, F)."""
    errors = design.space.residualise_many(design.residuals[:, None] * draws.T[codes])
    frame = orthonormal(design.X)
    return _scores(partial, errors - frame @ (frame.T @ errors), codes)


def _scores(partial: np.ndarray, errors: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Sums by fine cluster of each partial regressor (n, q) times each error (n, B), (B, F, q)."""
    rows = np.arange(len(codes))
    sums = [sparse.csr_array((column, (codes, rows))) @ errors for column in partial.T]
    return np.stack(sums).transpose(2, 1, 0)


def _statistics(design: Design, scores: np.ndarray, coarse: np.ndarray) -> np.ndarray:
    """Tau, or the quadratic form of several terms, for scores (B, F, q) of fine clusters."""
    n_fine, n_coarse = len(coarse), design.n_clusters
    into = sparse.csr_array((np.ones(n_fine), (coarse, np.arange(n_fine)))).toarray()
    first, second = np.tril_indices(scores.shape[2])
    own = scores[:, :, :, None] * scores[:, :, None, :]  # (B, F, q, q)
    within = np.einsum("gf,bfij->bgij", into, own, optimize=True)
    total = np.einsum("gf,bfi->bgi", into, scores, optimize=True)
    factors = [
        small_sample_factor(count, design.n_obs, design.n_parameters)
        for count in (n_coarse, n_fine)
    ]
    theta = factors[0] * np.einsum("bgi,bgj->bij", total, total) - factors[1] * own.sum(axis=1)
    theta = theta[:, first, second]

    def spread(cross: np.ndarray) -> np.ndarray:
        """Covariance of the half-vectors of products, from cross-products (B, groups, q, q)."""
        pairs = [
            cross[:, :, one[:, None], other] for one in (first, second) for other in (first, second)
        ]
        return (pairs[0] * pairs[3] + pairs[1] * pairs[2]).sum(axis=1)

    covariance = spread(within) - spread(own)
    if theta.shape[1] == 1:
        return theta[:, 0] / np.sqrt(covariance[:, 0, 0])
    solved = np.linalg.solve(covariance, theta[:, :, None])[:, :, 0]
    return (theta * solved).sum(axis=1)
