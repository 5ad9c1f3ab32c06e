"""Poisson pseudo-maximum likelihood with absorbed effects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import linalg

from fewclusters.fit.absorption import absorb
from fewclusters.fit.design import Design
from fewclusters.fit.effects import EffectSpace
from fewclusters.fit.estimate import Estimate
from fewclusters.fit.regressors import Regressors

_TOLERANCE = 1e-13  # of the deviance, relative
_STEPS = 200
_CERTAIN = 1e5  # weight of positive outcomes in the search for separated rows
_FITTED, _SEPARATED = 1e-6, 1e-3  # residuals that are none, indicators that are positive


def ppml(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    weights: str | None = None,
) -> Estimate:
    """Estimate E[y] = exp(x'b + effects) for a non-negative outcome.

    Iterated weighted least squares, effects taken out in every step (Correia, Guimaraes and Zylkin
    2020). Rows that are separated, whose zero a combination of regressors and effects
    fits perfectly, have no bearing on the estimates and are left out (`separated_rows`). Weights
    multiply the contributions of the rows to the likelihood.

    Parameters
    ----------
    frame, outcome, terms, effects, cluster, weights
        As in `absorption.absorb`; there must be an effect.

    Returns
    -------
    Estimate
        Its design is that of the last step, whose coefficients, scores and residuals are those of
        the likelihood; the weights of that design are the fitted values, times the weights given.

    Raises
    ------
    ValueError
        If the outcome is negative somewhere, there is no effect, or the iterations do not converge.
    """
    if not effects:
        raise ValueError("PPML: there must be an effect (a column of ones, to have a constant)")
    negative = frame.index[frame[outcome] < 0]
    if len(negative):
        raise ValueError(
            f"outcome {outcome!r} is negative in {len(negative)} rows, first {negative[0]}"
        )
    design = absorb(frame, outcome, terms, effects, cluster, weights)
    while (separated := separated_rows(design, frame[outcome])).any():
        before, positions = design, design.rows[~separated]
        design = absorb(frame.iloc[positions], outcome, terms, effects, cluster, weights)
        design = replace(
            design,
            rows=positions[design.rows],
            singletons=np.concatenate([before.singletons, positions[design.singletons]]),
            separated=np.concatenate([before.separated, before.rows[separated]]),
        )
    y = frame[outcome].to_numpy(float)[design.rows]
    last = _iterate(design, y, frame[list(design.terms)].to_numpy(float)[design.rows])
    return Estimate(
        "ppml",
        last.terms,
        last.estimates,
        last.influence,
        last.n_parameters,
        last,
    )


def _iterate(design: Design, y: np.ndarray, x: np.ndarray) -> Design:
    """Iterated weighted least squares from the mean of outcome and its mean."""
    prior = np.ones_like(y) if design.weights is None else design.weights
    mu = (y + y.mean()) / 2
    linear, deviance = np.log(mu), np.inf
    for _ in range(_STEPS):
        space = EffectSpace(design.space.codes, design.clusters, prior * mu)
        working = linear + (y - mu) / mu
        root = np.sqrt(prior * mu)[:, None]
        clean = space.residualise(np.column_stack([working, x]) * root)
        step = replace(
            design, y=clean[:, 0], regressors=Regressors(clean[:, 1:], space), weights=space.weights
        )
        linear = working - step.residuals / root[:, 0]
        mu = np.exp(linear)
        ratio = np.divide(y, mu, out=np.ones_like(y), where=y > 0)
        before, deviance = deviance, 2 * (prior * (y * np.log(ratio) - (y - mu))).sum()
        if abs(before - deviance) <= _TOLERANCE * max(deviance, 1e-8 * (prior * y).sum()):
            return step
    raise ValueError(f"PPML of {design.outcome!r} did not converge in {_STEPS} steps")


def separated_rows(design: Design, outcome: pd.Series) -> np.ndarray:
    """Find the zeros that some combination of regressors and effects predicts perfectly.

    The iterative rectifier of Correia, Guimaraes and Zylkin (2021, "Verifying the existence of
    maximum likelihood estimates"): regress the indicator of zeros, positive rows having
    a very large weight, replace it by its fitted values where these are positive and by nought
    elsewhere, and repeat until it is fitted perfectly; what is positive then is separated.

    Parameters
    ----------
    design
        Least-squares design of the same regression.
    outcome
        Outcome, in the frame that the design was made from.

    Returns
    -------
    ndarray
        (n,) booleans over the rows of the design.

    Raises
    ------
    ValueError
        If the search does not end.
    """
    zero = outcome.to_numpy(float)[design.rows] == 0
    if not zero.any():
        return zero
    weights = np.where(zero, 1.0, _CERTAIN)
    space = EffectSpace(design.space.codes, design.clusters, weights)
    root = np.sqrt(weights)
    regressors = space.residualise(design.X * (root / design.root_weights)[:, None])
    target = zero.astype(float)
    for _ in range(_STEPS):
        clean = space.residualise((target * root)[:, None])[:, 0]
        clean = clean - regressors @ linalg.lstsq(regressors, clean)[0]
        if np.abs(clean / root).max() < _FITTED:
            return target > _SEPARATED
        target = np.where(zero, np.maximum(target - clean / root, 0.0), 0.0)
    raise ValueError(f"PPML of {design.outcome!r}: the search for separated rows did not end")
