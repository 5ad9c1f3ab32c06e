"""Wild cluster restricted bootstrap of one coefficient, on sums over clusters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from fewclusters.fit.clusters import intersection, small_sample_factor
from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.infer.clustered import crv1, twoway
from fewclusters.infer.guards import guarded
from fewclusters.infer.inversion import outward_boundary
from fewclusters.infer.multipliers import cluster_multipliers, enumerated
from fewclusters.infer.tables import COLUMNS

TIES = 1e-9  # relative difference of statistics that counts as none


@dataclass(frozen=True, eq=False)
class BootstrapLine:
    """Bootstrap statistics of a coefficient as functions of its hypothesised value c.

    With restricted residuals linear in c, the numerator of draw b is
    `numerator[b, 0] - c numerator[b, 1]` and its variance is
    `variance[b, 0] - 2 c variance[b, 1] + c^2 variance[b, 2]`.

    Attributes
    ----------
    estimate, std_error
        Of the sample.
    numerator, variance
        (B, 2) and (B, 3).
    exact
        All sign patterns are enumerated: ties with the sample's own statistic count.
    """

    estimate: float
    std_error: float
    numerator: np.ndarray
    variance: np.ndarray
    exact: bool

    def p_value(self, hypothesis: float = 0.0) -> float:
        """Share of draws whose |t| exceeds that of the sample (symmetric p-value)."""
        powers = np.array([1.0, -hypothesis])
        squares = (self.numerator @ powers) ** 2
        variance = self.variance @ np.array([1.0, -2.0 * hypothesis, hypothesis**2])
        target = ((self.estimate - hypothesis) / self.std_error) ** 2
        margin = -TIES if self.exact else TIES
        return float(np.mean(squares > target * (1 + margin) * np.maximum(variance, 0.0)))


def restricted_residuals(design: Design, position: int) -> tuple[np.ndarray, np.ndarray]:
    """Outcome and regressor less what the other regressors explain.

    Returns
    -------
    ndarray, ndarray
        (n, 2): residuals under the hypothesis c are the first column less c times the second; and
        the other regressors (n, k-1).
    """
    others = np.delete(design.X, position, axis=1)
    frame = orthonormal(others)
    pair = np.column_stack([design.y, design.X[:, position]])
    return pair - frame @ (frame.T @ pair), others


def score_maps(
    design: Design, direction: np.ndarray, residuals: np.ndarray, groups: np.ndarray
) -> np.ndarray:
    """Matrices that turn multipliers into the scores of the bootstrap sample.

    A draw v gives the errors v_g u_g. Once regressors and effects are taken out of them again, the
    score of group h is sum_g v_g [x'u of the rows in both - x_h'Q_h Q_g'u_g], where Q is an
    orthonormal basis of the regressors and the effects that are not nested in the clusters.

    Parameters
    ----------
    design
        Regression.
    direction
        (n,) weights that give the coefficient from the outcome.
    residuals
        (n, c) restricted residuals, columns of separate maps.
    groups
        (n,) codes of the groups over which the variance sums scores.

    Returns
    -------
    ndarray
        (c, groups, G).
    """
    frame = design.regressors.frame
    n_groups, n_clusters = int(groups.max()) + 1, design.n_clusters
    cell = groups * n_clusters + design.clusters
    loadings = _weighted_sums(frame, direction, groups)
    maps = np.empty((residuals.shape[1], n_groups, n_clusters))
    for i, column in enumerate(residuals.T):
        own = np.bincount(cell, direction * column, n_groups * n_clusters)
        spread = _weighted_sums(frame, column, design.clusters)
        maps[i] = own.reshape(n_groups, n_clusters) - loadings @ spread.T
    return maps


def _weighted_sums(rows: np.ndarray, weights: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Weighted sums of rows (n, r) by group code, (groups, r)."""
    return sparse.csr_array((weights, (groups, np.arange(len(groups))))) @ rows


def bootstrap_line(
    design: Design,
    term: str,
    draws: np.ndarray,
    jackknife: bool = True,
    second: np.ndarray | None = None,
    exact: bool = False,
) -> BootstrapLine:
    """Bootstrap distribution of the t statistic of a term.

    The steps of MacKinnon, Nielsen and Webb (2023): restricted residuals (WCR-11) or
    those of restricted fits that leave the own cluster out (WCR-31), multiplied by one draw a
    cluster; the statistic has the CRV1 variance in the sample and in each draw.

    Parameters
    ----------
    design
        Regression.
    term
        Its coefficient is tested.
    draws
        (B, G) multipliers, columns in the order of `design.cluster_labels`.
    jackknife
        WCR-31 if true, WCR-11 if not.
    second
        (n,) codes of a second way of clustering of the variance (MacKinnon, Nielsen and Webb 2021);
        the multipliers stay those of the clusters of the design.
    exact
        Whether the draws are all sign patterns.

    Returns
    -------
    BootstrapLine
    """
    position = design.index(term)
    residuals, others = restricted_residuals(design, position)
    if jackknife:
        residuals = design.space.without_own_cluster(residuals, others)
    direction = (design.X @ design.bread)[:, position]
    rows = design.space.cluster_rows
    own = np.array([direction[r] @ residuals[r] for r in rows])
    ways = [(design.clusters, 1.0)]
    if second is not None:
        ways += [(second, 1.0), (intersection(design.clusters, second), -1.0)]
    variance = np.zeros((len(draws), 3))
    for groups, sign in ways:
        factor = sign * small_sample_factor(
            len(np.unique(groups)), design.n_obs, design.n_parameters
        )
        maps = score_maps(design, direction, residuals, groups)
        first, slope = (draws @ each.T for each in maps)
        for i, pair in enumerate(((first, first), (first, slope), (slope, slope))):
            variance[:, i] += factor * np.einsum("bg,bg->b", *pair)
    table = crv1(design) if second is None else twoway(design, second)
    return BootstrapLine(
        estimate=float(design.estimates[position]),
        std_error=float(table["std_error"].iloc[position]),
        numerator=draws @ own,
        variance=variance,
        exact=exact,
    )


def confidence_set(line: BootstrapLine, level: float = 0.95) -> tuple[float, float]:
    """Invert the test: hypotheses around the estimate that it does not reject.

    From the estimate outwards, each bound is where the p-value first falls to 1 - level, found by
    doubling and bisection (Roodman, MacKinnon, Nielsen and Webb 2019).

    Parameters
    ----------
    line
        Bootstrap statistics.
    level
        Of the set.

    Returns
    -------
    float, float
        Bounds, infinite where no hypothesis on that side is rejected.
    """
    low, high = (
        outward_boundary(
            lambda value: line.p_value(value) > 1 - level, line.estimate, sign * line.std_error
        )
        for sign in (-1, 1)
    )
    return low, high


@guarded
def wild_cluster_bootstrap(
    design: Design,
    terms: Sequence[str],
    n_draws: int,
    seed: int,
    kind: str = "webb",
    jackknife: bool = True,
    second: np.ndarray | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Test terms by the wild cluster restricted bootstrap and invert the tests.

    All terms share the draws. Which draw a cluster gets depends on the data, not on labels or the
    order of rows (`multipliers.canonical_order`).

    Parameters
    ----------
    design
        Regression.
    terms
        Terms to test.
    n_draws, seed, kind
        Number, seed and kind of the multipliers.
    jackknife
        WCR-31 if true, WCR-11 if not.
    second
        (n,) codes of a second way of clustering of the variance.
    level
        Of the confidence sets.

    Returns
    -------
    DataFrame
        Columns of `tables.COLUMNS`; the standard error is that of the statistic that is
        bootstrapped (CRV1 or two-way), and `df` is missing. Labels `wcr31` and `wcr11`, with
        `_twoway` if there is a second way.
    """
    draws = cluster_multipliers(design, kind, n_draws, seed)
    exact = enumerated(kind, n_draws, design.n_clusters)
    label = ("wcr31" if jackknife else "wcr11") + ("" if second is None else "_twoway")
    records = []
    for term in terms:
        line = bootstrap_line(design, term, draws, jackknife, second, exact)
        low, high = confidence_set(line, level)
        records.append(
            {
                "term": term,
                "estimate": line.estimate,
                "inference": label,
                "std_error": line.std_error,
                "statistic": line.estimate / line.std_error,
                "df": np.nan,
                "p_value": line.p_value(),
                "ci_low": low,
                "ci_high": high,
            }
        )
    return pd.DataFrame(records, columns=COLUMNS)
