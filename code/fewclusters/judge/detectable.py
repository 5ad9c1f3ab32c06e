"""Detectable effects under the rule in force, and the power that a rule has there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from scipy import special

from fewclusters.fit.design import Design
from fewclusters.infer.romano_wolf import common_multipliers
from fewclusters.infer.wild_bootstrap import bootstrap_line

Errors = Callable[[Design, np.random.Generator], np.ndarray]


def detectable_effect(
    thresholds: float | Sequence[float], std_error: float, df: float, power: float = 0.8
) -> float:
    """Effect that a rule detects with given power, when the rule is more than one t test.

    A rule that rejects where the absolute estimate exceeds a threshold h has power P(t(df, effect /
    std_error) > h / std_error), with t non-central (Bloom 1995; exact for normal errors). Where
    several tests must all reject, the largest threshold is the rule's.

    Parameters
    ----------
    thresholds
        Smallest absolute estimate that each test rejects, in the units of the coefficient: a
        critical value times a standard error, or the half-width of a confidence set.
    std_error, df
        Of the estimate and its degrees of freedom: those of `bias_reduced.cr2`, as CRV1 is too
        small with few clusters.
    power
        Probability of rejection.

    Returns
    -------
    float
        In the units of the coefficient; infinite if a threshold is.

    Raises
    ------
    ValueError
        If the power is not between .05 and 1.
    """
    if not 0.05 < power < 1:
        raise ValueError(f"power {power} is not between 0.05 and 1")
    critical = float(np.max(thresholds)) / std_error
    if np.isinf(critical):
        return np.inf
    return float(special.nctdtrinc(df, 1 - power, critical) * std_error)


def family_critical_values(
    hypotheses: Sequence[tuple[Design, str]],
    n_draws: int,
    seed: int,
    size: float = 0.05,
    kind: str = "webb",
    jackknife: bool = True,
) -> pd.DataFrame:
    """Critical value of the largest statistic of a family (Romano-Wolf, first step).

    The 1 - size quantile of the largest bootstrap |t| over the hypotheses is what one of them must
    pass while the others are true (Romano and Wolf 2005, algorithm 3.1). The draws are those of
    `romano_wolf.romano_wolf` for the same seed.

    Parameters
    ----------
    hypotheses
        Regression and term of each hypothesis.
    n_draws, seed, kind, jackknife
        As in `romano_wolf.romano_wolf`.
    size
        Familywise.

    Returns
    -------
    DataFrame
        One row a hypothesis: `outcome, term, std_error, critical_value, threshold` (the product of
        these two, in the units of the coefficient) and `p_threshold`, the unadjusted p-value at the
        critical value.
    """
    draws = common_multipliers([design for design, _ in hypotheses], kind, n_draws, seed)
    rows, bootstrap = [], []
    for design, term in hypotheses:
        own = np.column_stack([draws[label] for label in design.cluster_labels])
        line = bootstrap_line(design, term, own, jackknife)
        bootstrap.append(np.abs(line.numerator[:, 0]) / np.sqrt(line.variance[:, 0]))
        rows.append({"outcome": design.outcome, "term": term, "std_error": line.std_error})
    statistics = np.column_stack(bootstrap)
    critical = float(np.quantile(statistics.max(axis=1), 1 - size, method="higher"))
    table = pd.DataFrame(rows).assign(critical_value=critical)
    return table.assign(
        threshold=critical * table["std_error"], p_threshold=(statistics > critical).mean(axis=0)
    )


def multiplied_residuals(design: Design, random: np.random.Generator) -> np.ndarray:
    """Jackknifed residuals times a normal number a cluster, (n,).

    They keep the dependence within clusters, and the differences between clusters, of the sample.
    With the factor (G-1)/G the variance of an estimate over draws is that of CRV3.
    """
    outside = design.space.without_own_cluster(design.residuals[:, None], design.X)[:, 0]
    shrunk = outside * np.sqrt((design.n_clusters - 1) / design.n_clusters)
    return shrunk * random.normal(size=design.n_clusters)[design.clusters]


def simulated_power(
    design: Design,
    term: str,
    effect: float,
    p_value: Callable[[Design], float],
    n_samples: int,
    seed: int,
    size: float = 0.05,
    errors: Errors = multiplied_residuals,
) -> float:
    """Share of simulated outcomes in which a rule rejects a true effect.

    The regressors, effects and clusters are those of the design; the outcome is the effect times
    the regressor plus errors. At an effect of zero the share is the size of the rule.

    Parameters
    ----------
    design
        Regression.
    term
        Its coefficient is the effect, all others are zero.
    effect
        In the units of the coefficient.
    p_value
        The rule: from a design to the p-value (adjusted, or the largest of several) of the term.
    n_samples, seed
        Number of samples and seed of their errors.
    size
        The rule rejects where its p-value is smaller.
    errors
        From the design and a generator of random numbers to errors (n,), which are multiplied by
        the square root of the weights.

    Returns
    -------
    float
    """
    random = np.random.default_rng(seed)
    signal = effect * design.X[:, design.index(term)]
    rejected = 0
    for _ in range(n_samples):
        noise = design.space.residualise(errors(design, random)[:, None])[:, 0]
        rejected += p_value(design.with_outcome(signal + noise)) < size
    return rejected / n_samples
