"""Foreign content of exports by kind of origin, such as cheaper and dearer economies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from gvcaccounts.content import share_from
from gvcaccounts.tables import Array


def split_by_origin(origin: Array, first: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Split the foreign content of exports by a classification of origins for each exporter.

    The sum of V_t B_ts over t other than s (`foreign_share`), once over the origins t that are in
    the first class of exporter s and once over the others; the two add up to it.

    Parameters
    ----------
    origin
        Array of `origin_of_value`, shape (G, GN).
    first
        Whether an origin (row) is in the first class of an exporter (column), shape (G, G); the
        diagonal does not matter.

    Returns
    -------
    tuple of Array
        Content from the first class and from the second one per unit of exports, shape (GN,) each.

    Raises
    ------
    ValueError
        If the classification is not one of G x G truth values.
    """
    G = len(origin)
    if np.shape(first) != (G, G) or np.asarray(first).dtype != bool:
        raise ValueError(f"origins: classification is not an array of {G} x {G} truth values")
    foreign = ~np.eye(G, dtype=bool)
    return share_from(origin, foreign & first), share_from(origin, foreign & ~first)


def cheaper_origins(
    cost: Mapping[str, float], regions: Sequence[str], cheapest: Sequence[str] = ("ROW",)
) -> NDArray[np.bool_]:
    """Say for every exporter which origins have lower labour cost than its own.

    Parameters
    ----------
    cost
        Labour cost of each region, such as USD of compensation a person engaged.
    regions
        The G regions of the table.
    cheapest
        Regions without a figure that count as cheaper than all others.

    Returns
    -------
    Array of bool
        Origin by exporter, shape (G, G), for `split_by_origin`. Equal cost is not cheaper.

    Raises
    ------
    ValueError
        If a region has neither a positive figure nor a place among the cheapest.
    """
    known = {region: -np.inf for region in cheapest} | dict(cost)
    for region in regions:
        if not known.get(region, 0.0) > 0 and region not in cheapest:
            raise ValueError(f"origins: no labour cost of region {region!r}")
    costs = np.array([known[region] for region in regions])
    return costs[:, None] < costs[None, :]
