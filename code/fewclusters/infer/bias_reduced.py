"""Covariances that allow for the leverage of clusters: CR2 with Satterthwaite df, and CRV3."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import linalg

from fewclusters.fit.clusters import group_sums
from fewclusters.fit.design import Design
from fewclusters.fit.regressors import Regressors
from fewclusters.infer.guards import guarded
from fewclusters.infer.tables import tidy

_NEGLIGIBLE = 1e-9


@guarded
def cr2(design: Design, level: float = 0.95) -> pd.DataFrame:
    """Bias-reduced linearisation with Satterthwaite degrees of freedom.

    Residuals of cluster g are multiplied by A_g = (I - H_gg)^(-1/2) (Bell and McCaffrey 2002;
    Pustejovsky and Tipton 2018), exact if errors are independent with variances inverse to the
    weights. H projects on the regressors and on the effects that are not nested in the clusters;
    nested ones are taken out first, which gives the same A_g (their theorem 2, as corrected in
    2023). The degrees of freedom are (tr Omega)^2 / tr(Omega^2), where
    Omega_gh = a_g'(I - H)_gh a_h and a_g = A_g X_g (X'X)^-1 c.

    Parameters
    ----------
    design
        Regression.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        One row a term, columns of `tables.COLUMNS`.
    """
    scores, df = _adjustment(design.regressors)
    sums = group_sums(scores * design.residuals[:, None], design.clusters)
    errors = np.sqrt((sums**2).sum(axis=0))
    return tidy(design.terms, design.estimates, errors, df, "cr2", level)


@lru_cache(maxsize=4)
def _adjustment(regressors: Regressors) -> tuple[np.ndarray, np.ndarray]:
    """Adjusted scores a_g (n, k) and degrees of freedom (k,), the same for every outcome."""
    frame, scores = regressors.frame, regressors.X @ regressors.bread
    clusters = regressors.space.cluster_rows
    adjusted = np.empty_like(scores)
    projected = np.empty((len(clusters), frame.shape[1], scores.shape[1]))
    for g, rows in enumerate(clusters):
        block = frame[rows]
        adjusted[rows] = _inverse_root(np.eye(len(rows)) - block @ block.T) @ scores[rows]
        projected[g] = block.T @ adjusted[rows]
    own = np.array([(adjusted[rows] ** 2).sum(axis=0) for rows in clusters])  # (G, k)
    df = np.empty(scores.shape[1])
    for j in range(len(df)):
        omega = np.diag(own[:, j]) - projected[:, :, j] @ projected[:, :, j].T
        df[j] = np.trace(omega) ** 2 / (omega**2).sum()
    return adjusted, df


def _inverse_root(matrix: np.ndarray) -> np.ndarray:
    values, vectors = linalg.eigh(matrix)
    kept = values > _NEGLIGIBLE
    return (vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T


def leave_one_cluster_out(design: Design) -> np.ndarray:
    """Coefficients without each cluster.

    From residuals that the own cluster did not help to predict:
    b_(g) = b - (X'X)^-1 X_g' u_g(-g), once the effects that are not nested are among the regressors
    (MacKinnon, Nielsen and Webb 2023).

    Parameters
    ----------
    design
        Regression.

    Returns
    -------
    ndarray
        (G, k), rows in the order of `design.cluster_labels`; missing where a cluster alone
        identifies the coefficient.
    """
    outside = design.space.without_own_cluster(design.residuals[:, None], design.X)
    scores = design.X * outside @ design.bread
    moves = group_sums(scores, design.clusters)
    return np.where(_identified_without(design), design.estimates - moves, np.nan)


def _identified_without(design: Design) -> np.ndarray:
    """Whether the rows outside each cluster identify each coefficient, (G, k)."""
    frame, triangle = linalg.qr(design.X, mode="economic")
    scale = np.sqrt(np.diag(design.bread))
    kept = np.ones((design.n_clusters, len(design.terms)), dtype=bool)
    pairs = zip(design.space.cluster_rows, design.space.annihilators, strict=True)
    for g, (rows, inverse) in enumerate(pairs):
        block = frame[rows]
        values, vectors = linalg.eigh(np.eye(len(scale)) - block.T @ inverse @ block)
        lost = linalg.solve_triangular(triangle, vectors[:, values < _NEGLIGIBLE])
        kept[g] = (np.abs(lost) <= _NEGLIGIBLE * scale[:, None]).all(axis=1)
    return kept


@guarded
def crv3(design: Design, level: float = 0.95) -> pd.DataFrame:
    """Jackknife over clusters with t(G-1).

    V = c sum_g (b_(g) - b)(b_(g) - b)' with c = (G-1)/G (MacKinnon, Nielsen and Webb 2023).
    R's sandwich (`vcovCL`, type HC3) and clubSandwich (CR3) leave c out, so that their standard
    errors are larger by sqrt(G/(G-1)). Missing where one cluster alone identifies the coefficient.

    Parameters
    ----------
    design
        Regression.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        One row a term, columns of `tables.COLUMNS`.
    """
    moves = leave_one_cluster_out(design) - design.estimates
    n_clusters = design.n_clusters
    errors = np.sqrt((n_clusters - 1) / n_clusters * (moves**2).sum(axis=0))
    return tidy(design.terms, design.estimates, errors, n_clusters - 1, "crv3", level)
