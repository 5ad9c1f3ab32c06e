"""Content of exports when value added is measured at basic prices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gvcaccounts.content import foreign_share, own_share
from gvcaccounts.leontief import LeontiefSystem, divide, inverse_times
from gvcaccounts.tables import Array


@dataclass(frozen=True, eq=False)
class BasicPriceContent:
    """What a unit of each cell's sales consists of; the three parts add to one, each (GN,).

    Attributes
    ----------
    domestic
        Value added at basic prices of the cell's own region.
    foreign
        Value added at basic prices of other regions.
    taxes_and_margins
        Net taxes on products and transport margins of all stages, wherever they are paid.
    """

    domestic: Array
    foreign: Array
    taxes_and_margins: Array


def basic_price_content(system: LeontiefSystem, value_added: ArrayLike) -> BasicPriceContent:
    """Split what a unit of sales contains into value added at basic prices, and taxes and margins.

    Tables without rows for them have net taxes on products and margins in output less inputs, the
    residual v = 1 - u'A of the other measures. With w = va / x from industry accounts, w B by
    region of origin is value added at basic prices and (v - w) B the rest (Miller and Blair 2009,
    chapter 2; the accounts are a satellite of the table).

    Parameters
    ----------
    system
        Leontief system of the table.
    value_added
        Value added at basic prices of each cell, in the currency unit of the table, shape (GN,);
        where it is NaN (no accounts) the residual is kept, so that the cell has no taxes.

    Raises
    ------
    ValueError
        If the shape is wrong or a figure is infinite.
    """
    table = system.table
    given = np.asarray(value_added, dtype=np.float64)
    if given.shape != table.x.shape or np.isinf(given).any():
        raise ValueError(f"value added: wanted {len(table.x)} finite figures or NaN, one a cell")
    share = np.where(np.isnan(given) | (table.x == 0), system.v, divide(given, table.x))
    regions = np.eye(table.n_regions)[:, table.region_of_cell]
    content = inverse_times(system, regions * share)
    domestic, foreign = own_share(content), foreign_share(content)
    return BasicPriceContent(domestic, foreign, 1.0 - domestic - foreign)


def value_added_share(system: LeontiefSystem, value_added: ArrayLike) -> Array:
    """Value added at basic prices over output in per cent, NaN where there is none, shape (GN,)."""
    given = np.asarray(value_added, dtype=np.float64)
    return np.where(np.isnan(given), np.nan, 100.0 * divide(given, system.table.x))
