"""Value added by origin in the exports of a cell: the OECD/TiVA content measures."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gvcaccounts.leontief import (
    LeontiefSystem,
    inverse_times,
    times_blocks,
    times_inverse,
    times_inverse_blocks,
)
from gvcaccounts.tables import Array, exports_by_destination


def origin_of_value(system: LeontiefSystem, of: NDArray[np.bool_] | None = None) -> Array:
    """Share of each unit of a cell's sales that is value added of each region, V B by region.

    Parameters
    ----------
    system
        Leontief system of G regions.
    of
        Origin cells that count, shape (GN,); all without it.

    Returns
    -------
    Array
        Shape (G, GN): region of origin by selling cell. With all cells, columns add to one
        (Koopman, Wang and Wei 2014).
    """
    table = system.table
    value = system.v if of is None else np.where(of, system.v, 0.0)
    by_region = np.eye(table.n_regions)[:, table.region_of_cell] * value
    return inverse_times(system, by_region)


def foreign_share(origin: Array) -> Array:
    """Sum over the regions other than the seller's own, shape (GN,).

    For the array of `origin_of_value` this is the foreign value-added content of a unit of exports:
    the off-diagonal country blocks of V B (Hummels, Ishii and Yi 2001, eq. 3, for many countries;
    EXGR_FVASH of TiVA).
    """
    return share_from(origin, ~np.eye(len(origin), dtype=bool))


def own_share(origin: Array) -> Array:
    """What the seller's own region has in the array (G, GN), shape (GN,)."""
    return share_from(origin, np.eye(len(origin), dtype=bool))


def regional_shares(origin: Array, groups: NDArray[np.str_]) -> tuple[Array, Array]:
    """Split the foreign share by origin: the seller's group of regions, and the others.

    Parameters
    ----------
    origin
        Array of `origin_of_value`, shape (G, GN).
    groups
        Group of each region, shape (G,); an empty name is no group, and has no partners.

    Returns
    -------
    tuple of Array
        Regional and extra-regional share, each of shape (GN,); they add to `foreign_share`.
    """
    together = (groups[:, None] == groups[None, :]) & (groups != "")
    foreign = ~np.eye(len(groups), dtype=bool)
    return share_from(origin, foreign & together), share_from(origin, foreign & ~together)


def share_from(origin: Array, counts: NDArray[np.bool_]) -> Array:
    """Sum (G, GN) over the regions of origin that count (G, G) for each selling region."""
    n_industries = origin.shape[1] // len(origin)
    return (origin * np.repeat(counts, n_industries, axis=1)).sum(axis=0)


def foreign_value_added_in_output(system: LeontiefSystem, foreign: Array) -> Array:
    """Foreign value added per unit of output, each unit of it counted once, shape (GN,).

    Goods that leave a country, return inside imports and leave again are counted anew each time in
    the content of exports. Without the exports of country s the inverse has the blocks
    B_ts B_ss⁻¹ L_ss, and V_t B_ts B_ss⁻¹ L_ss, summed over t other than s, counts them once (Borin
    and Mancini 2019, FVA per unit; it is not above the content of `foreign_share`).

    Parameters
    ----------
    system
        Leontief system.
    foreign
        Foreign content of a unit of each cell's sales, shape (GN,), of `foreign_share`.
    """
    return times_blocks(times_inverse_blocks(system, foreign), system.L)


def value_through_partners(system: LeontiefSystem) -> Array:
    """Value added of each cell in the gross exports of each region, V B_sr E_r, shape (GN, G).

    Koopman, Wang and Wei's indirect value added by country of passage, FEXDVA of TiVA, in currency
    units. What passes through several regions is in the exports of each of them. The column of the
    own region holds the domestic content of the region's exports.
    """
    table = system.table
    exports = exports_by_destination(table).sum(axis=1)
    own = np.eye(table.n_regions)[table.region_of_cell]
    return system.v[:, None] * times_inverse(system, own * exports[:, None])
