"""How strong instruments are, and t tests that allow for it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import linalg, stats

from fewclusters.fit.absorption import AbsorbedDesign
from fewclusters.fit.effects import orthonormal
from fewclusters.fit.iv import (
    PartialledIV,
    first_stage,
    k_class,
    partial_out,
)
from fewclusters.infer.clustered import COLUMNS

# Critical values of |t| at 5 % for the square root of the first-stage F from 2.0 by steps of 0.1:
# Lee, McCrary, Moreira and Porter (2022, table 3). Smaller F have no finite critical value.
TF_START, TF_STEP = 2.0, 0.1
# fmt: off
TF_CRITICAL = np.array([
    18.66, 9.74, 7.37, 6.18, 5.43, 4.92, 4.54, 4.25, 4.01, 3.82, 3.65, 3.51, 3.39, 3.29,
    3.19, 3.11, 3.03, 2.97, 2.91, 2.85, 2.80, 2.75, 2.71, 2.67, 2.63, 2.60, 2.57, 2.54,
    2.51, 2.48, 2.46, 2.43, 2.41, 2.39, 2.37, 2.35, 2.33, 2.32, 2.30, 2.29, 2.27, 2.26,
    2.24, 2.23, 2.22, 2.21, 2.20, 2.19, 2.17, 2.16, 2.16, 2.15, 2.14, 2.13, 2.12, 2.11,
    2.10, 2.10, 2.09, 2.08, 2.08, 2.07, 2.06, 2.06, 2.05, 2.04, 2.04, 2.03, 2.03, 2.02,
    2.02, 2.01, 2.01, 2.00, 2.00, 1.99, 1.99, 1.99, 1.98, 1.98, 1.97, 1.97, 1.97, 1.96,
])
# fmt: on


def effective_f(parts: PartialledIV, position: int = 0) -> tuple[float, np.ndarray]:
    """Effective first-stage F of one endogenous regressor.

    pi'Z'Z pi / tr(V Z'Z), where V is the CRV1 covariance of the first stage (Montiel Olea and
    Pflueger 2013).

    Parameters
    ----------
    parts
        Partialled-out regression.
    position
        Of the endogenous regressor.

    Returns
    -------
    float, ndarray
        F and the covariance (q, q) of the first stage in orthonormal instruments.
    """
    estimates, covariance = first_stage(parts, parts.Y[:, position])
    root = linalg.cholesky(parts.Z.T @ parts.Z)
    rotated = root @ covariance @ root.T
    return float(((root @ estimates) ** 2).sum() / np.trace(rotated)), rotated


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
    return float(stats.ncx2.ppf(1 - size, df, df * x) / df)


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
    return wald / n_instruments, df, float(stats.chi2.sf(wald, df))


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


def strength(design: AbsorbedDesign) -> pd.DataFrame:
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


def tf_critical(first_stage_f: float) -> float:
    """Critical value of |t| at 5 % given the first-stage F, linear in sqrt(F) between entries.

    Lee, McCrary, Moreira and Porter (2022, table 3); infinite below F = 4.
    """
    root = np.sqrt(first_stage_f)
    grid = TF_START + TF_STEP * np.arange(len(TF_CRITICAL))
    return float(np.interp(root, grid, TF_CRITICAL, left=np.inf))


def tf_interval(design: AbsorbedDesign) -> pd.DataFrame:
    """95 % interval of 2SLS with one endogenous regressor and one instrument.

    The standard error is multiplied so that the interval has coverage 95 % however weak the
    instrument (Lee, McCrary, Moreira and Porter 2022).

    Parameters
    ----------
    design
        Regression with one endogenous regressor and one instrument.

    Returns
    -------
    DataFrame
        One row labelled `tf`, columns of `clustered.COLUMNS`; the p-value is missing, since the
        table is for 5 % only, and the interval is the whole line below F = 4.

    Raises
    ------
    ValueError
        If the regression has more endogenous regressors or instruments.
    """
    parts = partial_out(design)
    if parts.Z.shape[1] > 1:
        raise ValueError("tF needs one endogenous regressor and one instrument")
    row = k_class(design).iloc[0].to_dict()
    half = tf_critical(effective_f(parts)[0]) * row["std_error"]
    row |= {"inference": "tf", "df": np.nan, "p_value": np.nan}
    row |= {"ci_low": row["estimate"] - half, "ci_high": row["estimate"] + half}
    return pd.DataFrame([row], columns=COLUMNS)
