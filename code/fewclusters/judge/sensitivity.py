"""How strong a confounder would have to be: Cinelli and Hazlett, with clustered inference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from fewclusters.fit.clusters import group_sums, small_sample_factor
from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.infer.clustered import crv1
from fewclusters.infer.distributions import t_quantile
from fewclusters.infer.tables import COLUMNS, tidy


def robustness_value(statistic: float, df: float, alpha: float | None = None) -> float:
    """Robustness value of a classical t statistic.

    Share of the residual variance of both treatment and outcome that a confounder would have to
    explain to bring the estimate to zero, (sqrt(f^4 + 4 f^2) - f^2) / 2 with f = |t| / sqrt(df), or
    to bring the t statistic to its critical value (Cinelli and Hazlett 2020, section 4, with
    their correction where the constraint on the outcome does not bind).

    Parameters
    ----------
    statistic, df
        Classical t statistic and its residual degrees of freedom.
    alpha
        Size of the test that is to lose significance; none for the estimate itself.

    Returns
    -------
    float
        Between 0 and 1.
    """
    effect = abs(statistic) / np.sqrt(df)
    critical = 0.0
    if alpha is not None:
        critical = float(t_quantile(1 - alpha / 2, df - 1)) / np.sqrt(df - 1)
    if effect <= critical:
        return 0.0
    if critical > 0 and effect > 1 / critical:
        return float((effect**2 - critical**2) / (1 + effect**2))
    return _equal_shares(effect - critical)


def _equal_shares(odds: float) -> float:
    """Share r for which r / sqrt(1 - r) is given."""
    return float((np.sqrt(odds**4 + 4 * odds**2) - odds**2) / 2)


def sensitivity(
    design: Design, terms: Sequence[str] | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Robustness values of estimates and of their cluster-robust intervals.

    A confounder that explains shares R_y and R_d of the residual variances of outcome and treatment
    moves the estimate by S sqrt(R_y R_d / (1 - R_d)), where S is the ratio of the residual standard
    deviations of outcome and treatment (Cinelli and Hazlett 2020, section 4). The moved estimate
    has an interval from sums over clusters of the influence of each row on the estimate and on S
    (Chernozhukov, Cinelli, Newey, Sharma and Syrgkanis 2022), with the factor of CRV1 and t(G-1).

    Parameters
    ----------
    design
        Regression.
    terms
        Treatments, each with all other terms as controls; all terms by default.
    level
        Of the interval that is to reach zero.

    Returns
    -------
    DataFrame
        One row a term: `term, estimate, std_error` (CRV1), `partial_r2` (share of the residual
        variance of the outcome that the treatment explains: a confounder that explains all of the
        outcome must explain as much of the treatment), `robustness_value` (R_y = R_d that brings
        the estimate to zero) and `robustness_value_interval` (that brings the nearer end of the
        interval to zero; zero if it contains zero).
    """
    table = crv1(design, level).set_index("term")
    quantile = float(t_quantile((1 + level) / 2, design.n_clusters - 1))
    rows = []
    for term in terms or design.terms:
        estimate, ratio, variance = _moments(design, design.index(term))
        odds = estimate / ratio
        rows.append(
            {
                "term": term,
                "estimate": table.loc[term, "estimate"],
                "std_error": table.loc[term, "std_error"],
                "partial_r2": odds**2 / (1 + odds**2),
                "robustness_value": _equal_shares(odds),
                "robustness_value_interval": _equal_shares(
                    _odds_at_zero(estimate, ratio, variance, quantile)
                ),
            }
        )
    return pd.DataFrame(rows)


def _moments(design: Design, position: int) -> tuple[float, float, np.ndarray]:
    """Absolute estimate, S, and the clustered covariance (2, 2) of both."""
    estimate, residuals = design.estimates[position], design.residuals
    treatment = design.partial_regressors[:, position]
    outcome_size, treatment_size = residuals @ residuals, treatment @ treatment
    ratio = float(np.sqrt(outcome_size / treatment_size))
    shares = residuals**2 / outcome_size - treatment**2 / treatment_size
    rows = [np.sign(estimate) * design.influence[:, position], ratio / 2 * shares]
    sums = group_sums(np.column_stack(rows), design.clusters)
    factor = small_sample_factor(design.n_clusters, design.n_obs, design.n_parameters)
    return abs(float(estimate)), ratio, factor * sums.T @ sums


def _odds_at_zero(estimate: float, ratio: float, variance: np.ndarray, quantile: float) -> float:
    """Least b >= 0 with estimate - b S = quantile times the standard error of estimate - b S."""
    scaled = quantile**2 * variance
    if estimate**2 <= scaled[0, 0]:
        return 0.0
    roots = np.roots(
        [
            ratio**2 - scaled[1, 1],
            -2 * (estimate * ratio - scaled[0, 1]),
            estimate**2 - scaled[0, 0],
        ]
    )
    # The sides meet before b S reaches the estimate: one root lies there.
    possible = [b.real for b in roots if abs(b.imag) < 1e-9 and 0 <= b.real * ratio <= estimate]
    return min(possible)


def confounded_estimate(
    design: Design, term: str, r2_treatment: float, r2_outcome: float, level: float = 0.95
) -> pd.DataFrame:
    """Estimate that a confounder of given strength leaves, with its interval.

    Parameters
    ----------
    design
        Regression.
    term
        Treatment.
    r2_treatment, r2_outcome
        Shares R_d and R_y of the residual variances that the confounder explains.
    level
        Of the interval, as in `sensitivity`.

    Returns
    -------
    DataFrame
        One row, columns of `tables.COLUMNS`, labelled `confounded`: the worse of the two signs of
        bias, that towards zero and beyond.

    Raises
    ------
    ValueError
        If a share is not in [0, 1], or that of the treatment is one.
    """
    if not (0 <= r2_treatment < 1 and 0 <= r2_outcome <= 1):
        raise ValueError(f"sensitivity: shares {r2_treatment} and {r2_outcome} are not possible")
    position = design.index(term)
    estimate, ratio, variance = _moments(design, position)
    move = np.sqrt(r2_outcome * r2_treatment / (1 - r2_treatment))
    moved = np.sign(design.estimates[position]) * (estimate - move * ratio)
    direction = np.array([1.0, -move])
    error = np.sqrt(direction @ variance @ direction)
    df = design.n_clusters - 1
    return tidy([term], np.array([moved]), np.array([error]), df, "confounded", level)


def benchmark_bounds(
    design: Design,
    term: str,
    benchmarks: Mapping[str, Sequence[str]],
    multiples: Sequence[float] = (1, 2, 3),
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimates under confounders so many times as strong as observed covariates.

    Bounds on R_d and R_y of a confounder that is k times as strongly related to treatment and
    outcome as a covariate, or a group of covariates, given all others (Cinelli and Hazlett 2020,
    section 4).

    Parameters
    ----------
    design
        Regression.
    term
        Treatment.
    benchmarks
        Covariates of the regression by label.
    multiples
        The strengths k.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        One row a benchmark and multiple, those of `confounded_estimate` and `benchmark, multiple,
        r2_treatment, r2_outcome`. Missing where such a confounder would explain more than all of
        the treatment; `r2_outcome` is at most one. That the shares are estimated is not in the
        intervals, which are those under confounders of just these strengths.

    Raises
    ------
    ValueError
        If a covariate is not in the regression or is the treatment.
    """
    rows = []
    for label, covariates in benchmarks.items():
        observed = _observed_shares(design, design.index(term), covariates)
        for multiple in multiples:
            treatment, outcome = _bounds(*observed, multiple)
            row = {
                "benchmark": label,
                "multiple": multiple,
                "r2_treatment": treatment,
                "r2_outcome": outcome,
                "term": term,
                "inference": "confounded",
            }
            if treatment < 1:
                row |= confounded_estimate(design, term, treatment, outcome, level).iloc[0]
            rows.append(row)
    names = ["benchmark", "multiple", "r2_treatment", "r2_outcome"]
    return pd.DataFrame(rows, columns=[*COLUMNS, *names])


def _observed_shares(
    design: Design, position: int, covariates: Sequence[str]
) -> tuple[float, float]:
    """Partial R2 of covariates with the treatment, and with the outcome given the treatment."""
    positions = [design.index(name) for name in covariates]
    if position in positions:
        raise ValueError(f"sensitivity: treatment {design.terms[position]!r} is its own benchmark")
    others = np.delete(design.X, [position, *positions], axis=1)
    treatment, columns = design.X[:, [position]], design.X[:, positions]
    of_treatment = _partial_r2(treatment[:, 0], others, columns)
    return of_treatment, _partial_r2(design.y, np.hstack([others, treatment]), columns)


def _partial_r2(outcome: np.ndarray, given: np.ndarray, added: np.ndarray) -> float:
    sizes = []
    for columns in (given, np.hstack([given, added])):
        frame = orthonormal(columns)
        sizes.append(float(((outcome - frame @ (frame.T @ outcome)) ** 2).sum()))
    return 1 - sizes[1] / sizes[0]


def _bounds(of_treatment: float, of_outcome: float, multiple: float) -> tuple[float, float]:
    """Bounds of R_d and R_y; missing where the first would be one or more."""
    treatment = multiple * of_treatment / (1 - of_treatment)
    if treatment >= 1 or multiple * of_treatment >= 1:
        return np.nan, np.nan
    together = multiple * of_treatment**2 / ((1 - multiple * of_treatment) * (1 - of_treatment))
    if together >= 1:
        return treatment, 1.0
    stretch = (np.sqrt(multiple) + np.sqrt(together)) ** 2 / (1 - together)
    return treatment, min(1.0, stretch * of_outcome / (1 - of_outcome))
