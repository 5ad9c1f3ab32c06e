"""The one table type: an inter-country input-output table, and the checks that it is sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gvcaccounts.names import unknown

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class IcioTable:
    """An inter-country input-output table of G regions and N industries, in one currency unit.

    A *cell* is an industry of a region; cells are ordered by region, then by industry.

    Attributes
    ----------
    regions
        Names of the G regions.
    industries
        Names of the N industries, the same in every region.
    Z
        Intermediate deliveries from row cell to column cell, shape (GN, GN).
    Y
        Final demand by region of destination, all its components added, shape (GN, G).
    x
        Gross output, shape (GN,).
    va
        Value added: gross output less intermediate inputs, so that net taxes on products and
        transport margins are in it, shape (GN,).
    economies
        Economy that each region belongs to, shape (G,): the region itself but for the parts of a
        split one, such as CN1 and CN2 of CHN, whose final demand is that of the parent.
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    Z: Array
    Y: Array
    x: Array
    va: Array
    economies: tuple[str, ...]

    @property
    def n_regions(self) -> int:
        """Number of regions, G."""
        return len(self.regions)

    @property
    def n_industries(self) -> int:
        """Number of industries, N."""
        return len(self.industries)

    @property
    def region_of_cell(self) -> NDArray[np.intp]:
        """Position of the region of each cell, shape (GN,)."""
        return np.repeat(np.arange(self.n_regions), self.n_industries)

    @property
    def cells(self) -> list[tuple[str, str]]:
        """Region and industry of each cell, in order."""
        return [(region, industry) for region in self.regions for industry in self.industries]

    def region(self, name: str) -> int:
        """Position of a region; raises a ValueError if the table does not have it."""
        if name not in self.regions:
            raise ValueError(f"table: {unknown('region', name, self.regions)}")
        return self.regions.index(name)


def icio_table(
    regions: Sequence[str],
    industries: Sequence[str],
    Z: ArrayLike,
    Y: ArrayLike,
    x: ArrayLike | None = None,
    economies: Mapping[str, str] | None = None,
) -> IcioTable:
    """Make a table of arrays, in double precision and protected from writing.

    Parameters
    ----------
    regions, industries
        Names of the G regions and N industries.
    Z
        Intermediate deliveries, shape (GN, GN).
    Y
        Final demand, shape (GN, G k): k components for each region of destination, added up here.
    x
        Gross output, shape (GN,). Without it, output is the sum of each row.
    economies
        Economy of each region that is a part of one.

    Raises
    ------
    TypeError
        If names are not texts, or figures not numbers.
    ValueError
        If a name is there twice, a part is no region, a shape is wrong or a figure is not finite.
    """
    for what, names in (("region", regions), ("industry", industries)):
        if isinstance(names, str) or not all(isinstance(name, str) for name in names):
            raise TypeError(f"table: wanted a list of {what} names, not {names!r}")
        if repeated := [name for name in dict.fromkeys(names) if list(names).count(name) > 1]:
            raise ValueError(f"table: {what} {repeated[0]!r} is there twice")
    cells = [(region, industry) for region in regions for industry in industries]
    Z, Y = _finite("Z", Z, cells), _finite("Y", Y, cells)
    if Z.shape != (len(cells), len(cells)):
        raise ValueError(f"table: Z has shape {Z.shape}, wanted {(len(cells), len(cells))}")
    if Y.ndim != 2 or not Y.shape[1] or Y.shape[1] % len(regions):
        raise ValueError(
            f"table: Y has shape {Y.shape}, wanted a multiple of {len(regions)} columns"
        )
    Y = Y.reshape(len(cells), len(regions), -1).sum(axis=2)
    x = Z.sum(axis=1) + Y.sum(axis=1) if x is None else _finite("x", x, cells)
    if x.shape != (len(cells),):
        raise ValueError(f"table: x has shape {x.shape}, wanted {(len(cells),)}")
    va = x - Z.sum(axis=0)
    for array in (Z, Y, x, va):
        array.setflags(write=False)
    part_of = dict(economies or {})
    if lacking := [part for part in part_of if part not in regions]:
        raise ValueError(f"table: {unknown('region', lacking[0], regions)}")
    whole = tuple(part_of.get(region, region) for region in regions)
    return IcioTable(tuple(regions), tuple(industries), Z, Y, x, va, whole)


def _finite(name: str, values: ArrayLike, cells: Sequence[tuple[str, str]]) -> Array:
    """Copy into a double-precision array with a row a cell, all finite."""
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise TypeError(f"table: {name} is not an array of numbers: {error}") from None
    if not array.ndim or len(array) != len(cells):
        raise ValueError(f"table: {name} has shape {array.shape}, wanted {len(cells)} rows")
    if not (good := np.isfinite(array)).all():
        first = cells[np.argwhere(~good)[0][0]]
        raise ValueError(f"table: {name} has {np.sum(~good)} figures not finite, first in {first}")
    return array


def check_table(
    table: IcioTable, tolerance: float = 1e-6, rounding: float = 0.0, negative: bool = False
) -> None:
    """Check that a table is sound.

    Parameters
    ----------
    table
        The table.
    tolerance
        Largest difference between output and the sum of the row, relative to output.
    rounding
        Further difference allowed in every row, in currency units: tables that are published
        rounded lose the flows below half a unit.
    negative
        Whether value added may be negative.

    Raises
    ------
    TypeError
        If it is not a table.
    ValueError
        If there is one region only, output or value added is negative, a cell without output has
        inputs, or a row does not balance. The message names the first offender.
    """
    if not isinstance(table, IcioTable):
        raise TypeError(f"table: wanted an IcioTable, not {type(table).__name__}")
    if table.n_regions == 1:
        raise ValueError(f"table: one region only, {table.regions[0]!r}: there is no trade in it")
    slack = tolerance * np.abs(table.x) + rounding
    inputs = table.Z.sum(axis=0)
    gap = table.Z.sum(axis=1) + table.Y.sum(axis=1) - table.x
    for offends, what, figures in (
        (table.x < 0, "negative output", table.x),
        ((table.x == 0) & (inputs != 0), "inputs but no output", inputs),
        ((table.va < -slack) & (not negative), "negative value added", table.va),
        (np.abs(gap) > slack, "a row that does not balance, by", gap),
    ):
        if offends.any():
            first = int(np.argmax(offends))
            raise ValueError(
                f"table: {offends.sum()} cells with {what}, first {table.cells[first]}: "
                f"{figures[first]:.6g}"
            )


def exports_by_destination(table: IcioTable) -> Array:
    """Gross exports of each cell to each region, none to its own, shape (GN, G)."""
    intermediate = table.Z.reshape(len(table.x), table.n_regions, -1).sum(axis=2)
    return without_own(table, intermediate + table.Y)


def check_whole(table: IcioTable) -> None:
    """Refuse a table with split economies where regions are taken for economies."""
    for region, economy in zip(table.regions, table.economies, strict=True):
        if region != economy:
            raise ValueError(
                f"table: {region!r} is a part of {economy!r}: use decompose and value_added, or "
                "merge_split_economies first"
            )


def without_own(table: IcioTable, by_region: Array) -> Array:
    """Copy of an array (GN, G) with the own region of each cell set to zero."""
    own = np.arange(table.n_regions) == table.region_of_cell[:, None]
    return np.where(own, 0.0, by_region)
