"""The content measures of OECD's Trade in Value Added (TiVA) for an exporter."""

from __future__ import annotations

from gvcaccounts.content import value_through_partners
from gvcaccounts.exporters import Exporter
from gvcaccounts.tables import Array


def oecd_terms(exporter: Exporter) -> dict[str, Array]:
    """Content of exports as TiVA measures it (OECD 2019, Guide to TiVA indicators).

    Returns
    -------
    dict of str to Array
        Each of shape (n, R), currency units, with the name in TiVA: `EXGR`; `DC` (EXGR_DVA, with
        re-imported domestic value added), `DVA` and its complement `DDC` (EXGR_RIM), `FC`
        (EXGR_FVA) by importer; `VAX` (FFD_DVA) by region of final use and `GVCF` (FEXDVA) by the
        partner whose exports carry it, both by industry of origin; `GVCB`, which is FC; `GVC`, the
        sum of the two; `REF`, the domestic value added that returns for final use at home, by
        importer, DVA less VAX in total.
    """
    system, exports = exporter.system, exporter.exports
    outside = ~exporter.inside
    dc = exporter.domestic[:, None] * exports
    once = exporter.domestic_once[:, None]
    fc = exporter.foreign[:, None] * exports
    carried = value_through_partners(system)[exporter.cells][:, outside]
    used = system.v[exporter.cells, None] * system.output_by_use[exporter.cells][:, outside]
    returned = system.output_by_use[:, exporter.inside].sum(axis=1)
    return {
        "EXGR": exports,
        "DC": dc,
        "DVA": once * exports,
        "VAX": used,
        "REF": once * exporter.used_by_partners(returned),
        "DDC": dc - once * exports,
        "FC": fc,
        "GVC": fc + carried,
        "GVCB": fc,
        "GVCF": carried,
    }
