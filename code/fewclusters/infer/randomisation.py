"""Randomisation inference: clusters exchange their paths of the regressor."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.infer.guards import guarded
from fewclusters.infer.multipliers import canonical_order

_BLOCK = 64  # permutations that are absorbed at a time


@guarded
def randomisation_test(
    design: Design,
    frame: pd.DataFrame,
    term: str,
    treatment: str,
    exposure: str | None,
    time: str,
    n_permutations: int,
    seed: int,
) -> pd.DataFrame:
    """Test the sharp null of no effect by permuting the paths of a treatment over clusters.

    Each permutation gives every cluster the treatment of another one in the same period, forms the
    regressor anew and estimates; the statistic is the cluster-robust t (Young 2019;
    MacKinnon and Webb 2020 show that t statistics are to be preferred to coefficients). Cells whose
    new cluster has no treatment in the period are at the mean of the period.

    Parameters
    ----------
    design
        Regression.
    frame
        Frame that the design was made from.
    term
        The regressor: treatment, or treatment times exposure.
    treatment
        Column that varies by cluster and period only.
    exposure
        Column that multiplies the treatment in the term, if any.
    time
        Column of the periods.
    n_permutations, seed
        Number and seed of the permutations.

    Returns
    -------
    DataFrame
        One row: `term, estimate, statistic, n_permutations, p_value`, where the permutation that
        leaves all in place is counted, so that the p-value is never zero.
    """
    position = design.index(term)
    rows = frame.iloc[design.rows]
    paths = treatment_paths(rows, design.clusters, treatment, time)
    period = paths.columns.get_indexer(rows[time])
    scale = design.root_weights
    if exposure is not None:
        scale = scale * rows[exposure].to_numpy(float)
    others = orthonormal(np.delete(design.X, position, axis=1))

    def statistics(clusters: np.ndarray) -> np.ndarray:
        """|t| with the treatments of the clusters in each row of a matrix (m, G)."""
        columns = moved_columns(paths.to_numpy(), clusters, design.clusters, period)
        columns *= scale[:, None]
        columns = design.space.residualise(columns)
        columns -= others @ (others.T @ columns)
        outcome = design.y - others @ (others.T @ design.y)
        return _absolute_t(design, columns, outcome)

    target = statistics(np.arange(design.n_clusters)[None])[0]
    exceed = 0
    for moved in permutations(canonical_order(design), n_permutations, seed):
        exceed += int((statistics(moved) >= target * (1 - 1e-9)).sum())
    row = {
        "term": term,
        "estimate": design.estimates[position],
        "statistic": target,
        "n_permutations": n_permutations,
        "p_value": (exceed + 1) / (n_permutations + 1),
    }
    return pd.DataFrame([row])


def permutations(order: np.ndarray, count: int, seed: int) -> Iterator[np.ndarray]:
    """Draw permutations of clusters that do not depend on their names.

    Parameters
    ----------
    order
        (G,) codes of the clusters in an order that the data give (`canonical_order`).
    count, seed
        Number and seed of the permutations.

    Yields
    ------
    ndarray
        Blocks (m, G): in each row, cluster g gets the path of the cluster in column g.
    """
    random = np.random.default_rng(seed)
    identity = np.arange(len(order))
    for start in range(0, count, _BLOCK):
        size = min(_BLOCK, count - start)
        moved = np.empty((size, len(order)), dtype=int)
        moved[:, order] = order[random.permuted(np.tile(identity, (size, 1)), axis=1)]
        yield moved


def treatment_paths(
    rows: pd.DataFrame,
    clusters: np.ndarray,
    treatment: str,
    time: str,
    n_clusters: int | None = None,
) -> pd.DataFrame:
    """Tabulate the paths of a treatment that has one value a cluster and period.

    Parameters
    ----------
    rows
        n rows.
    clusters
        (n,) codes of the clusters.
    treatment
        Column of the treatment.
    time
        Column of the periods.
    n_clusters
        Number of clusters, if some may have no row.

    Returns
    -------
    DataFrame
        (G, T): a row a cluster, a column a period. A cluster without treatment in a period is
        at the mean of the period.

    Raises
    ------
    ValueError
        If the treatment varies within clusters and periods.
    """
    table = pd.DataFrame(
        {"cluster": clusters, "time": rows[time].to_numpy(), "value": rows[treatment].to_numpy()}
    )
    grouped = table.groupby(["cluster", "time"])["value"]
    spread = grouped.max() - grouped.min()
    if spread.max() > 1e-9 * (1 + table["value"].abs().max()):
        raise ValueError(f"treatment {treatment!r} varies within clusters and periods")
    wide = grouped.first().unstack()
    if n_clusters is not None:
        wide = wide.reindex(range(n_clusters))
    return wide.fillna(wide.mean())


def moved_columns(
    paths: np.ndarray, moved: np.ndarray, clusters: np.ndarray, period: np.ndarray
) -> np.ndarray:
    """Give each row the treatment of the cluster whose path its own cluster got.

    Parameters
    ----------
    paths
        (G, T).
    moved
        (m, G) permutations.
    clusters, period
        (n,) codes of the cluster and positions of the period of each row.

    Returns
    -------
    ndarray
        (n, m), a column a permutation.
    """
    given = np.ascontiguousarray(paths[moved].transpose(1, 2, 0))
    return given[clusters, period]


def _absolute_t(design: Design, columns: np.ndarray, outcome: np.ndarray) -> np.ndarray:
    """|t| of the outcome on each column (n, m) alone, clustered, without the common factor."""
    squares = (columns**2).sum(axis=0)
    estimates = outcome @ columns / squares
    scores = columns * (outcome[:, None] - columns * estimates)
    sums = np.array([scores[own].sum(axis=0) for own in design.space.cluster_rows])
    return np.abs(estimates) * squares / np.sqrt((sums**2).sum(axis=0))
