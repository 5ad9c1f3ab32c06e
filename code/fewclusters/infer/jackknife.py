"""Jackknife over clusters without a worst case, with adjusted df, and over two ways."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import linalg

from fewclusters.fit.clusters import intersection
from fewclusters.fit.design import Design
from fewclusters.fit.effects import effect_space
from fewclusters.fit.regressors import Regressors
from fewclusters.infer.distributions import t_p_value, t_quantile
from fewclusters.infer.guards import guarded
from fewclusters.infer.tables import COLUMNS, tidy

_NEGLIGIBLE = 1e-9  # an eigenvalue of cross-products of regressors of length one below this is zero


@dataclass(frozen=True, eq=False)
class Deletion:
    """Estimates without each cluster, whether or not the others identify them.

    Attributes
    ----------
    estimates
        (G, k).
    inverses
        (G, k, k): generalised inverses of the cross-products of regressors without each cluster,
        effects taken out of the rows that are left.
    """

    estimates: np.ndarray
    inverses: np.ndarray


def delete_clusters(design: Design) -> Deletion:
    """Estimate without each cluster in turn.

    With U an orthonormal basis of the effects that are not nested in the clusters and X clear of
    them, the cross-products without cluster g are X'X - X_g'(I - U_g U_g')^-1 X_g. Where they are
    singular, as without the only treated cluster, the estimate of least norm is taken (Moore and
    Penrose; regressors scaled to length one, so that units do not matter), as Hansen (2025) does.

    Parameters
    ----------
    design
        Regression.

    Returns
    -------
    Deletion
        Rows in the order of `design.cluster_labels`.
    """
    lengths = np.linalg.norm(design.X, axis=0)
    columns = np.column_stack([design.X / lengths, design.y])
    total = columns.T @ columns
    k = len(lengths)
    estimates, inverses = np.empty((design.n_clusters, k)), np.empty((design.n_clusters, k, k))
    pairs = zip(design.space.cluster_rows, design.space.annihilators, strict=True)
    for g, (rows, annihilator) in enumerate(pairs):
        left = total - columns[rows].T @ annihilator @ columns[rows]
        inverse = linalg.pinvh(left[:k, :k], atol=_NEGLIGIBLE, rtol=0)
        estimates[g] = inverse @ left[:k, k] / lengths
        inverses[g] = inverse / np.outer(lengths, lengths)
    return Deletion(estimates, inverses)


@guarded
def jackknife(design: Design, level: float = 0.95) -> pd.DataFrame:
    """Jackknife standard errors that are never biased downwards, with adjusted degrees of freedom.

    V = sum_g (b_(g) - b)^2 with generalised inverses where a cluster alone identifies a coefficient
    (Hansen 2025, "Jackknife standard errors for clustered regression"): its expectation is at least
    the variance, whatever the regressors, the sizes of clusters and the dependence within them.
    CRV1, CRV2 and CRV3, which leaves such clusters out and has a factor (G-1)/G, have no such
    bound. The t ratio is compared with a t(K), as Bell and McCaffrey (2002) do for CR2: with Omega
    the covariance of the moves b_(g) - b under independent errors of equal variance v,
    K = (tr Omega)^2 / tr(Omega^2) and a^2 = Var(b) / tr Omega, t / a is about t(K).

    Parameters
    ----------
    design
        Regression.
    level
        Of the intervals, estimate +- a t(K) times the standard error.

    Returns
    -------
    DataFrame
        One row a term, columns of `tables.COLUMNS`, labelled `jackknife`, and `scale` (a, at
        most one).
    """
    deletion = delete_clusters(design)
    errors = np.sqrt(((deletion.estimates - design.estimates) ** 2).sum(axis=0))
    df, scale = np.empty(len(errors)), np.empty(len(errors))
    for j in range(len(errors)):
        omega = _moves_covariance(design, deletion, j)
        df[j] = np.trace(omega) ** 2 / (omega**2).sum()
        scale[j] = np.sqrt(design.bread[j, j] / np.trace(omega))
    half = scale * t_quantile((1 + level) / 2, df) * errors
    statistic = design.estimates / errors
    table = pd.DataFrame(
        {
            "term": design.terms,
            "estimate": design.estimates,
            "inference": "jackknife",
            "std_error": errors,
            "statistic": statistic,
            "df": df,
            "p_value": t_p_value(statistic / scale, df),
            "ci_low": design.estimates - half,
            "ci_high": design.estimates + half,
            "scale": scale,
        }
    )
    return table[[*COLUMNS, "scale"]]


def _moves_covariance(design: Design, deletion: Deletion, position: int) -> np.ndarray:
    """Covariance (G, G) of b_(g) - b of one coefficient under independent errors of variance one.

    b_(g) - b = c_g'X'y - d_g'y_g with c_g the row of the inverse without g less that with it, and
    d_g = (I - U_g U_g')^-1 X_g times the row of the inverse without g.
    """
    rows_of_inverse = deletion.inverses[:, position]
    c = rows_of_inverse - design.bread[position]
    basis = design.space.basis
    t, q = np.empty_like(c), np.empty((len(c), basis.shape[1]))
    own = np.empty(len(c))
    pairs = zip(design.space.cluster_rows, design.space.annihilators, strict=True)
    for g, (rows, annihilator) in enumerate(pairs):
        d = annihilator @ (design.X[rows] @ rows_of_inverse[g])
        t[g], q[g], own[g] = design.X[rows].T @ d, basis[rows].T @ d, d @ d
    cross = c @ t.T
    inner = c @ (design.X.T @ design.X) @ c.T
    return inner - cross - cross.T + np.diag(own) - q @ q.T


def reclustered(design: Design, codes: np.ndarray) -> Design:
    """Cluster the same regression by other codes (n,) 0..G-1."""
    space = effect_space(design.space.codes, codes, design.weights)
    return replace(
        design,
        clusters=codes,
        cluster_labels=np.arange(codes.max() + 1),
        regressors=Regressors(design.X, space),
    )


@guarded
def twoway_jackknife(design: Design, second: np.ndarray, level: float = 0.95) -> pd.DataFrame:
    """Two-way jackknife with t(min G - 1).

    V = V_1 + V_2 - V_12, each the CRV3 of one way of clustering (MacKinnon, Nielsen and Webb 2024,
    "Jackknife inference with two-way clustering"). The standard error is the largest of the square
    roots of V, V_1 and V_2, their answer to variances V that are negative or too small.

    Parameters
    ----------
    design
        Regression; its clusters are the first way.
    second
        (n,) codes of the second way (`clustered.second_codes`).
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        One row a term, columns of `tables.COLUMNS`, labelled `crv3_twoway`.
    """
    first = _crv3_variances(design)
    other = _crv3_variances(reclustered(design, second))
    both = _crv3_variances(reclustered(design, intersection(design.clusters, second)))
    errors = np.sqrt(np.maximum.reduce([first + other - both, first, other]))
    df = min(design.n_clusters, len(np.unique(second))) - 1
    return tidy(design.terms, design.estimates, errors, df, "crv3_twoway", level)


def _crv3_variances(design: Design) -> np.ndarray:
    moves = delete_clusters(design).estimates - design.estimates
    return (design.n_clusters - 1) / design.n_clusters * (moves**2).sum(axis=0)
