"""Gross exports and imports, and imported inputs that are exported again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gvcaccounts.economies import Economies, economies_of
from gvcaccounts.frames import checked_keys, combined, long_frame, merged, refuse_overlap
from gvcaccounts.selection import Wanted, select_economies, select_sectors
from gvcaccounts.systems import Tables, systems_of
from gvcaccounts.tables import Array

KEYS = ("economy", "sector", "partner")
Named = Mapping[str, tuple[str, ...]]


def trade(
    table: Tables,
    economy: Wanted = None,
    partner: Wanted = None,
    sector: Wanted = None,
    by: Sequence[str] = ("economy",),
    economies: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """Add up gross trade by use, and the imported inputs that are exported again.

    Parameters
    ----------
    table
        As for `decompose`.
    economy, partner
        Economies that trade, and with whom; groups are one economy, as for `decompose`.
    sector
        Industries whose goods are traded: for imports those of the partner.
    by
        What the rows are: any of `economy, sector, partner`.
    economies
        Groups of economies that count as one throughout, by name.

    Returns
    -------
    DataFrame
        `year` if there are several, the keys of `by`, `term` and `value`, currency units. Terms
        have the names of TiVA (OECD 2019): `EXGR, EXGR_INT, EXGR_FNL` exports, intermediate and
        final ones, `IMGR, IMGR_INT, IMGR_FNL` imports, `BALGR` exports less imports, and `REII`,
        intermediate imports that are exported again, A_pc L_cc E_c (Hummels, Ishii and Yi 2001,
        eq. 3, by imported product).

    Raises
    ------
    ValueError
        If a name or key is unknown, or groups overlap that are added up.
    """
    keys = checked_keys(by, KEYS, "trade")
    frames = []
    for year, system in systems_of(table):
        base = economies_of(system, economies)
        wanted = {
            "economy": select_economies(economy, base.names, "economy"),
            "partner": select_economies(partner, base.names, "partner"),
            "sector": select_sectors(sector, system.table.industries, "sector"),
        }
        for key, groups in wanted.items():
            if key not in keys:
                refuse_overlap(groups, key, "trade")
        found = list(_frames(base, wanted, keys))
        frames.append([f if year is None else f.assign(year=year) for f in found])
    return combined(frames, keys)


def _frames(
    base: Economies, wanted: Mapping[str, Named], by: Sequence[str]
) -> Iterator[pd.DataFrame]:
    """Long frame of each economy."""
    partners = merged(wanted["partner"], "partner", by)
    sectors = merged(wanted["sector"], "sector", by)
    N = base.system.table.n_industries
    industry = np.array(base.system.table.industries)
    to_sector = np.array([np.isin(industry, codes) for codes in sectors.values()], dtype=float)
    for name, members in wanted["economy"].items():
        outside = {
            partner: np.isin(base.names, of) & ~np.isin(base.names, members)
            for partner, of in partners.items()
        }
        labels = [partner for partner, of in outside.items() if of.any()]
        terms = [_terms(base, np.isin(base.names, members), outside[partner]) for partner in labels]
        if not labels:
            continue
        added = {
            term: np.stack([to_sector @ t[term].reshape(-1, N).sum(axis=0) for t in terms], axis=1)
            for term in terms[0]
        }
        axes = [{"economy": [name] * len(sectors), "sector": list(sectors)}, {"partner": labels}]
        yield long_frame(axes, added, by)


def _terms(base: Economies, own: NDArray[np.bool_], partner: NDArray[np.bool_]) -> dict[str, Array]:
    """Trade of an economy with a partner by cell of the goods, each of shape (GN,)."""
    table, A = base.system.table, base.system.A
    seller, buyer = own[base.of_cell], partner[base.of_cell]
    sold = np.where(seller, table.Z[:, buyer].sum(axis=1), 0.0)
    sold_final = np.where(seller, base.demand[:, partner].sum(axis=1), 0.0)
    bought = np.where(buyer, table.Z[:, seller].sum(axis=1), 0.0)
    bought_final = np.where(buyer, base.demand[:, own].sum(axis=1), 0.0)
    exports = base.exports[seller][:, ~own].sum(axis=1)
    domestic = np.eye(len(exports)) - A[np.ix_(seller, seller)]
    again = A[:, seller] @ np.linalg.solve(domestic, exports)
    return {
        "EXGR": sold + sold_final,
        "EXGR_INT": sold,
        "EXGR_FNL": sold_final,
        "IMGR": bought + bought_final,
        "IMGR_INT": bought,
        "IMGR_FNL": bought_final,
        "BALGR": sold + sold_final - bought - bought_final,
        "REII": np.where(buyer, again, 0.0),
    }
