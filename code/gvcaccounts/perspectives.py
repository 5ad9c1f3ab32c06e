"""The border that counts: what is value added and what is counted twice depends on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gvcaccounts.exporters import Exporter
from gvcaccounts.leontief import times_blocks
from gvcaccounts.tables import Array

PERSPECTIVES = ("country", "bilateral", "sector", "bilateral_sector", "world")


@dataclass(frozen=True, eq=False)
class Scope:
    """Exports that are looked at, the border that they cross, and how results are added up.

    Borin and Mancini (2023): value added is counted once for each perimeter. In the perspective of
    the *country* that is all exports of s; of a *bilateral* relation those to r; of a *sector*
    those of its cells. In the perspective of the *world* domestic value added is counted as for the
    country, and foreign value added once in the exports of all economies but its own.

    Attributes
    ----------
    exporter
        Exporting economy.
    rows
        For each sector of the result, the places of its cells in the exporter.
    columns
        For each importer of the result, the places of its members among the partners.
    perspective
        One of `PERSPECTIVES`.
    origins
        Group of origin of each cell of the table, shape (GN,), and -1 where it is in none; without
        it contents are not split by origin.
    """

    exporter: Exporter
    rows: tuple[NDArray[np.intp], ...]
    columns: tuple[NDArray[np.intp], ...]
    perspective: str
    origins: NDArray[np.intp] | None = None

    @cached_property
    def crossing(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Places of the exporting cells and of the partners whose trade is the perimeter."""
        n, partners = self.exporter.exports.shape
        rows, columns = np.arange(n), np.arange(partners)
        if self.perspective in ("sector", "bilateral_sector"):
            rows = np.unique(np.concatenate(self.rows))
        if self.perspective in ("bilateral", "bilateral_sector"):
            columns = np.unique(np.concatenate(self.columns))
        return rows, columns

    def exports_crossing(self, flows: Array) -> Array:
        """Flows (n, R), and zero where they do not cross the perimeter."""
        kept = np.zeros_like(flows)
        place = np.ix_(*self.crossing)
        kept[place] = flows[place]
        return kept

    @cached_property
    def without(self) -> Array:
        """Columns of s in the inverse if nothing crossed the perimeter, B^P_.s, shape (GN, n).

        With A_P the coefficients of the trade that crosses it, (I - A + A_P)⁻¹ is
        B - B_.p (I + A_P B_.p)⁻¹ A_P B (Woodbury), so that no second system is factorised.
        """
        exporter = self.exporter
        if self.perspective in ("country", "world"):
            return exporter.B @ np.linalg.solve(exporter.B[exporter.cells], exporter.L)
        rows, columns = self.crossing
        place = np.delete(np.arange(len(exporter.economies.names)), exporter.place)[columns]
        buyers = np.flatnonzero(np.isin(exporter.economies.of_cell, place))
        once = exporter.A[np.ix_(rows, buyers)] @ exporter.B[buyers]
        return exporter.B - exporter.B[:, rows] @ np.linalg.solve(
            np.eye(len(rows)) + once[:, rows], once
        )

    @cached_property
    def domestic(self) -> Array:
        """Domestic content of a unit of exports, V_s B_ss, shape (O, n)."""
        return self._content(self.exporter.B, self.exporter.inside)

    @cached_property
    def foreign(self) -> Array:
        """Foreign content of a unit of exports, the sum of V_t B_ts, shape (O, n)."""
        return self._content(self.exporter.B, ~self.exporter.inside)

    @cached_property
    def by_partner(self) -> Array:
        """Content of a unit of exports by partner of origin, V_t B_ts, shape (n, R)."""
        economies = self.exporter.economies
        return self.exporter.abroad(economies.added(economies.system.v * self.exporter.B.T))

    @cached_property
    def direct(self) -> Array:
        """Foreign content that crossed one border before, V_t L_tt A_ts L_ss, shape (1, n)."""
        exporter, economies = self.exporter, self.exporter.economies
        value = times_blocks(economies.system.v, economies.system.L)
        for place, inverse in economies.domestic_inverses.items():
            cells = economies.cells[place]
            value[cells] = economies.system.v[cells] @ inverse
        value[exporter.cells] = 0.0
        return (value @ economies.system.A[:, exporter.cells] @ exporter.L)[None, :]

    @cached_property
    def domestic_once(self) -> Array:
        """Domestic content that did not cross the perimeter before, V_s B^P_ss, shape (O, n)."""
        return self._content(self.without, self.exporter.inside)

    @cached_property
    def foreign_once(self) -> Array:
        """Foreign content that did not cross the perimeter before, shape (O, n)."""
        return self._content(self.without, ~self.exporter.inside)

    def _content(self, columns: Array, cells: NDArray[np.bool_]) -> Array:
        v = self.exporter.economies.system.v
        if self.origins is None:
            return (v[cells] @ columns[cells])[None, :]
        counted = cells & (self.origins >= 0)
        groups = np.zeros((self.origins.max() + 1, int(counted.sum())))
        groups[self.origins[counted], np.arange(groups.shape[1])] = v[counted]
        return groups @ columns[counted]

    def total(self, flows: Array) -> Array:
        """Add flows (n, R) up to sectors and importers, shape (1, S, I)."""
        return self.times(np.ones((1, len(flows))), flows)

    def times(self, content: Array, flows: Array) -> Array:
        """Multiply contents (O, n) with flows (n, R) and add them up, shape (O, S, I)."""
        chosen = flows @ self._columns
        if len(content) == 1:
            return (self._rows @ (content.T * chosen))[None]
        return np.stack([content[:, places] @ chosen[places] for places in self.rows], axis=1)

    @cached_property
    def _columns(self) -> Array:
        """Which partners an importer of the result is made of, shape (R, I)."""
        return _indicator(self.columns, len(self.exporter.partners)).T

    @cached_property
    def _rows(self) -> Array:
        """Which cells a sector of the result is made of, shape (S, n)."""
        return _indicator(self.rows, len(self.exporter.cells))


def _indicator(places: Sequence[NDArray[np.intp]], n: int) -> Array:
    found = np.zeros((len(places), n))
    for i, place in enumerate(places):
        found[i, place] = 1.0
    return found


def scopes(
    exporter: Exporter,
    sectors: Mapping[str, Sequence[str]],
    importers: Mapping[str, Sequence[str]],
    perspective: str,
    origins: NDArray[np.intp] | None = None,
) -> list[tuple[list[str], list[str], Scope]]:
    """Sectors and importers of each perimeter, and its scope.

    In the perspectives of a sector or a bilateral relation there is one perimeter for each sector
    and for each importer, in the others one for all.
    """
    industries = list(exporter.economies.system.table.industries)
    industry = exporter.cells % len(industries)
    rows = {
        name: np.flatnonzero(np.isin(industry, [industries.index(code) for code in codes]))
        for name, codes in sectors.items()
    }
    columns = {
        name: np.flatnonzero(np.isin(exporter.partners, list(members)))
        for name, members in importers.items()
    }
    apart = {
        "sector": ([[name] for name in rows], [list(columns)]),
        "bilateral": ([list(rows)], [[name] for name in columns]),
        "bilateral_sector": ([[name] for name in rows], [[name] for name in columns]),
    }
    some_rows, some_columns = apart.get(perspective, ([list(rows)], [list(columns)]))
    return [
        (of, to, Scope(
            exporter, tuple(rows[name] for name in of), tuple(columns[name] for name in to),
            perspective, origins,
        ))
        for of in some_rows
        for to in some_columns
    ]  # fmt: skip
