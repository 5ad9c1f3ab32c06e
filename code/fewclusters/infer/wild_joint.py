"""Wild cluster restricted bootstrap of several coefficients at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from fewclusters.fit.clusters import small_sample_factor
from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.infer.clustered import sandwich
from fewclusters.infer.guards import guarded
from fewclusters.infer.multipliers import cluster_multipliers, enumerated
from fewclusters.infer.tables import COLUMNS
from fewclusters.infer.wild_bootstrap import TIES, score_maps


@guarded
def wild_joint_test(
    design: Design,
    terms: Sequence[str],
    n_draws: int,
    seed: int,
    kind: str = "webb",
    jackknife: bool = True,
) -> pd.DataFrame:
    """Test that several coefficients are all zero.

    The Wald statistic with the CRV1 covariance, in the sample and in each draw, where all the
    restrictions are imposed on the bootstrap sample (Roodman, MacKinnon, Nielsen and Webb
    2019).

    Parameters
    ----------
    design
        Regression.
    terms
        The q terms whose coefficients are zero under the hypothesis.
    n_draws, seed, kind, jackknife
        As in `wild_bootstrap.wild_cluster_bootstrap`.

    Returns
    -------
    DataFrame
        One row, columns of `tables.COLUMNS`: `statistic` is the Wald statistic over q, `df` is
        q, the estimate and its interval are missing.
    """
    positions = [design.index(term) for term in terms]
    others = np.delete(design.X, positions, axis=1)
    frame = orthonormal(others)
    residuals = (design.y - frame @ (frame.T @ design.y))[:, None]
    if jackknife:
        residuals = design.space.without_own_cluster(residuals, others)
    draws = cluster_multipliers(design, kind, n_draws, seed)
    statistics = joint_statistics(design, positions, residuals[:, 0], draws)

    estimates = design.estimates[positions]
    covariance = sandwich(design, design.clusters)[np.ix_(positions, positions)]
    target = float(estimates @ np.linalg.solve(covariance, estimates))
    margin = -TIES if enumerated(kind, n_draws, design.n_clusters) else TIES
    row = {
        "term": " = ".join([*terms, "0"]),
        "inference": "wcr31" if jackknife else "wcr11",
        "statistic": target / len(positions),
        "df": len(positions),
        "p_value": float(np.mean(statistics > target * (1 + margin))),
    }
    return pd.DataFrame([row], columns=COLUMNS)


def joint_statistics(
    design: Design, positions: Sequence[int], residuals: np.ndarray, draws: np.ndarray
) -> np.ndarray:
    """Wald statistics (B,) of some coefficients in bootstrap samples where they are zero.

    Parameters
    ----------
    design
        Regression.
    positions
        Of the q terms.
    residuals
        (n,) restricted residuals.
    draws
        (B, G) multipliers.

    Returns
    -------
    ndarray
    """
    numerators, scores = [], []
    for direction in (design.X @ design.bread)[:, positions].T:
        numerators.append(draws @ np.bincount(design.clusters, direction * residuals))
        maps = score_maps(design, direction, residuals[:, None], design.clusters)
        scores.append(draws @ maps[0].T)
    top, parts = np.stack(numerators, axis=1), np.stack(scores, axis=1)
    factor = small_sample_factor(design.n_clusters, design.n_obs, design.n_parameters)
    covariances = factor * parts @ parts.transpose(0, 2, 1)
    solved = np.linalg.solve(covariances, top[:, :, None])[:, :, 0]
    return (top * solved).sum(axis=1)
