"""Instrumental variables with absorbed effects: 2SLS, LIML and tests of the instruments."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import linalg, stats

from fewclusters.fit.absorption import AbsorbedDesign
from fewclusters.fit.effects import orthonormal
from fewclusters.infer.clustered import group_sums, small_sample_factor, tidy


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


def partial_out(design: AbsorbedDesign) -> PartialledIV:
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


def two_stage_least_squares(
    parts: PartialledIV, outcome: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients (p,) and residuals (n,) of 2SLS, of another outcome (n,) if given."""
    y = parts.y if outcome is None else outcome
    frame = orthonormal(parts.Z)
    fitted = frame @ (frame.T @ parts.Y)
    estimates = linalg.solve(fitted.T @ parts.Y, fitted.T @ y)
    return estimates, y - parts.Y @ estimates


def k_class(design: AbsorbedDesign, method: str = "2sls", level: float = 0.95) -> pd.DataFrame:
    """Estimate the coefficients of the endogenous regressors, with CRV1 and t(G-1).

    The k-class estimator b = (Y'(I - k M)Y)^-1 Y'(I - k M)y, where M takes the instruments out:
    k = 1 is 2SLS; LIML takes the least root of |(y,Y)'(y,Y) - k (y,Y)'M(y,Y)| (Anderson and Rubin
    1949). The scores are those of the fitted regressors, (Y - MY)u, for both.

    Parameters
    ----------
    design
        Regression with endogenous regressors and instruments.
    method
        `2sls` or `liml`.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        One row an endogenous regressor, columns of `clustered.COLUMNS`, labelled `crv1`.
    """
    parts = partial_out(design)
    both = np.column_stack([parts.y, parts.Y])
    frame = orthonormal(parts.Z)
    outside = both - frame @ (frame.T @ both)
    k = 1.0
    if method == "liml":
        k = linalg.eigh(both.T @ both, outside.T @ outside, eigvals_only=True)[0]
    fitted = parts.Y - k * outside[:, 1:]
    bread = linalg.inv(fitted.T @ parts.Y)
    estimates = bread @ (fitted.T @ parts.y)
    scores = (parts.Y - outside[:, 1:]) * (parts.y - parts.Y @ estimates)[:, None] @ bread.T
    sums = parts.cluster_sums(scores)
    errors = np.sqrt(parts.factor(parts.Y.shape[1]) * (sums**2).sum(axis=0))
    return tidy(design.endogenous_terms, estimates, errors, parts.n_clusters - 1, "crv1", level)


def first_stage(parts: PartialledIV, column: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients (q,) of a column (n,) on the instruments and their CRV1 covariance (q, q)."""
    bread = linalg.inv(parts.Z.T @ parts.Z)
    estimates = bread @ (parts.Z.T @ column)
    residuals = column - parts.Z @ estimates
    sums = parts.cluster_sums(parts.Z * residuals[:, None] @ bread)
    return estimates, parts.factor(parts.Z.shape[1]) * sums.T @ sums


def first_stages(design: AbsorbedDesign, level: float = 0.95) -> pd.DataFrame:
    """First-stage coefficients, each with CRV1 and t(G-1).

    Returns
    -------
    DataFrame
        Columns `endogenous` and `clustered.COLUMNS`; one row an endogenous regressor and
        instrument.
    """
    parts = partial_out(design)
    tables = []
    for name, column in zip(design.endogenous_terms, parts.Y.T, strict=True):
        estimates, covariance = first_stage(parts, column)
        errors, df = np.sqrt(np.diag(covariance)), parts.n_clusters - 1
        table = tidy(design.instrument_terms, estimates, errors, df, "crv1", level)
        table.insert(0, "endogenous", name)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def hansen_j(design: AbsorbedDesign) -> tuple[float, int, float]:
    """Test of overidentifying restrictions, robust to clustering.

    Hansen's (1982) J of two-step GMM, whose weights come from the 2SLS residuals.

    Returns
    -------
    float, int, float
        Statistic, degrees of freedom q - p, p-value; missing where q = p.
    """
    parts = partial_out(design)
    df = parts.Z.shape[1] - parts.Y.shape[1]
    if df == 0:
        return np.nan, 0, np.nan
    _, residuals = two_stage_least_squares(parts)
    sums = parts.cluster_sums(parts.Z * residuals[:, None])
    weights = linalg.inv(sums.T @ sums)
    moments, slope = parts.Z.T @ parts.y, parts.Z.T @ parts.Y
    estimates = linalg.solve(slope.T @ weights @ slope, slope.T @ weights @ moments)
    left = moments - slope @ estimates
    statistic = float(left @ weights @ left)
    return statistic, df, float(stats.chi2.sf(statistic, df))
