"""Economies made of regions of a table: the parts of a split one, the members of a group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gvcaccounts.leontief import LeontiefSystem, blocks_times, inverse_columns, times_inverse
from gvcaccounts.tables import Array


@dataclass(frozen=True, eq=False)
class Economies:
    """The K economies that the G regions of a table belong to.

    Production is that of the regions; trade between regions of one economy is domestic, and its
    final demand is that of all of them (of the parent, in tables with split economies).

    Attributes
    ----------
    system
        Leontief system of the table.
    names
        Names of the K economies.
    of_region
        Position of the economy of each region, shape (G,).
    """

    system: LeontiefSystem
    names: tuple[str, ...]
    of_region: NDArray[np.intp]

    @cached_property
    def of_cell(self) -> NDArray[np.intp]:
        """Position of the economy of each cell, shape (GN,)."""
        return np.repeat(self.of_region, self.system.table.n_industries)

    @cached_property
    def cells(self) -> list[NDArray[np.intp]]:
        """Cells of each economy."""
        return [np.flatnonzero(self.of_cell == k) for k in range(len(self.names))]

    def added(self, by_cell: Array) -> Array:
        """Sum over the cells of each economy, shape (..., GN) to (..., K)."""
        order = np.argsort(self.of_cell, kind="stable")
        starts = np.searchsorted(self.of_cell[order], np.arange(len(self.names)))
        if (np.diff(order) != 1).any():
            by_cell = by_cell[..., order]
        return np.add.reduceat(by_cell, starts, axis=-1)

    def by_economy(self, by_region: Array) -> Array:
        """Sum over the regions of each economy, shape (..., G) to (..., K)."""
        return by_region @ np.eye(len(self.names))[self.of_region]

    @cached_property
    def demand(self) -> Array:
        """Final demand by economy of destination, shape (GN, K)."""
        return self.by_economy(self.system.table.Y)

    @cached_property
    def home(self) -> Array:
        """Final demand for each cell's goods in the own economy, shape (GN,)."""
        return self.demand[np.arange(len(self.of_cell)), self.of_cell]

    @cached_property
    def exports(self) -> Array:
        """Gross exports of each cell to each economy, none to its own, shape (GN, K)."""
        flows = self.added(self.system.table.Z) + self.demand
        flows[np.arange(len(flows)), self.of_cell] = 0.0
        return flows

    @cached_property
    def exports_absorbed(self) -> Array:
        """Exports of each cell that their importers turn into own final use, shape (GN,).

        The sum over r of Y_sr + A_sr L_rr Y_rr.
        """
        used = self.added(self.system.A * self.domestic_output(self.home)) + self.demand
        used[np.arange(len(used)), self.of_cell] = 0.0
        return used.sum(axis=1)

    @cached_property
    def output_by_use(self) -> Array:
        """B Y: output of each cell by the economy of final use, shape (GN, K)."""
        return self.by_economy(self.system.output_by_use)

    @cached_property
    def carried(self) -> Array:
        """Value added of each cell in the gross exports of each economy, V B_sr E_r, (GN, K)."""
        own = np.eye(len(self.names))[self.of_cell]
        exports = own * self.exports.sum(axis=1)[:, None]
        return self.system.v[:, None] * times_inverse(self.system, exports)

    @cached_property
    def domestic_inverses(self) -> dict[int, Array]:
        """Inverse (I - A_ss)⁻¹ of each economy of several regions, by its position."""
        return {
            k: np.linalg.inv(np.eye(len(cells)) - self.system.A[np.ix_(cells, cells)])
            for k, cells in self._joined.items()
        }

    @cached_property
    def inverse_blocks(self) -> dict[int, Array]:
        """Block B_ss of the inverse for each economy of several regions, by its position."""
        return {k: inverse_columns(self.system, cells)[cells] for k, cells in self._joined.items()}

    def domestic_output(self, demand: Array) -> Array:
        """L R for R of shape (GN, k) or (GN,): output called for at home alone."""
        return self._blocks_times(self.system.L, self.domestic_inverses, demand)

    def own_output(self, demand: Array) -> Array:
        """Blocks B_ss times R: output of the economy itself, through any other one."""
        return self._blocks_times(self.system.domestic_blocks, self.inverse_blocks, demand)

    @property
    def _joined(self) -> dict[int, NDArray[np.intp]]:
        """Cells of the economies of several regions."""
        n_parts = np.bincount(self.of_region)
        return {k: self.cells[k] for k in np.flatnonzero(n_parts > 1)}

    def _blocks_times(self, blocks: Array, joined: Mapping[int, Array], right: Array) -> Array:
        out = blocks_times(blocks, right)
        for k, block in joined.items():
            out[self.cells[k]] = block @ right[self.cells[k]]
        return out


def economies_of(
    system: LeontiefSystem, groups: Mapping[str, Sequence[str]] | None = None
) -> Economies:
    """Sort the regions of a table into economies.

    Parameters
    ----------
    system
        Leontief system of the table; its own parts (`economies` of the table) stay together.
    groups
        Name of each group of economies that are taken as one, and its members; groups may not have
        a member in common.

    Raises
    ------
    ValueError
        If two groups have a member in common.
    """
    group_of: dict[str, str] = {}
    for name, members in (groups or {}).items():
        if twice := [member for member in members if member in group_of]:
            raise ValueError(f"economies: {twice[0]!r} is in {group_of[twice[0]]!r} and {name!r}")
        group_of |= dict.fromkeys(members, name)
    labels = [group_of.get(economy, economy) for economy in system.table.economies]
    names = tuple(dict.fromkeys(labels))
    return Economies(system, names, np.array([names.index(label) for label in labels]))
