"""Randomisation inference: clusters exchange their paths of the regressor."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from gvcrobots.econometrics.absorption import AbsorbedDesign
from gvcrobots.econometrics.effects import orthonormal
from gvcrobots.econometrics.multipliers import canonical_order

_BLOCK = 64  # permutations that are absorbed at a time


def randomisation_test(
    design: AbsorbedDesign,
    frame: pd.DataFrame,
    term: str,
    treatment: str,
    exposure: str | None,
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
        Frame that the design was made from, with `year`, the treatment and the exposure.
    term
        The regressor: treatment, or treatment times exposure.
    treatment
        Column that varies by cluster and year only.
    exposure
        Column that multiplies the treatment in the term, if any.
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
    paths, period = _paths(design, rows, treatment)
    scale = np.ones(len(rows)) if exposure is None else rows[exposure].to_numpy(float)
    if design.weights is not None:
        scale = scale * np.sqrt(design.weights)
    others = orthonormal(np.delete(design.X, position, axis=1))

    def statistics(clusters: np.ndarray) -> np.ndarray:
        """|t| with the treatments of the clusters in each row of a matrix (m, G)."""
        columns = paths[clusters[:, design.clusters], period].T * scale[:, None]
        columns = design.space.residualise(columns)
        columns -= others @ (others.T @ columns)
        outcome = design.y - others @ (others.T @ design.y)
        return _absolute_t(design, columns, outcome)

    target = statistics(np.arange(design.n_clusters)[None])[0]
    exceed = 0
    for moved in _permutations(design, n_permutations, seed):
        exceed += int((statistics(moved) >= target * (1 - 1e-9)).sum())
    row = {
        "term": term,
        "estimate": design.estimates[position],
        "statistic": target,
        "n_permutations": n_permutations,
        "p_value": (exceed + 1) / (n_permutations + 1),
    }
    return pd.DataFrame([row])


def _permutations(design: AbsorbedDesign, count: int, seed: int) -> Iterator[np.ndarray]:
    """Blocks (m, G) of permutations of the clusters, whatever their names."""
    random = np.random.default_rng(seed)
    order, identity = canonical_order(design), np.arange(design.n_clusters)
    for start in range(0, count, _BLOCK):
        size = min(_BLOCK, count - start)
        moved = np.empty((size, design.n_clusters), dtype=int)
        moved[:, order] = order[random.permuted(np.tile(identity, (size, 1)), axis=1)]
        yield moved


def _paths(
    design: AbsorbedDesign, rows: pd.DataFrame, treatment: str
) -> tuple[np.ndarray, np.ndarray]:
    """Treatments (G, T) by cluster and period, and the period (n,) of each row."""
    values, period = rows[treatment].to_numpy(float), pd.factorize(rows["year"], sort=True)[0]
    table = pd.DataFrame({"cluster": design.clusters, "period": period, "value": values})
    grouped = table.groupby(["cluster", "period"])["value"]
    spread = grouped.max() - grouped.min()
    if spread.max() > 1e-9 * (1 + np.abs(values).max()):
        raise ValueError(f"treatment {treatment!r} varies within clusters and years")
    wide = grouped.first().unstack()
    return wide.fillna(wide.mean()).to_numpy(), period


def _absolute_t(design: AbsorbedDesign, columns: np.ndarray, outcome: np.ndarray) -> np.ndarray:
    """|t| of the outcome on each column (n, m) alone, clustered, without the common factor."""
    squares = (columns**2).sum(axis=0)
    estimates = outcome @ columns / squares
    scores = columns * (outcome[:, None] - columns * estimates)
    sums = np.array([scores[own].sum(axis=0) for own in design.space.cluster_rows])
    return np.abs(estimates) * squares / np.sqrt((sums**2).sum(axis=0))
