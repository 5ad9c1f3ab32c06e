"""Poisson pseudo-maximum likelihood with absorbed effects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import linalg

from fewclusters.fit.absorption import AbsorbedDesign, absorb
from fewclusters.fit.effects import EffectSpace
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
) -> AbsorbedDesign:
    """Estimate E[y] = exp(x'b + effects) for a non-negative outcome.

    Iterated weighted least squares, effects taken out in every step (Correia, Guimaraes and Zylkin
    2020). Rows that are separated, whose zero a combination of regressors and effects
    fits perfectly, have no bearing on the estimates and are left out (`separated_rows`).

    Parameters
    ----------
    frame, outcome, terms, effects, cluster
        As in `absorption.absorb`; there must be an effect.

    Returns
    -------
    AbsorbedDesign
        The last step: its estimates, scores and residuals are those of the likelihood, so that
        `clustered.crv1` and `clustered.twoway` give the usual sandwich. `weights` are the fitted
        values.

    Raises
    ------
    ValueError
        If the outcome is negative somewhere, or the iterations do not converge.
    """
    negative = frame.index[frame[outcome] < 0]
    if len(negative):
        raise ValueError(
            f"outcome {outcome!r} is negative in {len(negative)} rows, first {negative[0]}"
        )
    design = absorb(frame, outcome, terms, effects, cluster)
    while (separated := separated_rows(design, frame[outcome])).any():
        kept = frame.iloc[design.rows[~separated]]
        positions = design.rows[~separated]
        design = absorb(kept, outcome, terms, effects, cluster)
        design = replace(design, rows=positions[design.rows])
    y = frame[outcome].to_numpy(float)[design.rows]
    return _iterate(design, y, frame[list(design.terms)].to_numpy(float)[design.rows])


def _iterate(design: AbsorbedDesign, y: np.ndarray, x: np.ndarray) -> AbsorbedDesign:
    """Iterated weighted least squares from the mean of outcome and its mean."""
    mu = (y + y.mean()) / 2
    linear, deviance = np.log(mu), np.inf
    for _ in range(_STEPS):
        space = EffectSpace(design.space.codes, design.clusters, mu)
        working = linear + (y - mu) / mu
        root = np.sqrt(mu)[:, None]
        clean = space.residualise(np.column_stack([working, x]) * root)
        step = replace(
            design, y=clean[:, 0], regressors=Regressors(clean[:, 1:], space), weights=mu
        )
        linear = working - step.residuals / root[:, 0]
        mu = np.exp(linear)
        ratio = np.divide(y, mu, out=np.ones_like(y), where=y > 0)
        before, deviance = deviance, 2 * (y * np.log(ratio) - (y - mu)).sum()
        if abs(before - deviance) <= _TOLERANCE * max(deviance, 1e-8 * y.sum()):
            return step
    raise ValueError(f"PPML of {design.outcome!r} did not converge in {_STEPS} steps")


def separated_rows(design: AbsorbedDesign, outcome: pd.Series) -> np.ndarray:
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
    regressors = space.residualise(design.X * root[:, None])
    target = zero.astype(float)
    for _ in range(_STEPS):
        clean = space.residualise((target * root)[:, None])[:, 0]
        clean = clean - regressors @ linalg.lstsq(regressors, clean)[0]
        if np.abs(clean / root).max() < _FITTED:
            return target > _SEPARATED
        target = np.where(zero, np.maximum(target - clean / root, 0.0), 0.0)
    raise ValueError(f"PPML of {design.outcome!r}: the search for separated rows did not end")
