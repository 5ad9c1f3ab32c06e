"""Value added by origin, in exports and in final demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gvcaccounts.economies import Economies, economies_of
from gvcaccounts.frames import checked_keys, combined, long_frame, merged, refuse_overlap
from gvcaccounts.leontief import inverse_times
from gvcaccounts.names import unknown
from gvcaccounts.selection import Wanted, select_economies, select_sectors
from gvcaccounts.systems import Tables, systems_of
from gvcaccounts.tables import Array

KEYS = {
    "exports": ("origin", "origin_sector", "exporter", "sector", "importer", "destination"),
    "final_demand": ("origin", "origin_sector", "exporter", "sector", "destination"),
}


def value_added(
    table: Tables,
    in_: str = "exports",
    origin: Wanted = None,
    origin_sector: Wanted = None,
    exporter: Wanted = None,
    sector: Wanted = None,
    importer: Wanted = None,
    destination: Wanted = None,
    by: Sequence[str] = ("origin",),
    economies: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """Find where the value added in exports or in final demand comes from.

    In exports, V_t B_ts E_sr (Koopman, Wang and Wei 2014): the content, in which value added that
    crosses a border of s twice is counted twice. In final demand, V_t B Y (Johnson and Noguera
    2012): every unit of value added once.

    Parameters
    ----------
    table
        As for `decompose`.
    in_
        `exports` or `final_demand`.
    origin, origin_sector
        Economies and industries where value is added; as for `decompose`.
    exporter, sector
        Economies and industries that sell the exports, or the final goods, wherever these are
        sold.
    importer
        Economies that buy the exports; not for final demand.
    destination
        Economies where the goods, or what is made of them, are in final use.
    by
        What the rows are: any of `origin, origin_sector, exporter, sector, importer, destination`.
        Results are added over what is not named.
    economies
        Groups of economies that count as one throughout, by name.

    Returns
    -------
    DataFrame
        `year` if there are several, the keys of `by`, `term` (`VA`) and `value`, currency units.

    Raises
    ------
    ValueError
        If a name or key is unknown, or they do not go together.
    """
    if in_ not in KEYS:
        raise ValueError(f"value_added: {unknown('flow', in_, KEYS)}")
    if in_ == "final_demand" and importer is not None:
        raise ValueError("value_added: final demand has a destination and no importer")
    keys = checked_keys(by, KEYS[in_], "value_added")
    given = {
        "origin": origin, "exporter": exporter, "importer": importer, "destination": destination,
        "origin_sector": origin_sector, "sector": sector,
    }  # fmt: skip
    frames = []
    for year, system in systems_of(table):
        base = economies_of(system, economies)
        wanted = _selected(base, given, keys)
        found = _Content(base, wanted, keys).frames(in_, destination is not None)
        frames.append([f if year is None else f.assign(year=year) for f in found])
    return combined(frames, keys)


def _selected(
    base: Economies, given: Mapping[str, Wanted], by: Sequence[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Name and members of all that is wanted, by key; one of all where the key is not."""
    wanted = {}
    for key, names in given.items():
        if key.endswith("sector"):
            groups = select_sectors(names, base.system.table.industries, key)
        else:
            groups = select_economies(names, base.names, key)
        if key not in by:
            refuse_overlap(groups, key, "value_added")
        wanted[key] = groups if key == "exporter" else merged(groups, key, by)
    return wanted


@dataclass(frozen=True, eq=False)
class _Content:
    """Value added by group of origin in a unit of every cell's goods, and the flows of goods."""

    base: Economies
    wanted: Mapping[str, Mapping[str, tuple[str, ...]]]
    by: tuple[str, ...]

    def frames(self, in_: str, followed: bool) -> Iterator[pd.DataFrame]:
        """Long frame of each exporter, or seller of final goods."""
        origins, content = self._origins()
        followed = followed or in_ == "final_demand" or "destination" in self.by
        sectors, to = self.wanted["sector"], self.wanted["destination"] if followed else ["all"]
        for name, members in self._sellers(in_).items():
            cells = self._cells(members)
            importers, flows = self._flows(cells, members, in_, followed)
            if not importers:
                continue
            value = [
                np.einsum("oc,cid->oid", content[:, cells[places]], flows[places])
                for places in self._places(cells)
            ]
            axes = [
                origins | {"exporter": [name] * len(content)}, {"sector": list(sectors)},
                {"importer": importers}, {"destination": list(to)},
            ]  # fmt: skip
            yield long_frame(axes, {"VA": np.stack(value, axis=1)}, self.by)

    def _origins(self) -> tuple[dict[str, list[str]], Array]:
        """Labels of the groups of origin, and their V B, shape (O, GN)."""
        system = self.base.system
        N = system.table.n_industries
        economies = self._membership("origin")
        industry = np.array(system.table.industries)
        labels: dict[str, list[str]] = {"origin": [], "origin_sector": []}
        rows = []
        for name, of_economy in zip(self.wanted["origin"], economies, strict=True):
            for sector, codes in self.wanted["origin_sector"].items():
                labels["origin"].append(name)
                labels["origin_sector"].append(sector)
                counts = np.tile(np.isin(industry, codes), len(system.v) // N)
                rows.append(system.v * of_economy[self.base.of_cell] * counts)
        return labels, inverse_times(system, np.array(rows))

    def _membership(self, key: str) -> Array:
        """Which economies a group of the key is made of, shape (groups, K)."""
        groups = self.wanted[key].values()
        return np.array([np.isin(self.base.names, members) for members in groups], dtype=float)

    def _sellers(self, in_: str) -> Mapping[str, tuple[str, ...]]:
        """Exporters, or all sellers of final goods as one where they are not told apart."""
        return merged(
            self.wanted["exporter"], "exporter", self.by if in_ != "exports" else KEYS[in_]
        )

    def _cells(self, members: Sequence[str]) -> NDArray[np.intp]:
        return np.concatenate([self.base.cells[self.base.names.index(m)] for m in members])

    def _places(self, cells: NDArray[np.intp]) -> list[NDArray[np.intp]]:
        """Places among the cells of each sector that is wanted."""
        industries = np.array(self.base.system.table.industries)[
            cells % self.base.system.table.n_industries
        ]
        return [np.flatnonzero(np.isin(industries, of)) for of in self.wanted["sector"].values()]

    def _flows(
        self, cells: NDArray[np.intp], members: Sequence[str], in_: str, followed: bool
    ) -> tuple[list[str], Array]:
        """Importers, and sales of the cells to each of them by destination, shape (n, I, D)."""
        base, to = self.base, self._membership("destination").T
        if in_ == "final_demand":
            return ["all"], (base.demand[cells] @ to)[:, None]
        names, flows = [], []
        for importer, of in self.wanted["importer"].items():
            outside = np.isin(base.names, of) & ~np.isin(base.names, members)
            if not outside.any():
                continue
            names.append(importer)
            if followed:
                buyers = np.flatnonzero(outside[base.of_cell])
                used = base.system.A[np.ix_(cells, buyers)] @ base.output_by_use[buyers]
                flows.append((used + base.demand[cells] * outside) @ to)
            else:
                flows.append(base.exports[cells] @ outside[:, None])
        return names, np.stack(flows, axis=1) if names else np.zeros((len(cells), 0, 1))
