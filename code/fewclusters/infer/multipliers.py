"""Random multipliers of the wild cluster bootstrap."""

from __future__ import annotations

from itertools import product

import numpy as np

from fewclusters.fit.design import Design

WEBB = np.sqrt([0.5, 1.0, 1.5])
GOLDEN = (1 + np.sqrt(5)) / 2


def multipliers(kind: str, n_draws: int, n_clusters: int, seed: int) -> np.ndarray:
    """Draw multipliers with mean 0 and variance 1.

    Rademacher multipliers are enumerated, each sign pattern once, where there are no more patterns
    than draws.

    Parameters
    ----------
    kind
        `rademacher` (+-1), `webb` (+-sqrt(1/2), +-1, +-sqrt(3/2); Webb 2023) or `mammen` (third
        moment 1; Mammen 1993).
    n_draws
        Number of draws B.
    n_clusters
        Number of clusters G.
    seed
        Of the generator.

    Returns
    -------
    ndarray
        (B, G), or (2^G, G) where enumerated.

    Raises
    ------
    ValueError
        If the kind is unknown.
    """
    random = np.random.default_rng(seed)
    shape = (n_draws, n_clusters)
    if kind == "rademacher":
        if enumerated(kind, n_draws, n_clusters):
            return np.array(list(product([-1.0, 1.0], repeat=n_clusters)))
        return 2.0 * random.integers(0, 2, shape) - 1.0
    if kind == "webb":
        return np.concatenate([-WEBB, WEBB])[random.integers(0, 6, shape)]
    if kind == "mammen":
        low = random.random(shape) < GOLDEN / np.sqrt(5)
        return np.where(low, 1 - GOLDEN, GOLDEN)
    raise ValueError(f"multipliers: unknown kind {kind!r} (rademacher, webb, mammen)")


def enumerated(kind: str, n_draws: int, n_clusters: int) -> bool:
    """Whether `multipliers` goes through every sign pattern instead of drawing."""
    return kind == "rademacher" and 2**n_clusters <= n_draws


def canonical_order(design: Design) -> np.ndarray:
    """Order of the clusters that depends neither on their labels nor on the order of the rows.

    Clusters are sorted by the sum of squares of the outcome once effects are taken out, so that a
    seed gives the same draws to the same clusters whatever they are called, and whatever the units
    of the regressors.

    Parameters
    ----------
    design
        Regression.

    Returns
    -------
    ndarray
        (G,) positions: column i of the multipliers belongs to cluster `order[i]`.
    """
    energy = np.bincount(design.clusters, design.y**2)
    return np.argsort(energy, kind="stable")


def cluster_multipliers(design: Design, kind: str, n_draws: int, seed: int) -> np.ndarray:
    """Multipliers (B, G) with their columns in the order of `design.cluster_labels`."""
    draws = multipliers(kind, n_draws, design.n_clusters, seed)
    ordered = np.empty_like(draws)
    ordered[:, canonical_order(design)] = draws
    return ordered
