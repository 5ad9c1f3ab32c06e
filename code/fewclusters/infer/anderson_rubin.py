"""Confidence sets that are valid however weak the instruments: cluster-robust Anderson-Rubin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy import linalg

from fewclusters.fit.design import Design
from fewclusters.fit.iv import PartialledIV, partial_out, structural_residuals
from fewclusters.infer.distributions import f_p_value, f_quantile
from fewclusters.infer.guards import guarded
from fewclusters.infer.inversion import describe
from fewclusters.infer.tables import COLUMNS

_GRID = 2001


@dataclass(frozen=True, eq=False)
class ReducedForm:
    """Coefficients of (y, Y) on the instruments, and their scores by cluster.

    The AR statistic of a hypothesis b is homogeneous in (1, -b): coefficients and scores of
    y - Y b are linear in it.

    Attributes
    ----------
    slopes
        (q, 1 + p).
    scores
        (G, q, 1 + p), small-sample factor included.
    n_clusters
        G.
    """

    slopes: np.ndarray
    scores: np.ndarray
    n_clusters: int

    def statistic(self, weights: np.ndarray) -> np.ndarray:
        """AR statistics, Wald over q, of combinations (m, 1 + p) of outcome and regressors."""
        slopes = weights @ self.slopes.T  # (m, q)
        scores = np.einsum("gqc,mc->mgq", self.scores, weights)
        covariances = scores.transpose(0, 2, 1) @ scores
        solved = np.linalg.solve(covariances, slopes[:, :, None])[:, :, 0]
        return (slopes * solved).sum(axis=1) / slopes.shape[1]

    def critical(self, level: float) -> float:
        """Quantile of F(q, G-1)."""
        return f_quantile(level, (len(self.slopes), self.n_clusters - 1))


def reduced_form(parts: PartialledIV) -> ReducedForm:
    """Regress outcome and endogenous regressors on the instruments."""
    both = np.column_stack([parts.y, parts.Y])
    bread = linalg.inv(parts.Z.T @ parts.Z)
    slopes = bread @ (parts.Z.T @ both)
    residuals = both - parts.Z @ slopes
    factor = np.sqrt(parts.factor(parts.Z.shape[1]))
    scaled = factor * parts.Z @ bread
    sums = [parts.cluster_sums(scaled * column[:, None]) for column in residuals.T]
    return ReducedForm(slopes, np.stack(sums, axis=2), parts.n_clusters)


def ar_test(form: ReducedForm, hypothesis: np.ndarray) -> tuple[float, float]:
    """AR statistic and p-value of a hypothesis (p,) on all endogenous regressors.

    The instruments are excluded from the regression of y - Y b (Anderson and Rubin 1949), Wald test
    with CRV1 over q against F(q, G-1).
    """
    weights = np.concatenate([[1.0], -np.atleast_1d(hypothesis)])
    statistic = float(form.statistic(weights[None])[0])
    return statistic, f_p_value(statistic, (len(form.slopes), form.n_clusters - 1))


def intervals_of(
    form: ReducedForm, level: float, centre: float, scale: float
) -> list[tuple[float, float]]:
    """AR set of one endogenous regressor as a list of disjoint intervals, possibly unbounded.

    AR(b) is a ratio of polynomials of degree 2q, so that the set has at most 2q bounds. They are
    bracketed on a grid of the whole line, dense around the estimate, and refined to rounding error.

    Parameters
    ----------
    form
        Reduced form.
    level
        Of the set.
    centre, scale
        Where the grid is dense: the 2SLS estimate and its standard error.

    Returns
    -------
    list of (float, float)
        Empty if every value is rejected.
    """
    from scipy import optimize  # costs a tenth of a second, here alone

    critical = form.critical(level)

    def excess(angle: np.ndarray) -> np.ndarray:
        # The value b = centre + scale tan(angle); at +-pi/2 the outcome has weight zero.
        cosine, sine = np.cos(angle), np.sin(angle)
        weights = np.column_stack([cosine, -centre * cosine - scale * sine])
        return form.statistic(weights) - critical

    angles = np.linspace(-np.pi / 2, np.pi / 2, _GRID)
    values = excess(angles)
    changes = np.flatnonzero(np.diff(np.sign(values)) != 0)
    bounds = [
        optimize.brentq(lambda a: excess(np.array([a]))[0], angles[i], angles[i + 1], xtol=1e-15)
        for i in changes
    ]
    edges = [-np.inf, *(centre + scale * np.tan(bounds)), np.inf]
    inside = values[0] <= 0
    kept = []
    for low, high in pairwise(edges):
        if inside:
            kept.append((float(low), float(high)))
        inside = not inside
    return kept


def projected_interval(
    form: ReducedForm, position: int, level: float, centre: np.ndarray, scale: np.ndarray
) -> tuple[float, float]:
    """Smallest interval that contains one coordinate of the joint AR set of two regressors.

    The projection method (Dufour and Taamouti 2005): a value of one coefficient is kept if some
    value of the other is accepted together with it. Evaluated on a grid of the whole plane, dense
    around the estimate, whose cells are refined towards the bounds.

    Parameters
    ----------
    form
        Reduced form with p = 2.
    position
        0 or 1.
    level
        Of the joint set.
    centre, scale
        (2,) 2SLS estimates and standard errors.

    Returns
    -------
    float, float
        Infinite where the set is not bounded; missing if it is empty.
    """
    critical, other = form.critical(level), 1 - position
    angles = np.linspace(-np.pi / 2, np.pi / 2, 241)
    rest = np.linspace(-np.pi / 2, np.pi / 2, 721)

    def accepted(own: np.ndarray) -> np.ndarray:
        """Whether each value centre + scale tan(angle), (m,), goes with some value of the other.

        The combinations lie on a half-sphere, so that all directions at infinity are among them.
        """
        a, b = (grid.ravel() for grid in np.meshgrid(own, rest, indexing="ij"))
        weights = np.empty((len(a), 3))
        weights[:, 0] = np.cos(a) * np.cos(b)
        weights[:, 1 + position] = -scale[position] * np.sin(a) * np.cos(b)
        weights[:, 1 + other] = -scale[other] * np.sin(b)
        weights[:, 1:] -= centre * weights[:, :1]
        return (form.statistic(weights).reshape(len(own), -1) <= critical).any(axis=1)

    kept = np.flatnonzero(accepted(angles))
    if len(kept) == 0:
        return np.nan, np.nan
    bounds = [
        _last_accepted(accepted, angles, edge, step)
        for edge, step in ((kept[0], -1), (kept[-1], 1))
    ]
    low, high = centre[position] + scale[position] * np.tan(bounds)
    return (
        float(low) if np.isfinite(bounds[0]) else -np.inf,
        float(high) if np.isfinite(bounds[1]) else np.inf,
    )


def _last_accepted(
    accepted: Callable[[np.ndarray], np.ndarray], angles: np.ndarray, edge: int, step: int
) -> float:
    """Refine the bound beyond an accepted angle of a grid; missing at the end of the grid."""
    if not 0 <= edge + step < len(angles):
        return np.nan
    inside, outside = angles[edge], angles[edge + step]
    for _ in range(5):
        grid = np.linspace(inside, outside, 21)
        last = np.flatnonzero(accepted(grid)).max(initial=0)
        inside, outside = grid[last], grid[min(last + 1, 20)]
    return float(inside)


@guarded
def anderson_rubin(design: Design, level: float = 0.95) -> pd.DataFrame:
    """Anderson-Rubin test of zero and confidence set of each endogenous regressor.

    With one endogenous regressor the set is exact; with two it is the projection of the joint set,
    and the p-value that of the joint hypothesis that both are zero.

    Parameters
    ----------
    design
        Regression with one or two endogenous regressors.
    level
        Of the set.

    Returns
    -------
    DataFrame
        One row an endogenous regressor, columns of `tables.COLUMNS` and `set`, the set in words,
        such as `[-1.2, 3.4]`, `(-inf, -2] or [5, inf)`, `the whole line` or `empty`. `ci_low` and
        `ci_high` are its extremes; the standard error is missing; `estimate` is 2SLS.

    Raises
    ------
    ValueError
        If there are more than two endogenous regressors.
    """
    parts = partial_out(design)
    p = parts.Y.shape[1]
    if p > 2:
        raise ValueError(f"Anderson-Rubin sets are for one or two endogenous regressors, not {p}")
    estimates, residuals = structural_residuals(parts)
    form = reduced_form(parts)
    scale = np.sqrt((residuals**2).mean() / (parts.Y**2).sum(axis=0)) * np.sqrt(parts.n_clusters)
    statistic, p_value = ar_test(form, np.zeros(p))
    rows = []
    for j, term in enumerate(design.endogenous_terms):
        if p == 1:
            pieces = intervals_of(form, level, estimates[0], scale[0])
        else:
            hull = projected_interval(form, j, level, estimates, scale)
            pieces = [] if np.isnan(hull[0]) else [hull]
        rows.append(
            {
                "term": term,
                "estimate": estimates[j],
                "inference": "anderson_rubin",
                "std_error": np.nan,
                "statistic": statistic,
                "df": parts.n_clusters - 1,
                "p_value": p_value,
                "ci_low": min((low for low, _ in pieces), default=np.nan),
                "ci_high": max((high for _, high in pieces), default=np.nan),
                "set": describe(pieces),
            }
        )
    return pd.DataFrame(rows, columns=[*COLUMNS, "set"])
