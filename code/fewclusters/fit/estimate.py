"""What an estimator gives: coefficients, and how each row moves them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from fewclusters.fit.design import Design


@dataclass(frozen=True, eq=False)
class Estimate:
    """Coefficients with the influence of each row on them, whatever the estimator.

    A cluster-robust covariance is made of sums of the influence over clusters, so that one piece of
    code serves all estimators (`infer.clustered`).

    Attributes
    ----------
    estimator
        Label, a key of `ESTIMATORS`.
    terms
        Names of the k coefficients.
    estimates
        (k,).
    influence
        (n, k): to first order the estimate less the truth is the sum of its rows.
    n_parameters
        K of the small-sample factor.
    design
        Regression whose rows and clusters these are.
    """

    estimator: str
    terms: tuple[str, ...]
    estimates: np.ndarray
    influence: np.ndarray
    n_parameters: int
    design: Design

    @property
    def clusters(self) -> np.ndarray:
        """(n,) codes of the clusters."""
        return self.design.clusters

    @property
    def n_clusters(self) -> int:
        """Number of clusters G."""
        return self.design.n_clusters

    @property
    def n_obs(self) -> int:
        """Rows used."""
        return self.design.n_obs

    @property
    def rows(self) -> np.ndarray:
        """(n,) positions of the rows used in the frame that the design was made from."""
        return self.design.rows

    def times(self, factor: float) -> Estimate:
        """The same in other units of the outcome: everything times a factor."""
        return replace(self, estimates=self.estimates * factor, influence=self.influence * factor)
