"""Fractional response with correlated random effects."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import linalg, special

from fewclusters.fit.absorption import absorb
from fewclusters.fit.clusters import group_sums
from fewclusters.fit.codes import effect_codes
from fewclusters.fit.estimate import Estimate

_STEPS = 100
_COLLINEAR = 1e-9  # share of a column's square that those before it leave
_TOLERANCE = 1e-12  # of the fitted shares
_NEGLIGIBLE = 1e-9  # an eigenvalue below this share of the largest is zero


def fractional_logit(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    unit: Sequence[str],
) -> Estimate:
    """Average partial effects on a share, E[y] = logistic(x'b + d'e + mean(x)'c + mean(d)'f).

    The quasi-likelihood of Papke and Wooldridge (1996), with unit effects that depend on the means
    of the regressors over the periods in which a unit is observed (Papke and Wooldridge 2008, with
    the logistic function). Other effects enter as dummies d. Where the panel is unbalanced the unit
    means of the dummies count among those of the regressors, as the periods in which a unit is
    observed may depend on its effect (Wooldridge 2019; with these means a linear model is that with
    fixed effects). In a balanced panel they say nothing new and are left out, as is every column
    that those before it explain. The influence of a row is that on coefficients and on the mean of
    the slopes (the delta method, regressors random); K counts all columns.

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
    """Independent columns: regressors, their unit means, a constant, dummies, their unit means."""
    own, codes = frame[list(terms)].to_numpy(float), effect_codes(frame, effects)
    dummies = [np.eye(codes[name].max() + 1)[codes[name]][:, 1:] for name in codes]
    dummies = np.column_stack([np.empty((len(frame), 0)), *dummies])
    units = frame.groupby(list(unit)).ngroup().to_numpy()
    means = group_sums(np.column_stack([own, dummies]), units)[units]
    means = means / np.bincount(units)[units][:, None]
    k = own.shape[1]
    columns = [own, means[:, :k], np.ones(len(frame)), dummies, means[:, k:]]
    return _independent(np.column_stack(columns))


def _independent(columns: np.ndarray) -> np.ndarray:
    """Columns that are not zero and that those before them do not explain.

    Elimination on the cross-products of columns of length one: what is left of a diagonal is the
    share of its square that the columns kept before it do not explain.
    """
    lengths = np.linalg.norm(columns, axis=0)
    columns, lengths = columns[:, lengths > 0], lengths[lengths > 0]
    left = (columns / lengths).T @ (columns / lengths)
    kept = np.zeros(len(lengths), dtype=bool)
    for j in range(len(lengths)):
        kept[j] = left[j, j] > _COLLINEAR
        if kept[j]:
            left -= np.outer(left[:, j], left[j]) / left[j, j]
    return columns[:, kept]


def _logit(y: np.ndarray, x: np.ndarray, outcome: str) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients and fitted shares (n,) of the logistic quasi-likelihood, by Newton's steps."""
    coefficients = np.zeros(x.shape[1])
    mu = np.full(len(y), 0.5)
    for _ in range(_STEPS):
        coefficients = coefficients + _bread(x, mu) @ (x.T @ (y - mu))
        before, mu = mu, special.expit(x @ coefficients)
        if np.abs(mu - before).max() <= _TOLERANCE:
            return coefficients, mu
    raise ValueError(f"fractional logit of {outcome!r} did not converge in {_STEPS} steps")


def _bread(x: np.ndarray, mu: np.ndarray) -> np.ndarray:
    """Inverse of the information (k, k) where it is not negligible.

    A unit that alone is observed in its periods, and whose shares are all 0 or all 1, is fitted
    perfectly: coefficients would go on growing in a direction that no other row knows.
    """
    information = (x * (mu * (1 - mu))[:, None]).T @ x
    scale = 1 / np.sqrt(np.diag(information))
    return linalg.pinvh(information * np.outer(scale, scale), rtol=_NEGLIGIBLE) * np.outer(
        scale, scale
    )


def _partial_effects(
    y: np.ndarray, x: np.ndarray, coefficients: np.ndarray, mu: np.ndarray, k: int
) -> tuple[np.ndarray, np.ndarray]:
    """Average partial effects of the first k columns, and the influence (n, k) of rows on them."""
    slope, own = mu * (1 - mu), coefficients[:k]
    partial = slope.mean() * own
    gradient = np.outer(own, (slope * (1 - 2 * mu)) @ x / len(y))
    gradient[:, :k] += slope.mean() * np.eye(k)
    moves = x * (y - mu)[:, None] @ _bread(x, mu) @ gradient.T
    return partial, moves + (np.outer(slope, own) - partial) / len(y)
