"""Inference on instrumental variables whose instrument is a shift-share: AKM and AKM0."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.fit.regressors import Regressors
from fewclusters.infer.distributions import t_p_value, t_quantile
from fewclusters.infer.guards import checked
from fewclusters.infer.inversion import describe
from fewclusters.infer.shift_share import exact_sums, quadratic_set, shock_loadings
from fewclusters.infer.tables import COLUMNS, tidy


@dataclass(frozen=True, eq=False)
class _Parts:
    """Estimate, z'x, and sums by cluster of shocks (C,) of residuals, outcome and regressor."""

    estimate: float
    first_stage: float
    residuals: np.ndarray
    outcome: np.ndarray
    regressor: np.ndarray


def _parts(design: Design, shares: np.ndarray, shock_clusters: np.ndarray | None) -> _Parts:
    p, q = len(design.endogenous_terms), len(design.instrument_terms)
    if p != 1 or q != 1:
        raise ValueError(f"shift-share IV: one regressor and instrument, not {p} and {q}")
    instrument = design.instrument_terms[0]
    with_instrument = replace(
        design,
        terms=(instrument, *design.terms),
        regressors=Regressors(np.column_stack([design.instruments, design.X]), design.space),
    )
    partial, loadings = shock_loadings(with_instrument, instrument, shares, shock_clusters)
    pair = np.column_stack([design.y, design.endogenous])
    frame = orthonormal(design.X)
    y, x = (pair - frame @ (frame.T @ pair)).T
    estimate = float(partial @ y / (partial @ x))
    return _Parts(
        estimate,
        float(partial @ x),
        exact_sums(loadings, y - estimate * x),
        loadings @ y,
        loadings @ x,
    )


@checked
def akm_iv(
    design: Design,
    shares: np.ndarray,
    shock_clusters: np.ndarray | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Standard error of 2SLS that allows residuals to be correlated across similar shares.

    V = sum_s Z_s^2 R_s^2 / (sum_i z_i x_i)^2 with R_s = sum_i w_is e_i, where z is the instrument
    with the exogenous regressors taken out, Z_s its coefficients on the shares and e the structural
    residuals (Adao, Kolesar and Morales 2019, section on instrumental variables); normal
    quantiles, as in the paper.

    Parameters
    ----------
    design
        Regression with one endogenous regressor and one instrument, the shift-share.
    shares
        (n, S) exposure of the rows used to the shocks.
    shock_clusters
        (S,) labels of clusters of shocks.
    level
        Of the interval.

    Returns
    -------
    DataFrame
        One row, columns of `tables.COLUMNS`, labelled `akm`; df is infinite.

    Raises
    ------
    ValueError
        If there is not one endogenous regressor and one instrument, or the shares do not have one
        row for each row of the regression.
    """
    parts = _parts(design, shares, shock_clusters)
    error = np.sqrt((parts.residuals**2).sum()) / abs(parts.first_stage)
    estimate, errors = np.array([parts.estimate]), np.array([error])
    return tidy(design.endogenous_terms, estimate, errors, np.inf, "akm", level)


@checked
def akm0_iv(
    design: Design,
    shares: np.ndarray,
    shock_clusters: np.ndarray | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Test and set with the null imposed on the structural residuals.

    The set of b with (z'y - b z'x)^2 <= q^2 sum_s Z_s^2 R_s(b)^2, where R_s(b) has y - b x, other
    regressors taken out (Adao, Kolesar and Morales 2019, section on instrumental variables). It
    holds for weak instruments as well (Anderson and Rubin 1949).

    Parameters
    ----------
    design, shares, shock_clusters, level
        As in `akm_iv`.

    Returns
    -------
    DataFrame
        One row, columns of `tables.COLUMNS` and `set`, the set in words; `ci_low` and `ci_high`
        are its extremes. Standard error and p-value are those under the hypothesis of zero.

    Raises
    ------
    ValueError
        As `akm_iv`.
    """
    parts = _parts(design, shares, shock_clusters)
    error = np.sqrt((parts.outcome**2).sum()) / abs(parts.first_stage)
    quantile = float(t_quantile((1 + level) / 2, np.inf)) ** 2 / parts.first_stage**2
    # With d = b - estimate: (1 - q s's) d^2 + 2 q r's d - q r'r <= 0.
    rest, slope = parts.residuals, parts.regressor
    moves = quadratic_set(
        1 - quantile * slope @ slope, -quantile * rest @ slope, -quantile * rest @ rest
    )
    pieces = [(parts.estimate + low, parts.estimate + high) for low, high in moves]
    row = {
        "term": design.endogenous_terms[0],
        "estimate": parts.estimate,
        "inference": "akm0",
        "std_error": error,
        "statistic": parts.estimate / error,
        "df": np.inf,
        "p_value": float(t_p_value(parts.estimate / error, np.inf)),
        "ci_low": pieces[0][0],
        "ci_high": pieces[-1][1],
        "set": describe(pieces),
    }
    return pd.DataFrame([row], columns=[*COLUMNS, "set"])
