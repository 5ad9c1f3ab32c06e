"""The content measures of OECD's Trade in Value Added (TiVA) for an exporter."""

from __future__ import annotations

import numpy as np

from gvcaccounts.perspectives import Scope
from gvcaccounts.tables import Array


def oecd_totals(scope: Scope) -> dict[str, Array]:
    """Content of exports as TiVA measures it (OECD 2019, Guide to TiVA indicators).

    Returns
    -------
    dict of str to Array
        Each of shape (1, S, I), currency units. By importer: `EXGR`; `DC` (EXGR_DVA in TiVA, with
        re-imported domestic value added), `DVA` and its complement `DDC` (EXGR_RIM), `FC`
        (EXGR_FVA); `REF`, the domestic value added that returns for final use at home, DVA less
        VAX in total. By economy of final use and industry of origin: `VAX` (FFD_DVA). By partner:
        `GVCB` (DEXFVAP), value added of the partner in all exports of the sector; `GVCF`
        (FEXDVAP), value added of the sector in all exports of the partner; `GVC`, their sum.
    """
    exporter, economies = scope.exporter, scope.exporter.economies
    dc, fc = (
        scope.times(scope.domestic, exporter.exports),
        scope.times(scope.foreign, exporter.exports),
    )
    dva = scope.times(scope.domestic_once, exporter.exports)
    v = economies.system.v
    used = v[exporter.cells, None] * economies.output_by_use[exporter.cells]
    back = scope.total(scope.by_partner * exporter.exports.sum(axis=1)[:, None])
    forth = scope.total(exporter.abroad(economies.carried[exporter.cells]))
    return {
        "EXGR": scope.total(exporter.exports),
        "DC": dc,
        "DVA": dva,
        "VAX": scope.total(exporter.abroad(used)),
        "REF": scope.times(scope.domestic_once, exporter.returning),
        "DDC": dc - dva,
        "FC": fc,
        "GVC": back + forth,
        "GVCB": back,
        "GVCF": forth,
    }


def oecd_terms(scope: Scope) -> dict[str, Array]:
    """Split gross exports as TiVA does.

    Returns
    -------
    dict of str to Array
        `EXGR`, and direct domestic value added of the exporting industry `EXGR_DDC`, indirect one
        of its domestic suppliers `EXGR_IDC`, re-imported one `EXGR_RIM` and foreign one `EXGR_FVA`,
        each of shape (1, S, I).
    """
    exporter, exports = scope.exporter, scope.exporter.exports
    direct = exporter.economies.system.v[exporter.cells] * np.diag(exporter.L)
    once = scope.domestic_once
    return {
        "EXGR": scope.total(exports),
        "EXGR_DDC": scope.times(direct[None, :], exports),
        "EXGR_IDC": scope.times(once - direct, exports),
        "EXGR_RIM": scope.times(scope.domestic - once, exports),
        "EXGR_FVA": scope.times(scope.foreign, exports),
    }
