"""What a cell buys: shares of its intermediate inputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gvcaccounts.leontief import divide
from gvcaccounts.names import unknown
from gvcaccounts.tables import Array, IcioTable


def domestic_input_share(table: IcioTable) -> Array:
    """Share of intermediate inputs bought in the own country, shape (GN,)."""
    G, N = table.n_regions, table.n_industries
    own = np.arange(G)
    domestic = table.Z.reshape(G, N, G, N)[own, :, own, :].sum(axis=1).ravel()
    return divide(domestic, table.Z.sum(axis=0))


def own_industry_share(table: IcioTable) -> Array:
    """Share of intermediate inputs bought from the own industry at home, shape (GN,)."""
    return divide(np.diag(table.Z), table.Z.sum(axis=0))


def input_shares(table: IcioTable, region: str, industries: Sequence[str]) -> Array:
    """Shares of some industries, of all countries, in the inputs of a region's industries.

    Parameters
    ----------
    table
        Table of N industries.
    region
        Region that buys.
    industries
        The k industries that sell.

    Returns
    -------
    Array
        Shape (k, N).

    Raises
    ------
    ValueError
        If the table lacks the region or an industry.
    """
    sellers = positions(table, industries)
    G, N = table.n_regions, table.n_industries
    s = table.region(region)
    bought = table.Z[:, s * N : (s + 1) * N].reshape(G, N, N).sum(axis=0)
    return divide(bought[sellers], bought.sum(axis=0))


def positions(table: IcioTable, industries: Sequence[str]) -> list[int]:
    """Places of industries in a table; raises a ValueError for one that it lacks."""
    if lacking := [name for name in industries if name not in table.industries]:
        raise ValueError(f"table: {unknown('industry', lacking[0], table.industries)}")
    return [table.industries.index(name) for name in industries]
