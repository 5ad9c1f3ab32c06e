"""Decompositions of gross exports: one exporter, all of them, groups, and the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from gvcaccounts.borin_mancini import sink_based, source_based
from gvcaccounts.exporters import Exporter, exporter_of
from gvcaccounts.leontief import LeontiefSystem
from gvcaccounts.oecd import oecd_terms
from gvcaccounts.tables import Array
from gvcaccounts.wang_wei_zhu import kww_terms, wwz_terms, wwz_totals

METHODS: Mapping[str, Callable[[Exporter], dict[str, Array]]] = {
    "bm_source": source_based,
    "bm_sink": sink_based,
    "kww": kww_terms,
    "wwz": wwz_terms,
    "wwz_totals": wwz_totals,
    "oecd": oecd_terms,
}
KEYS = ("exporter", "industry", "importer")


def decompose(
    system: LeontiefSystem, regions: str | Sequence[str], method: str = "bm_source"
) -> dict[str, Array]:
    """Decompose the exports of one region, or of a group whose own trade is left out.

    Parameters
    ----------
    system
        Leontief system of the table.
    regions
        Exporting region, or the members of the group.
    method
        A key of `METHODS`.

    Returns
    -------
    dict of str to Array
        Terms of the method, each of shape (n, R): the exporter's cells, in order of the table, by
        the regions outside it.

    Raises
    ------
    ValueError
        If there is no such method or region.
    """
    if method not in METHODS:
        raise ValueError(f"decomposition: no method {method!r}; there are {', '.join(METHODS)}")
    return METHODS[method](exporter_of(system, regions))


def decomposition_table(
    system: LeontiefSystem,
    method: str = "bm_source",
    by: Sequence[str] = ("exporter",),
    exporters: Mapping[str, str | Sequence[str]] | None = None,
) -> pd.DataFrame:
    """Decompose the exports of several exporters into one table.

    Parameters
    ----------
    system
        Leontief system of the table.
    method
        A key of `METHODS`.
    by
        What the rows are: any of `exporter, industry, importer`; with none of them, one row for
        the world, the sum of all exporters.
    exporters
        Name of each exporter, and the region or regions that it is; all regions by default.

    Returns
    -------
    DataFrame
        A row for every combination of `by` in the order of the table, a column for every term.

    Raises
    ------
    ValueError
        If a key, a method or a region is unknown.
    """
    if unknown := [key for key in by if key not in KEYS]:
        raise ValueError(f"decomposition: no key {unknown[0]!r}; there are {', '.join(KEYS)}")
    if exporters is None:
        exporters = {region: region for region in system.table.regions}
    frames = [_frame(system, name, regions, method, by) for name, regions in exporters.items()]
    table = pd.concat(frames, ignore_index=True)
    if by:
        return table.groupby(list(by), sort=False, as_index=False).sum()
    return table.sum().to_frame().T


def _frame(
    system: LeontiefSystem,
    name: str,
    regions: str | Sequence[str],
    method: str,
    by: Sequence[str],
) -> pd.DataFrame:
    """Terms of one exporter, added up over the keys that are not wanted."""
    table = system.table
    members = [regions] if isinstance(regions, str) else list(regions)
    importers = [region for region in table.regions if region not in members]
    terms = {
        term: figures.reshape(len(members), table.n_industries, -1).sum(axis=0)
        for term, figures in decompose(system, regions, method).items()
    }
    keys = {
        "exporter": np.full(table.n_industries * len(importers), name),
        "industry": np.repeat(table.industries, len(importers)),
        "importer": np.tile(importers, table.n_industries),
    }
    frame = pd.DataFrame({key: keys[key] for key in by} | {t: v.ravel() for t, v in terms.items()})
    return frame.groupby(list(by), sort=False, as_index=False).sum() if by else frame
