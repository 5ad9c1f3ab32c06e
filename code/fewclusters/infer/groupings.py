"""Ways to give the values of a moderator to groups."""

from __future__ import annotations

from collections.abc import Iterator
from math import factorial, prod

import numpy as np


def n_groupings(values: np.ndarray) -> int:
    """Number of distinct ways to give the values of a moderator (H,) to H groups."""
    counts = np.unique(values, return_counts=True)[1]
    return factorial(len(values)) // prod(factorial(int(count)) for count in counts)


def groupings(
    values: np.ndarray, limit: int, seed: int, order: np.ndarray | None = None
) -> tuple[np.ndarray, bool]:
    """Ways to give the values of a moderator to its groups.

    Parameters
    ----------
    values
        (H,) value of the moderator in each group.
    limit
        All ways are listed where there are no more; otherwise as many permutations are drawn.
    seed
        Of the draws.
    order
        (H,) positions of the groups in an order that does not depend on their names, if any.

    Returns
    -------
    ndarray, bool
        (P, H), the first row being the values themselves, and whether all ways are listed.
    """
    levels, codes = np.unique(values, return_inverse=True)
    if n_groupings(values) <= limit:
        listed = levels[np.array(list(_arrangements(np.bincount(codes).tolist())))]
        others = (listed != values).any(axis=1)
        return np.vstack([values, listed[others]]), True
    random = np.random.default_rng(seed)
    drawn = np.empty((limit, len(values)))
    columns = np.arange(len(values)) if order is None else order
    drawn[:, columns] = random.permuted(np.tile(np.sort(values), (limit, 1)), axis=1)
    return np.vstack([values, drawn]), False


def _arrangements(left: list[int]) -> Iterator[list[int]]:
    """Sequences with so many of each code, each once."""
    if not any(left):
        yield []
    for code, count in enumerate(left):
        if count:
            rest = [*left[:code], count - 1, *left[code + 1 :]]
            for tail in _arrangements(rest):
                yield [code, *tail]
