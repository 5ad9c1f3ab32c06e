"""Fractional response with correlated random effects."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import statsmodels.api as sm

from fewclusters.fit.panel_ols import cluster_codes, effect_codes
from fewclusters.infer.clustered import group_sums, small_sample_factor, tidy


def fractional_logit(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    unit: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    level: float = 0.95,
) -> pd.DataFrame:
    """Average partial effects on a share, E[y] = logistic(x'b + mean(x)'c + effects).

    The quasi-likelihood of Papke and Wooldridge (1996), with unit effects that depend on the means
    of the regressors over time (Papke and Wooldridge 2008, with the logistic function). Other
    effects enter as dummies. Standard errors come from sums over clusters of the influence of
    each row on coefficients and on the mean (the delta method, regressors random), times G/(G-1)
    (N-1)/(N-K) with K all columns; t(G-1).

    Parameters
    ----------
    frame
        Panel.
    outcome
        Share between 0 and 1.
    terms
        Regressors.
    unit
        Columns that make a unit.
    effects
        Other effects, as dummies.
    cluster
        Column of the clusters.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        One row a term labelled `fractional_logit`, columns of `clustered.COLUMNS`; estimates are
        average partial effects in units of the share.

    Raises
    ------
    ValueError
        If the outcome is outside [0, 1].
    """
    complete = frame.dropna(subset=[outcome, *terms])
    y = complete[outcome].to_numpy(float)
    if (outside := (y < 0) | (y > 1)).any():
        row = complete.index[outside][0]
        raise ValueError(
            f"share {outcome!r} is outside [0, 1] in {outside.sum()} rows, first {row}"
        )
    x, clusters = _regressors(complete, terms, unit, effects), cluster_codes(complete[cluster])
    fit = sm.GLM(y, x, family=sm.families.Binomial()).fit()
    k, mu = len(terms), fit.fittedvalues
    slope = mu * (1 - mu)
    coefficients, partial = fit.params[:k], slope.mean() * fit.params[:k]
    gradient = np.outer(coefficients, (slope * (1 - 2 * mu)) @ x / len(y))
    gradient[:, :k] += slope.mean() * np.eye(k)
    bread = np.linalg.inv((x * slope[:, None]).T @ x)
    moves = x * (y - mu)[:, None] @ bread @ gradient.T
    moves += (np.outer(slope, coefficients) - partial) / len(y)
    sums, n_clusters = group_sums(moves, clusters), clusters.max() + 1
    factor = small_sample_factor(n_clusters, len(y), x.shape[1])
    errors = np.sqrt(factor * (sums**2).sum(axis=0))
    return tidy(terms, partial, errors, n_clusters - 1, "fractional_logit", level)


def _regressors(
    frame: pd.DataFrame, terms: Sequence[str], unit: Sequence[str], effects: Sequence[Sequence[str]]
) -> np.ndarray:
    """Columns of regressors, of their unit means, of a constant and of dummies."""
    own = frame[list(terms)].to_numpy(float)
    means = frame.groupby(list(unit))[list(terms)].transform("mean").to_numpy(float)
    codes = effect_codes(frame, effects)
    dummies = [np.eye(codes[name].max() + 1)[codes[name]][:, 1:] for name in codes]
    return np.column_stack([own, means, np.ones(len(frame)), *dummies])
