"""Levels of effects and clusters as integer codes: singletons, nesting, how many levels count."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd


def effect_codes(frame: pd.DataFrame, effects: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Code the levels of each absorbed effect as integers.

    Parameters
    ----------
    frame
        Panel of n rows.
    effects
        Each effect is the list of columns whose combinations are its levels.

    Returns
    -------
    DataFrame
        (n, number of effects), integer codes, columns named `firm^year` and so on.
    """
    return pd.DataFrame(
        {
            "^".join(columns): frame.groupby(list(columns), observed=True).ngroup()
            for columns in effects
        },
        index=frame.index,
    )


def without_singletons(codes: pd.DataFrame) -> np.ndarray:
    """Mark the rows that share every effect with another row.

    Dropping a singleton can make another, so this repeats until none is left (Correia 2015).

    Parameters
    ----------
    codes
        (n, number of effects), integer codes of the effects.

    Returns
    -------
    ndarray
        (n,) booleans, false for singletons.
    """
    kept = np.ones(len(codes), dtype=bool)
    arrays = [codes[name].to_numpy() for name in codes]
    while True:
        before = kept.sum()
        for array in arrays:
            counts = np.bincount(array[kept], minlength=array.max(initial=0) + 1)
            kept &= counts[array] > 1
        if kept.sum() == before:
            return kept


def nested_in(effect: np.ndarray, cluster: np.ndarray) -> bool:
    """Tell whether every level of an effect lies within one cluster."""
    pairs = pd.DataFrame({"effect": effect, "cluster": cluster}).drop_duplicates()
    return not pairs["effect"].duplicated().any()


def levels_not_nested(codes: np.ndarray, clusters: np.ndarray) -> int:
    """Count the levels of effects that are not nested in the clusters, redundant ones once.

    Parameters
    ----------
    codes
        (n, m) integer codes of m effects.
    clusters
        (n,) codes of the clusters.

    Returns
    -------
    int
        Rank of the dummies of these effects: their levels if it is one effect, fewer if several
        share a dimension (industry-years and region-years).
    """
    outside = [column for column in codes.T if not nested_in(column, clusters)]
    if len(outside) < 2:
        return sum(len(np.unique(column)) for column in outside)
    combinations = np.unique(np.column_stack(outside), axis=0)
    dummies = [column[:, None] == np.unique(column) for column in combinations.T]
    return int(np.linalg.matrix_rank(np.column_stack(dummies).astype(float)))


def cluster_codes(cluster: pd.Series) -> np.ndarray:
    """Code the clusters as integers in the order of their labels.

    Raises
    ------
    ValueError
        If a label is missing or there is one cluster only.
    """
    codes, labels = pd.factorize(cluster, sort=True)
    if (codes < 0).any():
        row = cluster.index[codes < 0][0]
        raise ValueError(f"cluster variable {cluster.name!r} is missing, first in row {row}")
    if len(labels) == 1:
        raise ValueError(f"one cluster only in {cluster.name!r}: {labels[0]}")
    return codes
