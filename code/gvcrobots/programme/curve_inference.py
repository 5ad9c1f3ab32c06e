"""Inference over a whole specification curve, and placebos of the headline regression."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd
from fewclusters.fit.design import Design
from fewclusters.fit.regressors import Regressors
from fewclusters.infer.clustered import crv1
from fewclusters.infer.wild_bootstrap import wild_cluster_bootstrap
from scipy import stats

from gvcrobots.declare.specifications import Specification
from gvcrobots.programme.curve import (
    STATISTICS,
    economy_order,
    exchanges,
    permuted_columns,
    technology_paths,
)
from gvcrobots.programme.multiverse import ROLES
from gvcrobots.programme.regressions import fit_specification
from gvcrobots.results import SIGNIFICANCE

SUMMARIES = ("median", "share_negative", "share_positive", "mean_z")


def summarise_curve(standardised: np.ndarray, t: np.ndarray, df: np.ndarray) -> dict:
    """Summarise curves, one a column.

    Parameters
    ----------
    standardised, t
        (regressions, curves) standardised effects and t statistics.
    df
        (regressions, 1) degrees of freedom of the t statistics.

    Returns
    -------
    dict
        The test statistics of Simonsohn, Simmons and Nelson (2020), each (curves,): `median`
        effect; `share_negative` and `share_positive`, of regressions significant at 5 per cent with
        that sign; `mean_z`, the mean of the z values of the regressions (Stouffer's statistic but
        for a factor, which permutations share).
    """
    critical = stats.t.ppf(1 - SIGNIFICANCE / 2, df)
    z = np.sign(t) * stats.norm.isf(stats.t.sf(np.abs(t), df))
    return {
        "median": np.median(standardised, axis=0),
        "share_negative": (t < -critical).mean(axis=0),
        "share_positive": (t > critical).mean(axis=0),
        "mean_z": z.mean(axis=0),
    }


def joint_test(estimates: pd.DataFrame, permuted: np.ndarray) -> pd.DataFrame:
    """Test that no regression of the curve has an effect.

    Parameters
    ----------
    estimates
        Results of `curve.estimate_curve` for all samples, one below the other.
    permuted
        Results of `curve.permute_curve` for the same samples, joined along the regressions.

    Returns
    -------
    DataFrame
        One row a technology and statistic: `role, statistic, observed, p_value, n_specifications,
        n_permutations`. The p-value is the share of curves, the observed one counted in, that are
        at least as far from zero (`median`, `mean_z`) or as large (the shares).

    Raises
    ------
    ValueError
        If the number of regressions differs.
    """
    rows = []
    for position, role in enumerate(ROLES):
        own = estimates[(estimates["role"] == role) & (estimates["inference"] == "crv1")]
        drawn = dict(zip(STATISTICS, permuted[position], strict=True))
        if len(own) != len(drawn["t"]):
            raise ValueError(f"curve: {len(own)} regressions, {len(drawn['t'])} permuted ones")
        df = own["n_clusters"].to_numpy()[:, None] - 1
        columns = (own[["standardised"]].to_numpy(), own[["statistic"]].to_numpy())
        observed = summarise_curve(*columns, df)
        under_null = summarise_curve(drawn["standardised"], drawn["t"], df)
        for name in SUMMARIES:
            value, draws = observed[name][0], under_null[name]
            far = np.abs(draws) >= abs(value) * (1 - 1e-9)
            rows.append(
                {
                    "role": role,
                    "statistic": name,
                    "observed": value,
                    "p_value": (far.sum() + 1) / (len(draws) + 1),
                    "n_specifications": len(own),
                    "n_permutations": len(draws),
                }
            )
    return pd.DataFrame(rows)


def null_curves(permuted: np.ndarray, level: float = 0.95) -> pd.DataFrame:
    """Say where the sorted curve lies if a technology has no effect.

    Parameters
    ----------
    permuted
        As in `joint_test`.
    level
        Share of the permuted curves between the bounds, rank by rank.

    Returns
    -------
    DataFrame
        One row a technology and rank: `role, rank` (from 1), and quantiles of the standardised
        effects of that rank, `null_low` and `null_high`.
    """
    tables = []
    for role, statistics in zip(ROLES, permuted, strict=True):
        ordered = np.sort(statistics[STATISTICS.index("standardised")], axis=0)
        low, high = np.quantile(ordered, [(1 - level) / 2, (1 + level) / 2], axis=1)
        columns = {"null_low": low, "null_high": high}
        ranks = np.arange(1, len(ordered) + 1)
        tables.append(pd.DataFrame({"role": role, "rank": ranks, **columns}))
    return pd.concat(tables, ignore_index=True)


def placebos(
    panel: pd.DataFrame, specification: Specification, permutations: int, draws: int, seed: int
) -> pd.DataFrame:
    """Give the terms of a regression of technologies to other economies at random.

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    specification
        Regression, whose terms are technologies.
    permutations
        Of the paths of each technology, alone, over economies.
    draws, seed
        Of the wild cluster bootstrap; and the seed of the permutations.

    Returns
    -------
    DataFrame
        See `placebo_rejections`.
    """
    roles, sample, terms = specification.roles, specification.sample, specification.terms
    regression = fit_specification(panel, specification)
    order = economy_order(panel, terms, roles.economy)
    paths = {term: technology_paths(panel, sample, order, term, roles) for term in terms}
    moved = exchanges(order, regression.design.cluster_labels, permutations, seed)
    times = regression.frame[roles.time]
    return placebo_rejections(regression.design, times, paths, moved, draws, seed)


def placebo_rejections(
    design: Design,
    times: pd.Series,
    paths: Mapping[str, pd.DataFrame],
    moved: np.ndarray,
    draws: int,
    seed: int,
) -> pd.DataFrame:
    """Count how often a technology that was given to other economies at random is significant.

    Parameters
    ----------
    design
        The regression.
    times
        Years of the frame that it was made from.
    paths
        Technologies, each permuted alone, with their paths (`curve.technology_paths`).
    moved
        (permutations, G) of `curve.exchanges`.
    draws, seed
        Of the wild cluster bootstrap.

    Returns
    -------
    DataFrame
        One row a term and method: `term, inference, rejections` (share at 5 per cent),
        `n_permutations`.
    """
    rows = []
    for term, own in paths.items():
        position = design.index(term)
        rejected = {"crv1": 0, "wcr31": 0}
        for column in permuted_columns(design, times, own, moved).T:
            X = design.X.copy()
            X[:, position] = column
            placebo = replace(design, regressors=Regressors(X, design.space))
            bootstrap = wild_cluster_bootstrap(placebo, [term], draws, seed)
            rejected["wcr31"] += int(bootstrap["p_value"].iloc[0] < SIGNIFICANCE)
            rejected["crv1"] += int(crv1(placebo)["p_value"].iloc[position] < SIGNIFICANCE)
        rows += [
            {
                "term": term,
                "inference": method,
                "rejections": count / len(moved),
                "n_permutations": len(moved),
            }
            for method, count in rejected.items()
        ]
    return pd.DataFrame(rows)
