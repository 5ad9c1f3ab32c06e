"""Borin and Mancini (2019): value added in exports with every part counted once."""

from __future__ import annotations

import numpy as np

from gvcaccounts.exporters import Exporter
from gvcaccounts.leontief import blocks_times
from gvcaccounts.production import final_demand_home_abroad
from gvcaccounts.tables import Array


def source_based(exporter: Exporter) -> dict[str, Array]:
    """Decompose exports, value added being recorded when it first leaves the exporter.

    Borin and Mancini (2019), source-based. With the unit contents V_s L_ss and, for foreign value
    added, the sum of V_t B_ts B_ss⁻¹ L_ss, of exports from s to r:
    DVA = V_s L_ss E_sr; REF = V_s L_ss A_sr (B Y)_rs; DAVAX = V_s L_ss (Y_sr + A_sr L_rr Y_rr);
    GVCB = E - DVA; GVCF = DVA - DAVAX.

    Returns
    -------
    dict of str to Array
        `EXGR, DC, DVA, VAX, DAVAX, REF, DDC, FC, FVA, FDC, GVC, GVCB, GVCF`, each of shape (n, R):
        exporting cell by importer, currency units. EXGR = DC + FC, DC = DVA + DDC, DVA = VAX + REF,
        FC = FVA + FDC, GVC = GVCB + GVCF. In total over importers and cells, DVA, DDC, FVA and FDC
        are those of Miroudot and Ye (2021) for the exporting country.
    """
    system, exports = exporter.system, exporter.exports
    domestic, once = exporter.domestic, exporter.domestic_once
    foreign_once = _foreign_value(exporter, exporter.columns_without_exports)
    home, _ = final_demand_home_abroad(system.table)
    returned = system.output_by_use[:, exporter.inside].sum(axis=1)
    dva = once[:, None] * exports
    direct = exporter.final + exporter.used_by_partners(blocks_times(system.L, home))
    davax = once[:, None] * direct
    ref = once[:, None] * exporter.used_by_partners(returned)
    fc, fva = exporter.foreign[:, None] * exports, foreign_once[:, None] * exports
    dc = domestic[:, None] * exports
    return {
        "EXGR": exports,
        "DC": dc,
        "DVA": dva,
        "VAX": dva - ref,
        "DAVAX": davax,
        "REF": ref,
        "DDC": dc - dva,
        "FC": fc,
        "FVA": fva,
        "FDC": fc - fva,
        "GVC": exports - davax,
        "GVCB": exports - dva,
        "GVCF": dva - davax,
    }


def sink_based(exporter: Exporter) -> dict[str, Array]:
    """Decompose exports, value added being recorded when it last leaves the exporter.

    Borin and Mancini (2019), sink-based. Exports to r that do not come back into exports of s serve
    final use, Y_sr + A_sr x_r, with x = B^s Y^s the output that is left when the exports of s are
    set to zero in A and in Y; the others, A_sr B^s_rs E_s, are counted twice. Contents are V_s B_ss
    and the sum of V_t B_ts per unit.

    Returns
    -------
    dict of str to Array
        `EXGR, DC, DVA, VAX, VAXIM, REF, DDC, FC, FVA, FDC`, each of shape (n, R); the identities
        are those of `source_based`. VAXIM is the domestic value added that the direct
        importer absorbs, however it came there after it last left the exporter.
    """
    exports = exporter.exports
    domestic, foreign = exporter.domestic[:, None], exporter.foreign[:, None]
    without = exporter.columns_without_exports
    left = _output_without_exports(exporter, without)
    twice = exporter.used_by_partners(without @ exports.sum(axis=1))
    own = exporter.system.table.region_of_cell
    absorbed = exporter.final + exporter.used_by_partners(left[np.arange(len(left)), own])
    ref = domestic * exporter.used_by_partners(left[:, exporter.inside].sum(axis=1))
    dva = domestic * (exports - twice)
    return {
        "EXGR": exports,
        "DC": domestic * exports,
        "DVA": dva,
        "VAX": dva - ref,
        "VAXIM": domestic * absorbed,
        "REF": ref,
        "DDC": domestic * twice,
        "FC": foreign * exports,
        "FVA": foreign * (exports - twice),
        "FDC": foreign * twice,
    }


def _foreign_value(exporter: Exporter, columns: Array) -> Array:
    """Value added of other regions in columns (GN, n) of an inverse, shape (n,)."""
    return exporter.system.v[~exporter.cells] @ columns[~exporter.cells]


def _output_without_exports(exporter: Exporter, without: Array) -> Array:
    """B^s Y^s: output by region of final use when the exporter exports nothing, shape (GN, G).

    It is B Y less what the exports of s, followed to their final use, call for, so that no second
    system has to be factorised.
    """
    output = exporter.system.output_by_use
    exports = exporter.A.reshape(len(exporter.L), -1) @ output[~exporter.cells]
    exports[:, ~exporter.inside] += exporter.final
    return output - without @ exports
