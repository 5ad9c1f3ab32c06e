"""From a panel to the design of a regression: effects absorbed, rows and columns cleaned."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence, Set

import numpy as np
import pandas as pd

from fewclusters.fit.codes import cluster_codes, effect_codes, without_singletons
from fewclusters.fit.design import Design
from fewclusters.fit.effects import EffectSpace, effect_space
from fewclusters.fit.regressors import Regressors

logger = logging.getLogger(__name__)
_COLLINEAR = 1e-9  # share of a column's norm that is left once effects and columns are taken out


def absorb(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    weights: str | None = None,
    endogenous: Sequence[str] = (),
    instruments: Sequence[str] = (),
) -> Design:
    """Take fixed effects out of a regression.

    Rows with a missing value are left out, then singletons until there are none. A regressor that
    the effects or the regressors before it explain is dropped with a warning.

    Parameters
    ----------
    frame
        Panel with a column for every name.
    outcome, terms
        Outcome and exogenous regressors.
    effects
        Effects to absorb, each a list of columns; without any, no constant is added.
    cluster
        Column of the clusters.
    weights
        Column of positive weights, if any.
    endogenous, instruments
        Endogenous regressors and excluded instruments.

    Returns
    -------
    Design

    Raises
    ------
    ValueError
        If a column is missing, no complete row is left, a cluster is missing, there is one cluster
        only, the outcome is constant within the effects, or no regressor is left.
    """
    if cluster not in frame:
        raise ValueError(f"panel: no column {cluster!r}")
    sample, codes, rows, n_singletons = _usable_rows(
        frame, [outcome, *terms, *endogenous, *instruments], effects, weights
    )
    clusters, labels = cluster_codes(sample[cluster]), np.sort(sample[cluster].unique())
    scale = None if weights is None else sample[weights].to_numpy(float)
    space = effect_space(codes, clusters, scale)

    y, columns = _clean(sample, outcome, [*terms, *instruments, *endogenous], space)
    kept = {*_independent([*terms, *instruments], columns)}
    kept |= {*_independent([*terms, *endogenous], columns)}
    dropped = _say_dropped(outcome, columns, kept)
    if not any(name in kept for name in [*terms, *endogenous]):
        raise ValueError(f"the effects absorb every regressor: {[*terms, *endogenous]}")
    (own, x), (endogenous, y2), (instruments, z) = (
        _stack([name for name in part if name in kept], columns, len(y))
        for part in (terms, endogenous, instruments)
    )
    return Design(
        outcome=outcome,
        terms=own,
        y=y,
        regressors=Regressors(x, space),
        endogenous_terms=endogenous,
        endogenous=y2,
        instrument_terms=instruments,
        instruments=z,
        weights=scale,
        clusters=clusters,
        cluster_labels=labels,
        rows=rows,
        n_singletons=n_singletons,
        dropped=dropped,
    )


def _clean(
    sample: pd.DataFrame, outcome: str, names: Sequence[str], space: EffectSpace
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Outcome and regressors times the root of the weights, effects taken out.

    A regressor of which the effects leave nothing is zero.
    """
    raw = sample[[outcome, *names]].to_numpy(float)
    if space.weights is not None:
        raw = raw * np.sqrt(space.weights)[:, None]
    clean = space.residualise(raw)
    absorbed = np.linalg.norm(clean, axis=0) <= _COLLINEAR * np.linalg.norm(raw, axis=0)
    if absorbed[0]:
        raise ValueError(f"outcome {outcome!r} is constant within the absorbed effects")
    clean[:, absorbed] = 0.0
    return clean[:, 0].copy(), dict(zip(names, clean.T[1:], strict=True))


def _say_dropped(outcome: str, columns: Iterable[str], kept: Set[str]) -> tuple[str, ...]:
    """Warn of regressors that are not kept, and list them."""
    dropped = tuple(name for name in columns if name not in kept)
    for name in dropped:
        logger.warning("%s: regressor %r is collinear and was dropped", outcome, name)
    return dropped


def _stack(
    names: Sequence[str], columns: dict[str, np.ndarray], n_obs: int
) -> tuple[tuple[str, ...], np.ndarray]:
    """Names and their columns side by side, (n, number of names)."""
    empty = np.empty((n_obs, 0))
    return tuple(names), np.column_stack([empty, *(columns[name] for name in names)])


def _usable_rows(
    frame: pd.DataFrame, names: list[str], effects: Sequence[Sequence[str]], weights: str | None
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray, int]:
    """Rows that are complete and not singletons: frame, effect codes, positions, count dropped."""
    levels = dict.fromkeys(column for effect in effects for column in effect)
    needed = [*names, *([weights] if weights else [])]
    for name in [*needed, *levels]:
        if name not in frame:
            raise ValueError(f"panel: no column {name!r}")
    complete = np.flatnonzero(frame[needed].notna().to_numpy().all(axis=1))
    sample = frame.iloc[complete]
    if weights and (sample[weights] <= 0).any():
        raise ValueError(
            f"weights {weights!r} are not positive in {(sample[weights] <= 0).sum()} rows"
        )
    for name in levels:
        if (missing := sample[name].isna()).any():
            raise ValueError(f"effect {name!r} is missing, first in row {missing.idxmax()}")
    codes = effect_codes(sample, effects)
    kept = without_singletons(codes)
    if not kept.any():
        raise ValueError(f"no row is complete in {needed} and shares its effects with another")
    compact = [pd.factorize(codes.loc[kept, name])[0] for name in codes]
    matrix = np.column_stack(compact) if compact else np.empty((kept.sum(), 0), dtype=np.int64)
    return sample.loc[kept], matrix, complete[kept], int((~kept).sum())


def _independent(names: Sequence[str], columns: dict[str, np.ndarray]) -> list[str]:
    """Names of the columns that are not zero and that those before them do not explain."""
    kept: list[str] = []
    frame = np.empty((len(next(iter(columns.values()), [])), 0))
    for name in names:
        column = columns[name]
        rest = column - frame @ (frame.T @ column)
        rest = rest - frame @ (frame.T @ rest)  # twice is enough (Kahan)
        if np.linalg.norm(rest) > _COLLINEAR * np.linalg.norm(column):
            kept.append(name)
            frame = np.column_stack([frame, rest / np.linalg.norm(rest)])
    return kept
