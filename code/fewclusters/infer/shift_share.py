"""Inference on shift-share regressors: AKM, AKM0 and the regression on the level of shocks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import linalg

from fewclusters.fit.clusters import group_sums
from fewclusters.fit.design import Design
from fewclusters.infer.distributions import t_p_value, t_quantile
from fewclusters.infer.guards import checked
from fewclusters.infer.inversion import describe
from fewclusters.infer.tables import COLUMNS, tidy

_COLLINEAR = 1e-10  # relative, of the singular values of the shares
_ROUNDING = 1e-12  # relative: a sum of terms that is smaller is rounding error


def _weighted_shares(design: Design, shares: np.ndarray) -> np.ndarray:
    """Shares (n, S) of the rows used, times the square root of the weights."""
    if len(shares) != design.n_obs:
        raise ValueError(f"shares: {len(shares)} rows, but the regression has {design.n_obs}")
    return shares * design.root_weights[:, None]


def shock_loadings(
    design: Design, term: str, shares: np.ndarray, shock_clusters: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """Regressor with the others taken out (n,), and L (C, n) that sums residuals by shock cluster.

    Row s of L is X_s w_s', where X_s are the coefficients of the regressor on the shares (Adao,
    Kolesar and Morales 2019, remark 5), summed over the shocks of a cluster. Shares that effects
    make collinear get the coefficients of least norm, that is, demeaned shocks.
    """
    partial = design.partial_regressors[:, design.index(term)]
    weighted = _weighted_shares(design, shares)
    shocks = linalg.lstsq(weighted, partial, cond=_COLLINEAR, lapack_driver="gelsy")[0]
    rows = (weighted * shocks).T
    if shock_clusters is not None:
        rows = group_sums(rows, pd.factorize(np.asarray(shock_clusters))[0])
    return partial, rows


@checked
def akm(
    design: Design,
    term: str,
    shares: np.ndarray,
    shock_clusters: np.ndarray | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Standard error that allows residuals to be correlated across rows with similar shares.

    V = sum_s X_s^2 R_s^2 / (sum_i x_i^2)^2 with R_s = sum_i w_is e_i (Adao, Kolesar and Morales
    2019, remark 5); normal quantiles, as in the paper.

    Parameters
    ----------
    design
        Regression.
    term
        The shift-share regressor.
    shares
        (n, S) exposure of the rows used to the shocks.
    shock_clusters
        (S,) labels of clusters of shocks (say, one shock over several years).
    level
        Of the interval.

    Returns
    -------
    DataFrame
        One row, columns of `tables.COLUMNS`; df is infinite.

    Raises
    ------
    ValueError
        If the shares do not have one row for each row of the regression.
    """
    partial, loadings = shock_loadings(design, term, shares, shock_clusters)
    error = np.sqrt(((loadings @ design.residuals) ** 2).sum()) / (partial @ partial)
    estimate = design.estimates[[design.index(term)]]
    return tidy([term], estimate, np.array([error]), np.inf, "akm", level)


@checked
def akm0(
    design: Design,
    term: str,
    shares: np.ndarray,
    shock_clusters: np.ndarray | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Test and interval with the null imposed on the residuals.

    Adao, Kolesar and Morales (2019, remark 6): the set of b with (estimate - b)^2 <= z^2 V(b),
    where V(b) has the residuals under b. V is quadratic in b, so the set is an interval, or, where
    z^2 V grows faster than b^2, two half-lines or the whole line; the bounds are then infinite.

    Parameters
    ----------
    design, term, shares, shock_clusters, level
        As in `akm`.

    Returns
    -------
    DataFrame
        One row, columns of `tables.COLUMNS` and `set`, the set in words; `ci_low` and `ci_high`
        are its extremes. The standard error is that under the hypothesis of zero. The interval is
        not symmetric.
    """
    partial, loadings = shock_loadings(design, term, shares, shock_clusters)
    size = partial @ partial
    estimate = design.estimates[design.index(term)]
    own = loadings @ (design.residuals + partial * estimate)
    error = np.sqrt((own**2).sum()) / size
    quantile = float(t_quantile((1 + level) / 2, np.inf)) ** 2 / size**2
    # With d = b - estimate: (1 - q s's) d^2 + 2 q r's d - q r'r <= 0.
    rest, slope = exact_sums(loadings, design.residuals), loadings @ partial
    moves = quadratic_set(
        1 - quantile * slope @ slope, -quantile * rest @ slope, -quantile * rest @ rest
    )
    pieces = [(estimate + low, estimate + high) for low, high in moves]
    row = {
        "term": term,
        "estimate": estimate,
        "inference": "akm0",
        "std_error": error,
        "statistic": estimate / error,
        "df": np.inf,
        "p_value": float(t_p_value(estimate / error, np.inf)),
        "ci_low": pieces[0][0],
        "ci_high": pieces[-1][1],
        "set": describe(pieces),
    }
    return pd.DataFrame([row], columns=[*COLUMNS, "set"])


def exact_sums(loadings: np.ndarray, residuals: np.ndarray) -> np.ndarray:
    """Sums of residuals by shock (C,), where those that are rounding errors are zero.

    Regressors that span a shock leave no residuals to sum; rounding would then decide whether the
    set is the whole line or all of it but the estimate.
    """
    sums = loadings @ residuals
    scale = np.abs(loadings) @ np.abs(residuals)
    return np.where(np.abs(sums) <= _ROUNDING * scale, 0.0, sums)


def quadratic_set(lead: float, middle: float, constant: float) -> list[tuple[float, float]]:
    """Where lead b^2 - 2 middle b + constant <= 0, of which one solution is known to exist.

    A leading coefficient below rounding errors (of a difference from one) is zero, and so is a
    discriminant below those of its terms.

    Returns
    -------
    list of (float, float)
        One interval, two half-lines, one of them, or the whole line.
    """
    if abs(lead) <= _ROUNDING:
        return _half_line(middle, constant)
    discriminant = middle**2 - lead * constant
    if abs(discriminant) <= _ROUNDING * (middle**2 + abs(lead * constant)):
        discriminant = 0.0
    if lead < 0 and discriminant <= 0:
        return [(-np.inf, np.inf)]
    root = np.sqrt(max(discriminant, 0.0))
    low, high = sorted(((middle - root) / lead, (middle + root) / lead))
    return [(low, high)] if lead > 0 else [(-np.inf, low), (high, np.inf)]


def _half_line(middle: float, constant: float) -> list[tuple[float, float]]:
    """Where constant <= 2 middle b."""
    if middle == 0:
        return [(-np.inf, np.inf)]
    bound = constant / (2 * middle)
    return [(bound, np.inf)] if middle > 0 else [(-np.inf, bound)]


def shock_level_regression(
    design: Design,
    term: str,
    shares: np.ndarray,
    shocks: np.ndarray,
    shock_clusters: np.ndarray | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Regression on the level of shocks that gives the same coefficient.

    Outcome and regressor, effects and other regressors taken out, are averaged over rows with the
    shares as weights; the averages are regressed by IV, the shocks being the instrument and the
    sums of shares the weights (Borusyak, Hull and Jaravel 2022, proposition 1). The coefficient is
    that of the regression if term = shares @ shocks and the sum of the shares is among the controls
    or absorbed. Errors are clustered by `shock_clusters`, or robust to heteroskedasticity, with the
    factor C/(C-1) and t(C-1).

    Parameters
    ----------
    design, term, shares, shock_clusters, level
        As in `akm`.
    shocks
        (S,) shocks.

    Returns
    -------
    DataFrame
        One row labelled `bhj`, columns of `tables.COLUMNS`.
    """
    position = design.index(term)
    others = np.delete(design.X, position, axis=1)
    pair = np.column_stack([design.y, design.X[:, position]])
    pair = pair - others @ linalg.lstsq(others, pair)[0] if others.shape[1] else pair
    # Averages times their weights: the sums.
    weighted = _weighted_shares(design, shares)
    outcome, regressor = (weighted.T @ pair).T
    mass = _exposure(design, shares)
    used = mass > 0
    centred = np.where(used, shocks - np.average(shocks, weights=mass), 0.0)
    estimate = centred @ outcome / (centred @ regressor)
    level_of_errors = (outcome - estimate * regressor)[used]
    level_of_errors = level_of_errors - mass[used] * level_of_errors.sum() / mass.sum()
    scores = centred[used] * level_of_errors
    if shock_clusters is not None:
        scores = np.bincount(pd.factorize(np.asarray(shock_clusters)[used])[0], scores)
    count = len(scores)
    error = np.sqrt(count / (count - 1) * (scores**2).sum()) / abs(centred @ regressor)
    return tidy([term], np.array([estimate]), np.array([error]), count - 1, "bhj", level)


def _exposure(design: Design, shares: np.ndarray) -> np.ndarray:
    """Weight of each shock in the regression, (S,): weighted sum of its shares."""
    return shares.sum(axis=0) if design.weights is None else shares.T @ design.weights


def effective_shocks(
    design: Design, shares: np.ndarray, shock_clusters: np.ndarray | None = None
) -> float:
    """Inverse Herfindahl index of the importance of shocks, or of clusters of shocks.

    1 / sum_s s_s^2 with s_s the share of shock s in all exposure (Borusyak, Hull and Jaravel 2022).

    Parameters
    ----------
    design, shares, shock_clusters
        As in `akm`.

    Returns
    -------
    float
    """
    mass = _exposure(design, shares)
    if shock_clusters is not None:
        mass = np.bincount(pd.factorize(np.asarray(shock_clusters))[0], mass)
    return float(mass.sum() ** 2 / (mass**2).sum())


def exposure_balance(
    design: Design,
    term: str,
    shares: np.ndarray,
    characteristics: Mapping[str, np.ndarray],
    shock_clusters: np.ndarray | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Regress predetermined characteristics on the shift-share regressor.

    A regressor whose shocks are as good as random predicts none of them (Borusyak, Hull and Jaravel
    2022).

    Parameters
    ----------
    design, term, shares, shock_clusters, level
        As in `akm`.
    characteristics
        Name and values (n,) of each characteristic.

    Returns
    -------
    DataFrame
        One row a characteristic, which is named in `term`; AKM inference.
    """
    tables = []
    for name, values in characteristics.items():
        column = design.without_effects(np.asarray(values, dtype=float)[:, None])
        swapped = design.with_outcome(column[:, 0], name)
        tables.append(akm(swapped, term, shares, shock_clusters, level).assign(term=name))
    return pd.concat(tables, ignore_index=True)
