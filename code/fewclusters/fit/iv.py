"""Instrumental variables with absorbed effects: two-stage least squares and LIML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import linalg

from fewclusters.fit.clusters import group_sums, small_sample_factor
from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.fit.estimate import Estimate


@dataclass(frozen=True, eq=False)
class PartialledIV:
    """An IV regression with effects and exogenous regressors taken out.

    Attributes
    ----------
    y, Y, Z
        Outcome (n,), endogenous regressors (n, p), instruments (n, q).
    clusters
        (n,) codes.
    n_clusters
        G.
    n_other_parameters
        Exogenous regressors and levels of effects that are not nested in the clusters.
    """

    y: np.ndarray
    Y: np.ndarray
    Z: np.ndarray
    clusters: np.ndarray
    n_clusters: int
    n_other_parameters: int

    def factor(self, n_parameters: int) -> float:
        """G/(G-1) (N-1)/(N-K) with K the other parameters and these."""
        return small_sample_factor(
            self.n_clusters, len(self.y), n_parameters + self.n_other_parameters
        )

    def cluster_sums(self, columns: np.ndarray) -> np.ndarray:
        """Sums of columns (n, k) by cluster, (G, k)."""
        return group_sums(columns, self.clusters)


def partial_out(design: Design) -> PartialledIV:
    """Take the exogenous regressors out of an IV regression (Frisch and Waugh 1933).

    Parameters
    ----------
    design
        Regression with endogenous regressors and instruments.

    Returns
    -------
    PartialledIV

    Raises
    ------
    ValueError
        If there are fewer instruments than endogenous regressors, or none of these.
    """
    p, q = design.endogenous.shape[1], design.instruments.shape[1]
    if not 1 <= p <= q:
        raise ValueError(
            f"{q} instruments {list(design.instrument_terms)} for {p} endogenous regressors "
            f"{list(design.endogenous_terms)}"
        )
    columns = np.column_stack([design.y, design.endogenous, design.instruments])
    frame = orthonormal(design.X)
    columns = columns - frame @ (frame.T @ columns)
    return PartialledIV(
        y=columns[:, 0],
        Y=columns[:, 1 : 1 + p],
        Z=columns[:, 1 + p :],
        clusters=design.clusters,
        n_clusters=design.n_clusters,
        n_other_parameters=design.X.shape[1] + design.df_absorbed,
    )


def structural_residuals(parts: PartialledIV) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients (p,) and residuals (n,) of two-stage least squares."""
    frame = orthonormal(parts.Z)
    fitted = frame @ (frame.T @ parts.Y)
    estimates = linalg.solve(fitted.T @ parts.Y, fitted.T @ parts.y)
    return estimates, parts.y - parts.Y @ estimates


def two_stage_least_squares(design: Design) -> Estimate:
    """Estimate the coefficients of the endogenous regressors by 2SLS.

    Parameters
    ----------
    design
        Regression with endogenous regressors and instruments.

    Returns
    -------
    Estimate
        Of the endogenous regressors.

    Raises
    ------
    ValueError
        If there are fewer instruments than endogenous regressors, or none of these.
    """
    return _k_class(design, "iv", lambda both, outside: 1.0)


def liml(design: Design) -> Estimate:
    """Estimate them by limited-information maximum likelihood.

    The k-class estimator whose k is the least root of |(y,Y)'(y,Y) - k (y,Y)'M(y,Y)|, where M takes
    the instruments out (Anderson and Rubin 1949). Less biased than 2SLS with many or weak
    instruments, and without moments.

    Parameters
    ----------
    design
        Regression with endogenous regressors and instruments.

    Returns
    -------
    Estimate
        Of the endogenous regressors.

    Raises
    ------
    ValueError
        If there are fewer instruments than endogenous regressors, or none of these.
    """
    return _k_class(
        design,
        "liml",
        lambda both, outside: linalg.eigh(both.T @ both, outside.T @ outside, eigvals_only=True)[0],
    )


def _k_class(
    design: Design, estimator: str, root: Callable[[np.ndarray, np.ndarray], float]
) -> Estimate:
    """Estimate (Y'(I - k M)Y)^-1 Y'(I - k M)y; scores are those of fitted regressors, (Y - MY)u."""
    parts = partial_out(design)
    both = np.column_stack([parts.y, parts.Y])
    frame = orthonormal(parts.Z)
    outside = both - frame @ (frame.T @ both)
    fitted = parts.Y - root(both, outside) * outside[:, 1:]
    bread = linalg.inv(fitted.T @ parts.Y)
    estimates = bread @ (fitted.T @ parts.y)
    scores = (parts.Y - outside[:, 1:]) * (parts.y - parts.Y @ estimates)[:, None]
    return Estimate(
        estimator,
        design.endogenous_terms,
        estimates,
        scores @ bread.T,
        design.n_parameters,
        design,
    )
