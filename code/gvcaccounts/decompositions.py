"""Decompositions of gross exports, in one call and with labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gvcaccounts.borin_mancini import (
    miroudot_ye,
    miroudot_ye_terms,
    sink_based,
    sink_terms,
    source_based,
    source_terms,
)
from gvcaccounts.exporters import Exporter
from gvcaccounts.frames import checked_keys, combined, long_frame, merged, refuse_overlap
from gvcaccounts.grouping import Grouping
from gvcaccounts.leontief import LeontiefSystem
from gvcaccounts.names import unknown
from gvcaccounts.oecd import oecd_terms, oecd_totals
from gvcaccounts.perspectives import PERSPECTIVES, Scope, scopes
from gvcaccounts.selection import Wanted, select_economies, select_sectors
from gvcaccounts.systems import Tables, systems_of
from gvcaccounts.tables import Array
from gvcaccounts.wang_wei_zhu import kww_terms, wwz_terms, wwz_totals

Method = Callable[[Scope], dict[str, Array]]
# Totals of each method, and the terms that add to gross exports.
METHODS: Mapping[str, tuple[Method, Method]] = {
    "bm_src": (source_based, source_terms),
    "bm_snk": (sink_based, sink_terms),
    "my": (miroudot_ye, miroudot_ye_terms),
    "kww": (wwz_totals, kww_terms),
    "wwz": (wwz_totals, wwz_terms),
    "oecd": (oecd_totals, oecd_terms),
}
# Order of totals in the results.
ORDER = (
    "EXGR", "DC", "DVA", "VAX", "DAVAX", "VAXIM", "REF", "DDC", "FC", "FVA", "FDC", "GVC", "GVCB",
    "GVCF",
)  # fmt: skip
# Methods that know other borders than the exporter's, and that split contents by origin.
OF_PERIMETERS = ("bm_src", "bm_snk", "my")
KEYS = ("exporter", "sector", "importer", "origin", "origin_sector")


def decompose(
    table: Tables,
    exporter: Wanted = None,
    importer: Wanted = None,
    sector: Wanted = None,
    method: str = "bm_src",
    perspective: str = "country",
    by: Sequence[str] = ("exporter",),
    economies: Mapping[str, Sequence[str]] | None = None,
    detail: bool = False,
) -> pd.DataFrame:
    """Decompose gross exports.

    Parameters
    ----------
    table
        Table, Leontief system of one (which saves factorising it again) or `pymrio.IOSystem`; or a
        map from year to any of these, whose results are stacked.
    exporter, importer
        Economies: a name, several, or a map from name to members. Names are those of the table and
        of `geographies()`, such as EU27; a group is one economy, whose own trade is domestic. Every
        economy without it. The exporter is left out of a group of importers that it is in.
    sector
        Exporting industries in the same way: a code, several, or a map from name to codes, such as
        `sector_groups` gives. Every industry without it.
    method
        `bm_src`, `bm_snk` (Borin and Mancini, source- and sink-based), `my` (Miroudot and Ye),
        `kww` (Koopman, Wang and Wei), `wwz` (Wang, Wei and Zhu) or `oecd` (TiVA).
    perspective
        Border across which value added is counted once: of the exporting `country`, of each
        `bilateral` relation, of each `sector`, `bilateral_sector`, or, for foreign value added, of
        every economy of the `world`. All but the first for `bm_src`, `bm_snk` and `my`.
    by
        What the rows are: any of `exporter, sector, importer`, and of `origin, origin_sector`, the
        economy and industry where value was added (for `bm_src`, `bm_snk` and `my`). Results are
        added over what is not named; with nothing named, they are those of the world.
    economies
        Groups of economies that count as one throughout, by name.
    detail
        The terms of the papers instead of totals: 16 of `wwz`, 9 of `kww`, 12 of `bm_src` and
        `bm_snk`, 4 of `oecd`; for `my` in the perspective of the world, FDC by borders crossed.

    Returns
    -------
    DataFrame
        `year` if there are several, the keys of `by`, `term` and `value` (currency units): a row
        for every combination and term. With `detail`, terms other than EXGR add to it.

    Raises
    ------
    ValueError
        If a name, key, method or perspective is unknown, or if they do not go together.
    """
    _check(method, perspective, by, detail)
    wanted = _Request(exporter, importer, sector, method, perspective, tuple(by), economies, detail)
    frames = [_decompose(system, wanted, year) for year, system in systems_of(table)]
    return combined(frames, by)


@dataclass(frozen=True)
class _Request:
    """Arguments of `decompose`."""

    exporter: Wanted
    importer: Wanted
    sector: Wanted
    method: str
    perspective: str
    by: tuple[str, ...]
    economies: Mapping[str, Sequence[str]] | None
    detail: bool


def _check(method: str, perspective: str, by: Sequence[str], detail: bool) -> None:
    if method not in METHODS:
        raise ValueError(f"decompose: {unknown('method', method, METHODS)}")
    if perspective not in PERSPECTIVES:
        raise ValueError(f"decompose: {unknown('perspective', perspective, PERSPECTIVES)}")
    checked_keys(by, KEYS, "decompose")
    if method not in OF_PERIMETERS and perspective != "country":
        raise ValueError(f"decompose: {method!r} has only the perspective of the country")
    if method not in OF_PERIMETERS and {"origin", "origin_sector"} & set(by):
        raise ValueError(f"decompose: {method!r} is not split by origin")
    border = "world" if method == "my" else "country"
    if detail and perspective != border:
        raise ValueError(f"decompose: {method!r} has details only in perspective {border!r}")
    if perspective == "world" and {"origin", "origin_sector"} & set(by):
        raise ValueError("decompose: the perspective of the world is not split by origin")


def _decompose(system: LeontiefSystem, wanted: _Request, year: object) -> list[pd.DataFrame]:
    """Long frames of all exporters of one table."""
    grouping = Grouping(system, wanted.economies or {})
    known, industries = grouping.base.names, system.table.industries
    exporters = select_economies(wanted.exporter, known, "exporter")
    importers = select_economies(wanted.importer, known, "importer")
    sectors = select_sectors(wanted.sector, industries, "sector")
    _check_sums(wanted, exporters, importers, sectors)
    if len(exporters) * 4 > len(known):
        _ = system.inverse  # most of its columns are wanted
    frames = [
        frame
        for name, members in exporters.items()
        for exporter, to in grouping.exporters(members, importers)
        for frame in _frames(name, exporter, to, sectors, wanted)
    ]
    if not frames:
        raise ValueError("decompose: no importer is outside the exporter")
    return [frame if year is None else frame.assign(year=year) for frame in frames]


def _frames(
    name: str,
    exporter: Exporter,
    importers: Mapping[str, tuple[str, ...]],
    sectors: Mapping[str, tuple[str, ...]],
    wanted: _Request,
) -> Iterator[pd.DataFrame]:
    """Long frame of each perimeter of an exporter."""
    by = wanted.by
    called = {"the exporter": name, "the importer": next(iter(importers))}
    groups, origins = _origin_groups(exporter, by, called)
    of, to = merged(sectors, "sector", by), merged(importers, "importer", by)
    for some, partners, scope in scopes(exporter, of, to, wanted.perspective, groups):
        terms = METHODS[wanted.method][wanted.detail](scope)
        if not wanted.detail:
            terms = {term: terms[term] for term in ORDER if term in terms}
        exporters = [name] * len(next(iter(terms.values())))
        axes = [origins | {"exporter": exporters}, {"sector": some}, {"importer": partners}]
        yield long_frame(axes, terms, by)


def _origin_groups(
    exporter: Exporter, by: Sequence[str], called: Mapping[str, str]
) -> tuple[NDArray[np.intp] | None, dict[str, list[str]]]:
    """Group of origin of each cell, shape (GN,), and the labels of the groups by key."""
    economies, N = exporter.economies, exporter.economies.system.table.n_industries
    keys = [key for key in ("origin", "origin_sector") if key in by]
    if not keys:
        return None, {}
    economy, industry = economies.of_cell, np.tile(np.arange(N), len(economies.of_region))
    parts = {"origin": (economy, len(economies.names)), "origin_sector": (industry, N)}
    group = np.ravel_multi_index([parts[key][0] for key in keys], [parts[key][1] for key in keys])
    found, group = np.unique(group, return_inverse=True)
    places = dict(zip(keys, np.unravel_index(found, [parts[key][1] for key in keys]), strict=True))
    shown = [called.get(economy, economy) for economy in economies.names]
    names = {"origin": shown, "origin_sector": list(economies.system.table.industries)}
    return group, {key: [names[key][i] for i in places[key]] for key in keys}


def _check_sums(
    wanted: _Request,
    exporters: Mapping[str, Sequence[str]],
    importers: Mapping[str, Sequence[str]],
    sectors: Mapping[str, Sequence[str]],
) -> None:
    """Refuse sums in which a flow is counted twice or whose parts have borders of their own."""
    for key, groups in (("exporter", exporters), ("importer", importers), ("sector", sectors)):
        if key in wanted.by or len(groups) == 1:
            continue
        refuse_overlap(groups, key, "decompose")
        if (key == "sector" and "sector" in wanted.perspective) or (
            key == "importer" and "bilateral" in wanted.perspective
        ):
            raise ValueError(
                f"decompose: each {key} has a border of its own in perspective "
                f"{wanted.perspective!r}: name one, or put {key!r} into by"
            )
