"""How strong instruments are, and whether they agree."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import linalg, special

from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.fit.iv import PartialledIV, partial_out, structural_residuals
from fewclusters.infer.distributions import chi2_p_value
from fewclusters.infer.first_stage import effective_f, first_stage


def effective_f_critical(covariance: np.ndarray, bias: float = 0.1, size: float = 0.05) -> float:
    """Critical value of the effective F: its Nagar bias exceeds a share of the worst case.

    The generalised, simplified procedure for 2SLS (Montiel Olea and Pflueger 2013): with
    x = 1/bias, the quantile of a non-central chi-squared of K effective degrees of freedom and
    non-centrality K x, over K, where K = tr(W)^2 (1 + 2x) / (tr(W'W) + 2 x tr(W) max eig W).

    Parameters
    ----------
    covariance
        W, (q, q), second result of `effective_f`.
    bias
        Tolerated bias as a share of the worst case.
    size
        Of the test.

    Returns
    -------
    float
        23.1 for one instrument and 10 % bias at 5 %.
    """
    x, trace = 1 / bias, np.trace(covariance)
    largest = linalg.eigvalsh(covariance)[-1]
    df = trace**2 * (1 + 2 * x) / ((covariance**2).sum() + 2 * x * trace * largest)
    return float(special.chndtrix(1 - size, df, df * x) / df)


def kleibergen_paap(parts: PartialledIV) -> tuple[float, int, float]:
    """Wald test of the rank of the first stages, robust to clustering.

    Kleibergen and Paap (2006, theorem 1): with the first stages normalised to Theta, the part that
    is orthogonal to its p - 1 largest singular values and its covariance. The F form divides by
    the number of instruments, as ivreg2 does.

    Parameters
    ----------
    parts
        Partialled-out regression.

    Returns
    -------
    float, int, float
        F form of the rk statistic, degrees of freedom q - p + 1, p-value of the Wald form.
    """
    (n_instruments, p), n = (parts.Z.shape[1], parts.Y.shape[1]), len(parts.y)
    bread = linalg.inv(parts.Z.T @ parts.Z)
    slopes = bread @ (parts.Z.T @ parts.Y)  # (q, p)
    residuals = parts.Y - parts.Z @ slopes
    left = linalg.cholesky(parts.Z.T @ parts.Z / n)  # left'left = Z'Z/n
    right = linalg.cholesky(linalg.inv(parts.Y.T @ parts.Y / n), lower=True)
    u, _, vt = linalg.svd(left @ slopes @ right)
    direction, outside = right @ vt[-1], left.T @ u[:, p - 1 :]
    statistic = outside.T @ slopes @ direction  # (q - p + 1,)
    combined = residuals @ direction  # the errors of that combination of first stages
    sums = parts.cluster_sums(parts.Z * combined[:, None] @ bread @ outside)
    covariance = parts.factor(n_instruments) * sums.T @ sums
    wald = float(statistic @ linalg.solve(covariance, statistic))
    df = n_instruments - p + 1
    return wald / n_instruments, df, chi2_p_value(wald, df)


def sanderson_windmeijer(parts: PartialledIV, position: int) -> float:
    """Conditional first-stage F of one of several endogenous regressors.

    Sanderson and Windmeijer (2016): the regressor less what 2SLS predicts of it from the
    other endogenous regressors, regressed on the instruments; Wald over q - p + 1, with CRV1.

    Parameters
    ----------
    parts
        Partialled-out regression.
    position
        Of the endogenous regressor.

    Returns
    -------
    float
    """
    column, others = parts.Y[:, position], np.delete(parts.Y, position, axis=1)
    if others.shape[1]:
        frame = orthonormal(parts.Z)
        fitted = frame @ (frame.T @ others)
        column = column - others @ linalg.solve(fitted.T @ others, fitted.T @ column)
    estimates, covariance = first_stage(parts, column)
    wald = estimates @ linalg.pinvh(covariance) @ estimates
    return float(wald / (parts.Z.shape[1] - others.shape[1]))


def strength(design: Design) -> pd.DataFrame:
    """Strength of the instruments for each endogenous regressor.

    Parameters
    ----------
    design
        Regression with endogenous regressors and instruments.

    Returns
    -------
    DataFrame
        One row an endogenous regressor: `term, n_instruments, effective_f, critical_value` (10 %
        bias, 5 % size; for one endogenous regressor), `sanderson_windmeijer, kleibergen_paap` (F
        form, of all first stages), `kleibergen_paap_p`.
    """
    parts = partial_out(design)
    rank = kleibergen_paap(parts)
    rows = []
    for position, term in enumerate(design.endogenous_terms):
        statistic, covariance = effective_f(parts, position)
        rows.append(
            {
                "term": term,
                "n_instruments": parts.Z.shape[1],
                "effective_f": statistic,
                "critical_value": effective_f_critical(covariance),
                "sanderson_windmeijer": sanderson_windmeijer(parts, position),
                "kleibergen_paap": rank[0],
                "kleibergen_paap_p": rank[2],
            }
        )
    return pd.DataFrame(rows)


def hansen_j(design: Design) -> tuple[float, int, float]:
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
    _, residuals = structural_residuals(parts)
    sums = parts.cluster_sums(parts.Z * residuals[:, None])
    weights = linalg.inv(sums.T @ sums)
    moments, slope = parts.Z.T @ parts.y, parts.Z.T @ parts.Y
    estimates = linalg.solve(slope.T @ weights @ slope, slope.T @ weights @ moments)
    left = moments - slope @ estimates
    statistic = float(left @ weights @ left)
    return statistic, df, chi2_p_value(statistic, df)
