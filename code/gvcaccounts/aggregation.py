"""Aggregating regions and industries of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from gvcaccounts.tables import Array, IcioTable, icio_table

# OECD splits economies with much processing trade: CN1 and CN2 of China, MX1 and MX2 of Mexico.
SPLIT_ECONOMIES = {"CN": "CHN", "MX": "MEX"}


def aggregate(
    table: IcioTable,
    regions: Mapping[str, str] | None = None,
    industries: Mapping[str, str] | None = None,
) -> IcioTable:
    """Add regions and industries together.

    Parameters
    ----------
    table
        Table to aggregate.
    regions, industries
        Old name to new name; what is not named keeps its name.

    Returns
    -------
    IcioTable
        Regions and industries in the order in which their first parts come.

    Raises
    ------
    ValueError
        If the table lacks a name.
    """
    new_regions, region_of = _groups(table.regions, regions or {}, "region")
    new_industries, industry_of = _groups(table.industries, industries or {}, "industry")
    cells = (region_of[:, None] * len(new_industries) + industry_of).ravel()
    n_cells = len(new_regions) * len(new_industries)
    Z = _added(_added(table.Z, cells, n_cells).T, cells, n_cells).T
    Y = _added(_added(table.Y, cells, n_cells).T, region_of, len(new_regions)).T
    x = _added(table.x[:, None], cells, n_cells)[:, 0]
    economy_of = dict(zip(table.regions, table.economies, strict=True))
    kept = {name: economy_of[name] for name in new_regions if name in economy_of}
    return icio_table(new_regions, new_industries, Z, Y, x, kept)


def split_economies(table: IcioTable) -> IcioTable:
    """Say of the parts of China and Mexico, such as CN1 and CN2, that they are CHN and MEX.

    Parts stay apart in production, which is what they were split for, and are one economy in
    whatever the labelled functions compute; final demand is that of the parent.
    """
    parts = {region: SPLIT_ECONOMIES[region[:2]] for region in table.regions if is_part(region)}
    return icio_table(table.regions, table.industries, table.Z, table.Y, table.x, parts)


def merge_split_economies(table: IcioTable) -> IcioTable:
    """Add the parts of split economies up, so that their regions are economies.

    Production is then that of the average of the parts: contents change.
    """
    parts = dict(zip(table.regions, table.economies, strict=True))
    return aggregate(table, regions=parts) if table.economies != table.regions else table


def is_part(region: str) -> bool:
    """Whether a region is a part of China or Mexico in the tables of OECD."""
    return re.fullmatch(r"(CN|MX)\d", region) is not None


def _groups(
    names: Sequence[str], new: Mapping[str, str], what: str
) -> tuple[list[str], np.ndarray]:
    """New names, and the position of the new name of each old one."""
    if unknown := [name for name in new if name not in names]:
        raise ValueError(f"table: no {what} {unknown[0]!r}")
    renamed = [new.get(name, name) for name in names]
    order = list(dict.fromkeys(renamed))
    return order, np.array([order.index(name) for name in renamed])


def _added(array: Array, groups: np.ndarray, n_groups: int) -> Array:
    """Add the rows of an array by group."""
    total = np.zeros((n_groups, array.shape[1]))
    np.add.at(total, groups, array)
    return total
