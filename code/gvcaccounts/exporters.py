"""An exporter, one region or a group of them, and what all decompositions of its exports need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gvcaccounts.leontief import LeontiefSystem, inverse_columns
from gvcaccounts.tables import Array


@dataclass(frozen=True, eq=False)
class Exporter:
    """One region s, or several whose trade with each other is domestic.

    There are n exporting cells and R partners r, the regions outside.

    Attributes
    ----------
    system
        Leontief system of the table.
    inside
        Whether each region is the exporter or in it, shape (G,).
    A
        Coefficients A_sr of intermediate exports, shape (n, R, N).
    final
        Final exports Y_sr, shape (n, R).
    exports
        Gross exports E_sr, shape (n, R).
    B
        Columns B_.s of the inverse, shape (GN, n).
    L
        (I - A_ss)⁻¹, shape (n, n).
    """

    system: LeontiefSystem
    inside: NDArray[np.bool_]
    A: Array
    final: Array
    exports: Array
    B: Array
    L: Array

    @property
    def cells(self) -> NDArray[np.bool_]:
        """Whether each cell of the table is the exporter's, shape (GN,)."""
        return np.repeat(self.inside, self.system.table.n_industries)

    @cached_property
    def origin(self) -> Array:
        """Value added of each region in a unit of exports, V_t B_ts, shape (G, n)."""
        table = self.system.table
        by_cell = self.system.v[:, None] * self.B
        return by_cell.reshape(table.n_regions, table.n_industries, -1).sum(axis=1)

    @property
    def domestic(self) -> Array:
        """Domestic content of a unit of exports, V_s B_ss, shape (n,)."""
        return self.origin[self.inside].sum(axis=0)

    @property
    def foreign(self) -> Array:
        """Foreign content of a unit of exports, the sum of V_t B_ts, shape (n,)."""
        return self.origin[~self.inside].sum(axis=0)

    @property
    def domestic_once(self) -> Array:
        """Domestic value added in a unit of exports that never was abroad, V_s L_ss, shape (n,)."""
        return self.system.v[self.cells] @ self.L

    @cached_property
    def columns_without_exports(self) -> Array:
        """Columns of s in the inverse if A_sr were zero, B_.s B_ss⁻¹ L_ss, shape (GN, n)."""
        return self.B @ np.linalg.solve(self.B[self.cells], self.L)

    def used_by_partners(self, output: Array) -> Array:
        """A_sr x_r: exports for the intermediate use of partners whose output is x, shape (n, R).

        Parameters
        ----------
        output
            Output of each cell, shape (GN,); that of partners counts.
        """
        partners = output.reshape(len(self.inside), -1)[~self.inside]
        return np.einsum("irk,rk->ir", self.A, partners)


def exporter_of(system: LeontiefSystem, regions: str | Sequence[str]) -> Exporter:
    """Describe an exporter.

    Parameters
    ----------
    system
        Leontief system.
    regions
        One region, or the members of a group.

    Raises
    ------
    ValueError
        If the table lacks a region, or the exporter is the whole world.
    """
    table = system.table
    G, N = table.n_regions, table.n_industries
    names = [regions] if isinstance(regions, str) else list(regions)
    inside = np.zeros(G, dtype=bool)
    inside[[table.region(name) for name in names]] = True
    if not names or inside.all():
        raise ValueError(f"exporter: {len(names)} of {G} regions leave no trade to decompose")
    cells = np.repeat(inside, N)
    own = np.flatnonzero(cells)
    intermediate = table.Z[cells].reshape(-1, G, N)[:, ~inside].sum(axis=2)
    final = table.Y[cells][:, ~inside]
    return Exporter(
        system,
        inside,
        system.A[cells].reshape(-1, G, N)[:, ~inside],
        final,
        intermediate + final,
        inverse_columns(system, own),
        np.linalg.inv(np.eye(len(own)) - system.A[np.ix_(own, own)]),
    )
