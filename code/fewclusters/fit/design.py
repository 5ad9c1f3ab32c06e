"""The design of a regression: outcome and regressors with the effects taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from fewclusters.fit.effects import EffectSpace
from fewclusters.fit.regressors import Regressors
from fewclusters.fit.scaling import coefficients


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
    singletons
        Positions in the frame of rows left out because no other shares one of their effects.
    dropped
        Names of regressors that the effects or other regressors make collinear.
    separated
        Positions in the frame of rows left out because a likelihood fits them perfectly.
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
    singletons: np.ndarray
    dropped: tuple[str, ...]
    separated: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=int))

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
        return coefficients(self.X, self.y)

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
