"""Wild cluster restricted bootstrap of coefficients of several regressions at once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from fewclusters.fit.clusters import group_sums, small_sample_factor
from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.infer.romano_wolf import common_multipliers
from fewclusters.infer.tables import COLUMNS
from fewclusters.infer.wild_bootstrap import TIES, score_maps

_BLOCK = 1000  # draws whose covariances are held at a time


def wild_joint_across(
    hypotheses: Sequence[tuple[Design, str]],
    n_draws: int,
    seed: int,
    kind: str = "webb",
    jackknife: bool = True,
) -> pd.DataFrame:
    """Test that coefficients of several regressions are all zero.

    The Wald statistic with the covariance of all the coefficients over clusters, in the sample and
    in each draw; all regressions share the multipliers of the clusters, and each is restricted by
    all of its own hypotheses (Roodman, MacKinnon, Nielsen and Webb 2019, for one regression, of
    which `wild_joint.wild_joint_test` is this test; White 1982 for the covariance across).

    Parameters
    ----------
    hypotheses
        Regression and term of each of the q hypotheses. Outcomes, samples and effects may differ;
        clusters with the same label are the same.
    n_draws, seed, kind, jackknife
        As in `wild_bootstrap.wild_cluster_bootstrap`.

    Returns
    -------
    DataFrame
        One row, columns of `tables.COLUMNS`: `statistic` is the Wald statistic over q, `df` is
        q, the estimate and its interval are missing.

    Raises
    ------
    ValueError
        If there are no more clusters than hypotheses.
    """
    parts = _by_regression(hypotheses)
    designs = [design for design, _ in parts]
    draws = common_multipliers(designs, kind, n_draws, seed)
    labels = {label: g for g, label in enumerate(draws)}
    if len(labels) <= len(hypotheses):
        raise ValueError(f"joint test: {len(hypotheses)} hypotheses on {len(labels)} clusters")
    estimates = np.concatenate([design.estimates[positions] for design, positions in parts])
    sums = np.column_stack([_sample_scores(*part, labels) for part in parts])
    target = float(estimates @ np.linalg.solve(sums.T @ sums, estimates))
    matrix = np.column_stack(list(draws.values()))
    maps = [_bootstrap_maps(*part, labels, jackknife) for part in parts]
    top = np.vstack([own for own, _ in maps])
    scores = np.concatenate([score for _, score in maps])
    statistics = np.concatenate(
        [
            _wald(matrix[start : start + _BLOCK], top, scores)
            for start in range(0, len(matrix), _BLOCK)
        ]
    )
    row = {
        "term": " = ".join([*(f"{d.outcome}~{term}" for d, term in hypotheses), "0"]),
        "inference": "wcr31" if jackknife else "wcr11",
        "statistic": target / len(hypotheses),
        "df": len(hypotheses),
        "p_value": float(np.mean(statistics > target * (1 + TIES))),
    }
    return pd.DataFrame([row], columns=COLUMNS)


def _by_regression(
    hypotheses: Sequence[tuple[Design, str]],
) -> list[tuple[Design, list[int]]]:
    """Each regression once, with the positions of its hypotheses."""
    parts: list[tuple[Design, list[int]]] = []
    for design, term in hypotheses:
        for other, positions in parts:
            if other is design:
                positions.append(design.index(term))
                break
        else:
            parts.append((design, [design.index(term)]))
    return parts


def _rows_of(design: Design, labels: dict[Hashable, int]) -> list[int]:
    """Positions of the clusters of a regression among those of all regressions."""
    return [labels[label] for label in design.cluster_labels]


def _root_factor(design: Design) -> float:
    return np.sqrt(small_sample_factor(design.n_clusters, design.n_obs, design.n_parameters))


def _sample_scores(design: Design, positions: list[int], labels: dict[Hashable, int]) -> np.ndarray:
    """Sums over clusters (G, q) of the influence of the sample's rows on the estimates."""
    sums = np.zeros((len(labels), len(positions)))
    own = group_sums(design.influence[:, positions], design.clusters)
    sums[_rows_of(design, labels)] = _root_factor(design) * own
    return sums


def _bootstrap_maps(
    design: Design, positions: list[int], labels: dict[Hashable, int], jackknife: bool
) -> tuple[np.ndarray, np.ndarray]:
    """What turns multipliers into estimates, (q, G), and into their scores, (q, G, G)."""
    others = np.delete(design.X, positions, axis=1)
    frame = orthonormal(others)
    residuals = (design.y - frame @ (frame.T @ design.y))[:, None]
    if jackknife:
        residuals = design.space.without_own_cluster(residuals, others)
    rows, count = _rows_of(design, labels), len(labels)
    top, scores = np.zeros((len(positions), count)), np.zeros((len(positions), count, count))
    for q, direction in enumerate((design.X @ design.bread)[:, positions].T):
        top[q, rows] = np.bincount(design.clusters, direction * residuals[:, 0])
        own = score_maps(design, direction, residuals, design.clusters)[0]
        scores[q][np.ix_(rows, rows)] = _root_factor(design) * own
    return top, scores


def _wald(draws: np.ndarray, top: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """Wald statistics (B,) of a block of draws (B, G)."""
    estimates = draws @ top.T
    parts = np.einsum("bg,qhg->bqh", draws, scores, optimize=True)
    covariances = parts @ parts.transpose(0, 2, 1)
    solved = np.linalg.solve(covariances, estimates[:, :, None])[:, :, 0]
    return (estimates * solved).sum(axis=1)
