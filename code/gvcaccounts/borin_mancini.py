"""Borin and Mancini (2019, 2023), Miroudot and Ye (2021): every part of exports counted once."""

from __future__ import annotations

import numpy as np

from gvcaccounts.perspectives import Scope
from gvcaccounts.tables import Array


def source_based(scope: Scope) -> dict[str, Array]:
    """Decompose exports, value added being recorded when it first leaves the perimeter.

    Borin and Mancini (2019, 2023), source-based. With the unit contents V_s B^P_ss (V_s L_ss in the
    perspective of the country) and, for foreign value added, the sum of V_t B^P_ts, of exports from
    s to r: DVA = V_s B^P_ss E_sr; REF = V_s B^P_ss A_sr (B Y)_rs;
    DAVAX = V_s L_ss (Y_sr + A_sr L_rr Y_rr); GVCB = E - DVA; GVCF = DVA - DAVAX.

    For the world FVA is what no other economy than the one of origin exported before, the sum of
    V_t L_tt A_ts L_ss E_sr.

    Returns
    -------
    dict of str to Array
        `EXGR, DC, DVA, VAX, REF, DDC, FC, FVA, FDC`, each of shape (O, S, I): group of origin by
        sector by importer, currency units; for the country also `DAVAX, GVC, GVCB, GVCF`.
        EXGR = DC + FC, DC = DVA + DDC, DVA = VAX + REF, FC = FVA + FDC, GVC = GVCB + GVCF.
    """
    terms, exporter = _counted(scope, scope.exporter.exports), scope.exporter
    if scope.perspective == "world":
        terms |= _foreign(terms["FC"], scope.times(scope.direct, exporter.exports))
    ref = scope.times(scope.domestic_once, exporter.returning)
    terms |= {"REF": ref, "VAX": terms["DVA"] - ref}
    if scope.perspective == "country":
        davax = scope.times(scope.domestic_once, exporter.absorbed)
        back, forth = terms["FC"] + terms["DDC"], terms["DVA"] - davax
        terms |= {"DAVAX": davax, "GVC": back + forth, "GVCB": back, "GVCF": forth}
    return terms


def source_terms(scope: Scope) -> dict[str, Array]:
    """Split VAX, REF and FVA of `source_based` by what becomes of the exports.

    Borin and Mancini (2019, eq. 22 and 23), with the unit contents V_s L_ss and the sum of
    V_t B^s_ts: 1 final goods, 2 what the importer turns into its own final use, 3 into final goods
    and 4 into intermediates that it exports.

    Returns
    -------
    dict of str to Array
        `EXGR, VAX1, VAX2, VAX3, VAX4, REF1, REF2, DDC, FVA1, FVA2, FVA3, FVA4, FDC`, each of shape
        (O, S, I); all but the first add to it in a table whose rows balance.
    """
    totals = source_based(scope)
    flows = _uses(scope, scope.exporter.economies.output_by_use)
    return _split(scope, totals, flows, scope.domestic_once, scope.foreign_once)


def sink_terms(scope: Scope) -> dict[str, Array]:
    """Split VAX, REF and FVA of `sink_based`; terms and names are those of `source_terms`.

    Contents are V_s B_ss and the sum of V_t B_ts, flows those that do not come back into exports of
    s (Borin and Mancini 2019, eq. 24 and 25).
    """
    flows = _uses(scope, _output_without_exports(scope))
    return _split(scope, sink_based(scope), flows, scope.domestic, scope.foreign)


def _uses(scope: Scope, output: Array) -> dict[str, Array]:
    """Exports by what becomes of them, each (n, R), from output by economy of final use (GN, K).

    `home_final` and `home_inter` return to the exporter in final goods and in intermediates.
    """
    exporter, economies = scope.exporter, scope.exporter.economies
    at_home = economies.demand[:, exporter.place]
    abroad = economies.demand.sum(axis=1) - economies.home - at_home
    home_final = exporter.used_by_partners(economies.domestic_output(at_home))
    final = exporter.used_by_partners(economies.domestic_output(abroad))
    absorbed = exporter.absorbed - exporter.final
    returning = exporter.used_by_partners(output[:, exporter.place])
    others = exporter.used_by_partners(output.sum(axis=1)) - returning
    return {
        "sold": exporter.final, "absorbed": absorbed, "final": final,
        "inter": others - absorbed - final,
        "home_final": home_final, "home_inter": returning - home_final,
    }  # fmt: skip


def _split(
    scope: Scope, totals: dict[str, Array], flows: dict[str, Array], domestic: Array, foreign: Array
) -> dict[str, Array]:
    """Twelve terms from flows by use and contents by origin."""
    third = {
        "3": flows["final"] + flows["home_final"], "4": flows["inter"] + flows["home_inter"]
    }  # fmt: skip
    by_use = dict(zip("1234", ("sold", "absorbed", "final", "inter"), strict=True))
    return {
        "EXGR": totals["EXGR"],
        **{f"VAX{k}": scope.times(domestic, flows[use]) for k, use in by_use.items()},
        "REF1": scope.times(domestic, flows["home_final"]),
        "REF2": scope.times(domestic, flows["home_inter"]),
        "DDC": totals["DDC"],
        **{f"FVA{k}": scope.times(foreign, third.get(k, flows[u])) for k, u in by_use.items()},
        "FDC": totals["FDC"],
    }


def miroudot_ye(scope: Scope) -> dict[str, Array]:
    """Decompose exports into value added and double counting, without following it to its use.

    Miroudot and Ye (2021, eq. 11 and 12), with the inverse B^P without the trade that crosses the
    perimeter: DVA = V_s B^P_ss E_sr, FVA = sum of V_t B^P_ts E_sr. For the world every border
    counts, so that B^P is L and no foreign content is counted for the first time.

    Returns
    -------
    dict of str to Array
        `EXGR, DC, DVA, DDC, FC, FVA, FDC`, each of shape (O, S, I).
    """
    terms = _counted(scope, scope.exporter.exports)
    if scope.perspective == "world":
        terms |= _foreign(terms["FC"], np.zeros_like(terms["FC"]))
    return terms


def miroudot_ye_terms(scope: Scope) -> dict[str, Array]:
    """Split FDC of `miroudot_ye` for the world by the borders that foreign content crossed before.

    Returns
    -------
    dict of str to Array
        `EXGR, DVA, DDC, FDC1, FDC2`, each of shape (1, S, I): FDC1 crossed one border,
        V_t L_tt A_ts L_ss E_sr, FDC2 more of them.
    """
    terms = miroudot_ye(scope)
    first = scope.times(scope.direct, scope.exporter.exports)
    kept = {name: terms[name] for name in ("EXGR", "DVA", "DDC")}
    return kept | {"FDC1": first, "FDC2": terms["FDC"] - first}


def sink_based(scope: Scope) -> dict[str, Array]:
    """Decompose exports, value added being recorded when it last leaves the perimeter.

    Borin and Mancini (2019, 2023), sink-based. Exports to r that do not come back into exports
    across the perimeter serve final use, Y_sr + A_sr x_r, with x = B^P Y^P the output that is left
    when those exports are set to zero in A and in Y; the others, A_sr B^P_rs E^P_s, are counted
    twice. Contents are V_s B_ss and the sum of V_t B_ts per unit. For the world FVA is what no
    other economy than the one of origin exports afterwards: Y_sr + A_sr L_rr Y_rr, and of what came
    from r itself also A_sr L_rr times the exports of r that their importers absorb. This is the
    decomposition of Koopman, Wang and Wei (2014), corrected.

    Returns
    -------
    dict of str to Array
        `EXGR, DC, DVA, VAX, REF, DDC, FC, FVA, FDC`, each of shape (O, S, I), and but for the world
        `VAXIM`; the identities are those of `source_based`. VAXIM is the domestic value added that
        the direct importer absorbs, however it came there after it last left.
    """
    exporter, economies = scope.exporter, scope.exporter.economies
    left = _output_without_exports(scope)
    crossing = scope.exports_crossing(exporter.exports).sum(axis=1)
    twice = exporter.used_by_partners(scope.without @ crossing)
    terms = _counted(scope, exporter.exports - twice, sink=True)
    ref = scope.times(scope.domestic, exporter.used_by_partners(left[:, exporter.place]))
    terms |= {"VAX": terms["DVA"] - ref, "REF": ref}
    if scope.perspective == "world":
        again = exporter.used_by_partners(economies.domestic_output(economies.exports_absorbed))
        last = scope.times(scope.foreign, exporter.absorbed)
        return terms | _foreign(terms["FC"], last + scope.total(scope.by_partner * again))
    at_home = exporter.used_by_partners(left[np.arange(len(left)), economies.of_cell])
    return terms | {"VAXIM": scope.times(scope.domestic, exporter.final + at_home)}


def _counted(scope: Scope, flows: Array, sink: bool = False) -> dict[str, Array]:
    """Terms when value added in the flows (n, R) is counted, by contents of source or sink."""
    exports = scope.exporter.exports
    dc, fc = scope.times(scope.domestic, exports), scope.times(scope.foreign, exports)
    domestic, foreign = (
        (scope.domestic, scope.foreign) if sink else (scope.domestic_once, scope.foreign_once)
    )
    dva = scope.times(domestic, flows)
    whole = scope.total(exports) if scope.origins is None else dc + fc
    return {"EXGR": whole, "DC": dc, "DVA": dva, "DDC": dc - dva, "FC": fc} | _foreign(
        fc, scope.times(foreign, flows)
    )


def _foreign(fc: Array, fva: Array) -> dict[str, Array]:
    return {"FVA": fva, "FDC": fc - fva}


def _output_without_exports(scope: Scope) -> Array:
    """B^P Y^P: output by economy of final use when nothing crosses the perimeter, shape (GN, K).

    It is B Y less what the exports across it, followed to their final use, call for, so that no
    second system has to be factorised.
    """
    exporter, economies = scope.exporter, scope.exporter.economies
    output = economies.output_by_use
    rows, columns = scope.crossing
    partners = np.delete(np.arange(len(economies.names)), exporter.place)[columns]
    buyers = np.flatnonzero(np.isin(economies.of_cell, partners))
    exports = np.zeros((len(exporter.cells), len(economies.names)))
    exports[rows] = exporter.A[np.ix_(rows, buyers)] @ output[buyers]
    exports[np.ix_(rows, partners)] += economies.demand[np.ix_(exporter.cells[rows], partners)]
    return output - scope.without @ exports
