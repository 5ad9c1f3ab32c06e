"""Estimates and intervals where a regressor is measured with error of known reliability."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import linalg

from fewclusters.fit.design import Design
from fewclusters.infer.tables import COLUMNS, tidy
from fewclusters.infer.wild_bootstrap import wild_cluster_bootstrap


def attenuation(design: Design, term: str, reliability: float) -> float:
    """Factor by which a coefficient is too small where its regressor is measured with error.

    With reliability L = var(true) / var(measured), after effects are taken out, and R^2 that of the
    measured regressor on the other regressors, least squares converges to (L - R^2) / (1 - R^2)
    times the coefficient (Fuller 1987, section 1.2; Carroll, Ruppert, Stefanski and Crainiceanu
    2006, section 3.3): the other regressors explain the true part, never the error.

    Parameters
    ----------
    design
        Regression.
    term
        The regressor with error.
    reliability
        Share of its variance, once effects are taken out, that is true; at most 1.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If the reliability is more than 1, or no more than the other regressors explain.
    """
    position = design.index(term)
    total = design.X[:, position] @ design.X[:, position]
    explained = 1 - 1 / (design.bread[position, position] * total)
    if not max(explained, 0.0) < reliability <= 1:
        raise ValueError(
            f"reliability {reliability} of {term!r} is not between what the other regressors "
            f"explain ({max(explained, 0.0):.3f}) and 1"
        )
    return float((reliability - explained) / (1 - explained))


def errors_in_variables(
    design: Design, term: str, reliabilities: Sequence[float] = (1.0,), level: float = 0.95
) -> pd.DataFrame:
    """Correct all coefficients for the error of one regressor, with jackknifed t(G-1) inference.

    b = (X'X - (1 - L) x'x e e')^-1 X'y, where x is the regressor with error and e picks it (Fuller
    1987, section 2.2, with the reliability known). The error is classical: it has nothing to do
    with the truth, the other regressors and the outcome; it may be dependent within clusters. The
    standard errors are those of CRV3, with cross-products less those of each cluster, effects of
    the rows that are left taken out (MacKinnon, Nielsen and Webb 2023).

    Parameters
    ----------
    design
        Regression.
    term
        The regressor with error.
    reliabilities
        Shares L of its variance, once effects are taken out, that are true. 1 is least squares.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        One row a reliability and term of the regression, columns of `tables.COLUMNS`, labelled
        `eiv_crv3`, and `reliability`.

    Raises
    ------
    ValueError
        If a reliability is more than 1, or no more than the other regressors explain.
    """
    position = design.index(term)
    columns = np.column_stack([design.X, design.y])
    total = columns.T @ columns
    pairs = zip(design.space.cluster_rows, design.space.annihilators, strict=True)
    without = np.array(
        [total - columns[rows].T @ inverse @ columns[rows] for rows, inverse in pairs]
    )
    factor = (design.n_clusters - 1) / design.n_clusters
    tables = []
    for reliability in reliabilities:
        attenuation(design, term, reliability)  # refuses what cannot be
        estimates = design.estimates
        if reliability < 1:
            estimates = _corrected(total, position, reliability)
        moves = np.array([_corrected(part, position, reliability) for part in without]) - estimates
        errors = np.sqrt(factor * (moves**2).sum(axis=0))
        table = tidy(design.terms, estimates, errors, design.n_clusters - 1, "eiv_crv3", level)
        tables.append(table.assign(reliability=reliability))
    return pd.concat(tables, ignore_index=True)


def _corrected(products: np.ndarray, position: int, reliability: float) -> np.ndarray:
    """Coefficients (k,) from cross-products (k+1, k+1) of regressors and outcome."""
    moments = products[:-1, :-1].copy()
    moments[position, position] *= reliability
    return linalg.solve(moments, products[:-1, -1], assume_a="sym")


def wild_errors_in_variables(
    design: Design,
    term: str,
    reliabilities: Sequence[float],
    n_draws: int,
    seed: int,
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimate and WCR-31 set of a coefficient whose regressor is measured with error.

    The corrected coefficient is that of least squares over a known factor (`attenuation`), so the
    test of zero is the same at every reliability and the confidence set is divided by the factor.
    The factor is taken as known; it is where no other regressor explains the measured one.

    Parameters
    ----------
    design
        Regression.
    term
        The regressor with error.
    reliabilities
        As in `errors_in_variables`.
    n_draws, seed
        Of the wild cluster bootstrap, Webb weights.
    level
        Of the confidence sets.

    Returns
    -------
    DataFrame
        One row a reliability, columns of `tables.COLUMNS`, labelled `eiv_wcr31`, and `reliability,
        attenuation`. A detectable effect at a reliability is that at 1 over `attenuation`.

    Raises
    ------
    ValueError
        As `errors_in_variables`.
    """
    plain = wild_cluster_bootstrap(design, [term], n_draws, seed, level=level)
    tables = []
    for reliability in reliabilities:
        factor = attenuation(design, term, reliability)
        table = plain.assign(inference="eiv_wcr31", reliability=reliability, attenuation=factor)
        scaled = ["estimate", "std_error", "ci_low", "ci_high"]
        table[scaled] = table[scaled] / factor
        tables.append(table)
    return pd.concat(tables, ignore_index=True)[[*COLUMNS, "reliability", "attenuation"]]


def implied_reliabilities(measures: pd.DataFrame) -> pd.Series:
    """Reliability of each of three measures of one thing, from their covariances.

    If the errors of the measures have nothing to do with each other or with the truth, the
    reliability of the first is cov(1,2) cov(1,3) / (cov(2,3) var(1)), and so on (Spearman 1904;
    Heise 1969), whatever the units of the measures.

    Parameters
    ----------
    measures
        Three columns, effects taken out, rows complete.

    Returns
    -------
    Series
        By column; above 1 or negative where the covariances do not fit three measures of one thing.

    Raises
    ------
    ValueError
        If there are not three columns.
    """
    if measures.shape[1] != 3:
        raise ValueError(f"implied reliabilities: three measures, not {measures.shape[1]}")
    c = np.corrcoef(measures.to_numpy(float), rowvar=False)
    values = [c[0, 1] * c[0, 2] / c[1, 2], c[0, 1] * c[1, 2] / c[0, 2], c[0, 2] * c[1, 2] / c[0, 1]]
    return pd.Series(values, index=measures.columns)
