"""The first stages of an instrumented regression, robust to clustering."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import linalg

from fewclusters.fit.design import Design
from fewclusters.fit.iv import PartialledIV, partial_out
from fewclusters.infer.tables import tidy


def first_stage(parts: PartialledIV, column: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients (q,) of a column (n,) on the instruments and their CRV1 covariance (q, q)."""
    bread = linalg.inv(parts.Z.T @ parts.Z)
    estimates = bread @ (parts.Z.T @ column)
    residuals = column - parts.Z @ estimates
    sums = parts.cluster_sums(parts.Z * residuals[:, None] @ bread)
    return estimates, parts.factor(parts.Z.shape[1]) * sums.T @ sums


def first_stages(design: Design, level: float = 0.95) -> pd.DataFrame:
    """First-stage coefficients, each with CRV1 and t(G-1).

    Returns
    -------
    DataFrame
        Columns `endogenous` and `tables.COLUMNS`; one row an endogenous regressor and
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
