"""An exporter, one economy or a group, and what all decompositions of its exports need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gvcaccounts.economies import Economies
from gvcaccounts.leontief import inverse_columns
from gvcaccounts.tables import Array


@dataclass(frozen=True, eq=False)
class Exporter:
    """One economy s; the R others are its partners r. It has n exporting cells.

    Attributes
    ----------
    economies
        The economies of the table.
    place
        Position of the exporter among them.
    cells
        Its cells, shape (n,).
    A
        Coefficients of its rows, shape (n, GN).
    B
        Columns B_.s of the inverse, shape (GN, n).
    L
        (I - A_ss)⁻¹, shape (n, n).
    """

    economies: Economies
    place: int
    cells: NDArray[np.intp]
    A: Array
    B: Array
    L: Array

    @property
    def name(self) -> str:
        """Name of the economy."""
        return self.economies.names[self.place]

    @property
    def partners(self) -> list[str]:
        """Names of the partners."""
        return [name for name in self.economies.names if name != self.name]

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Whether each cell of the table is the exporter's, shape (GN,)."""
        return self.economies.of_cell == self.place

    @cached_property
    def final(self) -> Array:
        """Final exports Y_sr, shape (n, R)."""
        return self.abroad(self.economies.demand[self.cells])

    @cached_property
    def exports(self) -> Array:
        """Gross exports E_sr, shape (n, R)."""
        return self.abroad(self.economies.exports[self.cells])

    def abroad(self, by_economy: Array) -> Array:
        """Leave the exporter out of an array (..., K)."""
        return np.delete(by_economy, self.place, axis=-1)

    def used_by_partners(self, output: Array) -> Array:
        """A_sr x_r: exports for the intermediate use of partners whose output is x, shape (n, R).

        Parameters
        ----------
        output
            Output of each cell, shape (GN,); that of partners counts.
        """
        return self.abroad(self.economies.added(self.A * output))

    @cached_property
    def absorbed(self) -> Array:
        """Exports that the importer turns into its own final use, Y_sr + A_sr L_rr Y_rr, (n, R)."""
        home = self.economies.domestic_output(self.economies.home)
        return self.final + self.used_by_partners(home)

    @cached_property
    def returning(self) -> Array:
        """Intermediate exports whose final use is at home, A_sr (B Y)_rs, shape (n, R)."""
        return self.used_by_partners(self.economies.output_by_use[:, self.place])


def exporter_of(economies: Economies, name: str) -> Exporter:
    """Describe an exporter; raises a ValueError if it is the whole world."""
    system, place = economies.system, economies.names.index(name)
    if len(economies.names) == 1:
        raise ValueError(f"exporter: {name!r} is all the world, which leaves no trade to decompose")
    cells = economies.cells[place]
    if (own := economies.domestic_inverses.get(place)) is None:
        own = system.L[cells[0] // len(cells)]
    return Exporter(economies, place, cells, system.A[cells], inverse_columns(system, cells), own)
