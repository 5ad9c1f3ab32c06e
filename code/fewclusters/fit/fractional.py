"""Fractional response with correlated random effects."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import linalg, special

from fewclusters.fit.absorption import absorb
from fewclusters.fit.codes import effect_codes
from fewclusters.fit.estimate import Estimate

_STEPS = 100
_TOLERANCE = 1e-12  # of the coefficients, relative to the largest


def fractional_logit(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    unit: Sequence[str],
) -> Estimate:
    """Average partial effects on a share, E[y] = logistic(x'b + mean(x)'c + effects).

    The quasi-likelihood of Papke and Wooldridge (1996), with unit effects that depend on the means
    of the regressors over time (Papke and Wooldridge 2008, with the logistic function). Other
    effects enter as dummies. The influence of a row is that on coefficients and on the mean of the
    slopes (the delta method, regressors random); K counts all columns.

    Parameters
    ----------
    frame
        Panel.
    outcome
        Share between 0 and 1.
    terms
        Regressors.
    effects
        Effects; those of the unit are the means of its regressors.
    cluster
        Column of the clusters.
    unit
        Columns that make a unit.

    Returns
    -------
    Estimate
        Average partial effects in units of the share. Rows are those of the linear regression with
        the same effects, which is its design.

    Raises
    ------
    ValueError
        If the outcome is outside [0, 1], or the iterations do not converge.
    """
    design = absorb(frame, outcome, terms, effects, cluster)
    used = frame.iloc[design.rows]
    y = used[outcome].to_numpy(float)
    if (outside := (y < 0) | (y > 1)).any():
        row = used.index[outside][0]
        raise ValueError(
            f"share {outcome!r} is outside [0, 1] in {outside.sum()} rows, first {row}"
        )
    others = [effect for effect in effects if list(effect) != list(unit)]
    x = _regressors(used, design.terms, unit, others)
    coefficients, mu = _logit(y, x, outcome)
    partial, influence = _partial_effects(y, x, coefficients, mu, len(design.terms))
    return Estimate("fractional_logit", design.terms, partial, influence, x.shape[1], design)


def _regressors(
    frame: pd.DataFrame, terms: Sequence[str], unit: Sequence[str], effects: Sequence[Sequence[str]]
) -> np.ndarray:
    """Columns of regressors, of their unit means, of a constant and of dummies."""
    own = frame[list(terms)].to_numpy(float)
    means = frame.groupby(list(unit))[list(terms)].transform("mean").to_numpy(float)
    codes = effect_codes(frame, effects)
    dummies = [np.eye(codes[name].max() + 1)[codes[name]][:, 1:] for name in codes]
    return np.column_stack([own, means, np.ones(len(frame)), *dummies])


def _logit(y: np.ndarray, x: np.ndarray, outcome: str) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients and fitted shares (n,) of the logistic quasi-likelihood, by Newton's steps."""
    coefficients = np.zeros(x.shape[1])
    mu = np.full(len(y), 0.5)
    for _ in range(_STEPS):
        slope = mu * (1 - mu)
        step = linalg.lstsq(x * np.sqrt(slope)[:, None], (y - mu) / np.sqrt(slope))[0]
        coefficients = coefficients + step
        mu = special.expit(x @ coefficients)
        if np.abs(step).max() <= _TOLERANCE * np.abs(coefficients).max():
            return coefficients, mu
    raise ValueError(f"fractional logit of {outcome!r} did not converge in {_STEPS} steps")


def _partial_effects(
    y: np.ndarray, x: np.ndarray, coefficients: np.ndarray, mu: np.ndarray, k: int
) -> tuple[np.ndarray, np.ndarray]:
    """Average partial effects of the first k columns, and the influence (n, k) of rows on them."""
    slope, own = mu * (1 - mu), coefficients[:k]
    partial = slope.mean() * own
    gradient = np.outer(own, (slope * (1 - 2 * mu)) @ x / len(y))
    gradient[:, :k] += slope.mean() * np.eye(k)
    bread = np.linalg.inv((x * slope[:, None]).T @ x)
    moves = x * (y - mu)[:, None] @ bread @ gradient.T
    return partial, moves + (np.outer(slope, own) - partial) / len(y)
