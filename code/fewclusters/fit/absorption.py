"""From a panel to the design of a regression: effects absorbed, rows and columns cleaned."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence, Set

import numpy as np
import pandas as pd

from fewclusters.fit.checks import check_regression
from fewclusters.fit.codes import cluster_codes, effect_codes, without_singletons
from fewclusters.fit.design import Design
from fewclusters.fit.effects import EffectSpace, effect_space
from fewclusters.fit.regressors import Regressors
from fewclusters.fit.scaling import COLLINEAR, independent

logger = logging.getLogger(__name__)


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
        In one line: what `checks.check_regression` refuses, no row is left, a cluster is missing or
        alone, the outcome is constant within the effects, no regressor is left, or there are no
        more rows than parameters.
    """
    groups = {"terms": terms, "endogenous": endogenous, "instruments": instruments}
    check_regression(frame, outcome, groups, effects, cluster, weights)
    sample, codes, rows, singletons = _usable_rows(
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
    design = Design(
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
        singletons=singletons,
        dropped=dropped,
    )
    if design.n_obs <= design.n_parameters:
        raise ValueError(
            f"{design.n_obs} rows for {design.n_parameters} parameters of outcome {outcome!r}"
        )
    return design


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
    absorbed = np.linalg.norm(clean, axis=0) <= COLLINEAR * np.linalg.norm(raw, axis=0)
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
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray, np.ndarray]:
    """Rows that are complete and not singletons: frame, effect codes, positions; singletons'."""
    levels = dict.fromkeys(column for effect in effects for column in effect)
    needed = [*names, *([weights] if weights else [])]
    complete = np.flatnonzero(frame[needed].notna().to_numpy().all(axis=1))
    if not len(complete):
        emptiest = frame[needed].isna().sum().idxmax()
        raise ValueError(f"no row is complete in {needed}; {emptiest!r} is missing most often")
    sample = frame.iloc[complete]
    for name in levels:
        if (missing := sample[name].isna()).any():
            raise ValueError(f"effect {name!r} is missing, first in row {missing.idxmax()}")
    codes = effect_codes(sample, effects)
    kept = without_singletons(codes)
    if not kept.any():
        raise ValueError(
            f"no row shares its effects with another: all {len(kept)} are singletons of "
            f"{list(codes)}"
        )
    compact = [pd.factorize(codes.loc[kept, name])[0] for name in codes]
    matrix = np.column_stack(compact) if compact else np.empty((kept.sum(), 0), dtype=np.int64)
    return sample.loc[kept], matrix, complete[kept], complete[~kept]


def _independent(names: Sequence[str], columns: dict[str, np.ndarray]) -> list[str]:
    """Names of the columns that are not zero and that those before them do not explain."""
    if not names:
        return []
    kept, _ = independent(np.column_stack([columns[name] for name in names]))
    return [name for name, one in zip(names, kept, strict=True) if one]
