"""From a panel to the design of a regression: effects absorbed, rows and columns cleaned."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import linalg

from fewclusters.fit.codes import cluster_codes, effect_codes, without_singletons
from fewclusters.fit.effects import EffectSpace, effect_space
from fewclusters.fit.regressors import Regressors

logger = logging.getLogger(__name__)
_COLLINEAR = 1e-9  # share of a column's norm that is left once effects and columns are taken out


@dataclass(frozen=True, eq=False)
class Design:
    """A regression with its effects taken out.

    Arrays of n rows are multiplied by the square root of the weights, so that weighted least
    squares is least squares on them.

    Attributes
    ----------
    outcome
        Name of the outcome.
    terms
        Names of the k exogenous regressors that are kept.
    y
        Outcome (n,), effects taken out.
    regressors
        Exogenous regressors (n, k), effects taken out, and the space of the effects.
    endogenous_terms, endogenous
        Names and (n, p) of endogenous regressors, effects taken out.
    instrument_terms, instruments
        Names and (n, q) of excluded instruments, effects taken out.
    weights
        (n,) or None.
    clusters, cluster_labels
        (n,) codes 0..G-1 and the (G,) labels in sorted order.
    rows
        (n,) positions of the rows used in the frame given.
    n_singletons
        Rows dropped because no other shares one of their effects.
    dropped
        Names of regressors that the effects or other regressors make collinear.
    """

    outcome: str
    terms: tuple[str, ...]
    y: np.ndarray
    regressors: Regressors
    endogenous_terms: tuple[str, ...]
    endogenous: np.ndarray
    instrument_terms: tuple[str, ...]
    instruments: np.ndarray
    weights: np.ndarray | None
    clusters: np.ndarray
    cluster_labels: np.ndarray
    rows: np.ndarray
    n_singletons: int
    dropped: tuple[str, ...]

    @property
    def X(self) -> np.ndarray:  # noqa: N802
        """Exogenous regressors (n, k)."""
        return self.regressors.X

    @property
    def space(self) -> EffectSpace:
        """The effects."""
        return self.regressors.space

    @property
    def n_obs(self) -> int:
        """Rows used."""
        return len(self.y)

    @property
    def n_clusters(self) -> int:
        """Number of clusters G."""
        return len(self.cluster_labels)

    @property
    def df_absorbed(self) -> int:
        """Levels of the absorbed effects that are not nested in the clusters."""
        return self.space.df_absorbed

    @property
    def n_parameters(self) -> int:
        """K of the small-sample factor: regressors and levels of effects that are not nested."""
        return self.X.shape[1] + self.endogenous.shape[1] + self.df_absorbed

    @property
    def bread(self) -> np.ndarray:
        """(X'X)^-1, (k, k)."""
        return self.regressors.bread

    @cached_property
    def estimates(self) -> np.ndarray:
        """Least-squares coefficients (k,)."""
        return linalg.lstsq(self.X, self.y)[0]

    @cached_property
    def residuals(self) -> np.ndarray:
        """Least-squares residuals (n,), multiplied by the square root of the weights."""
        return self.y - self.X @ self.estimates

    @cached_property
    def influence(self) -> np.ndarray:
        """Scores in units of the coefficients (n, k): row i is (X'X)^-1 x_i u_i."""
        return self.X * self.residuals[:, None] @ self.bread

    @property
    def partial_regressors(self) -> np.ndarray:
        """Each regressor with the others taken out as well, (n, k)."""
        # Columns of X (X'X)^-1 are the partial regressors over their sums of squares.
        return self.X @ self.bread / np.diag(self.bread)

    @property
    def r2_within(self) -> float:
        """Coefficient of determination once the effects are taken out."""
        return float(1 - (self.residuals**2).sum() / (self.y**2).sum())

    @cached_property
    def root_weights(self) -> np.ndarray:
        """Square roots of the weights (n,), or ones."""
        return np.ones(self.n_obs) if self.weights is None else np.sqrt(self.weights)

    def without_effects(self, columns: np.ndarray) -> np.ndarray:
        """Other columns (n, c) of the rows used, weighted and without effects, as `y` and `X`."""
        return self.space.residualise(columns * self.root_weights[:, None])

    def within_sd(self, columns: np.ndarray) -> float | np.ndarray:
        """Standard deviation of columns (n,) or (n, c) that are weighted and without effects."""
        size = self.n_obs - 1 if self.weights is None else self.weights.sum()
        return np.sqrt((columns**2).sum(axis=0) / size)

    def with_outcome(self, y: np.ndarray, name: str = "") -> Design:
        """Design with another outcome (n,) from which the effects are taken out already."""
        return replace(self, y=y, outcome=name or self.outcome)

    def with_terms(self, terms: Sequence[str]) -> Design:
        """Design with some of its exogenous regressors, in the order given."""
        columns = self.X[:, [self.index(term) for term in terms]]
        return replace(self, terms=tuple(terms), regressors=Regressors(columns, self.space))

    def index(self, term: str) -> int:
        """Position of a term, with an error that names it if it is not in the design."""
        if term not in self.terms:
            raise ValueError(f"term {term!r} is not in the regression (it has {list(self.terms)})")
        return self.terms.index(term)


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
    dropped = tuple(name for name in columns if name not in kept)
    for name in dropped:
        logger.warning("%s: regressor %r is collinear and was dropped", outcome, name)
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
