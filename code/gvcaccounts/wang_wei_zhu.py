"""Wang, Wei and Zhu (2013) and Koopman, Wang and Wei (2014): 16 and 9 terms of gross exports."""

from __future__ import annotations

import numpy as np

from gvcaccounts.exporters import Exporter
from gvcaccounts.leontief import blocks_times, times_inverse
from gvcaccounts.production import final_demand_home_abroad
from gvcaccounts.tables import Array, exports_by_destination

# Koopman, Wang and Wei (2014), eq. 36, as sums of the terms of Wang, Wei and Zhu.
KWW_TERMS = {
    "DVA_FIN": ("DVA_FIN",),
    "DVA_INT": ("DVA_INT", "DVA_INTrexI1"),
    "DVA_INTrex": ("DVA_INTrexF", "DVA_INTrexI2"),
    "RDV_FIN": ("RDV_FIN", "RDV_FIN2"),
    "RDV_INT": ("RDV_INT",),
    "DDC": ("DDC_FIN", "DDC_INT"),
    "FVA_FIN": ("OVA_FIN", "MVA_FIN"),
    "FVA_INT": ("OVA_INT", "MVA_INT"),
    "FDC": ("ODC", "MDC"),
}
# The totals that all methods have in common.
TOTALS = {
    "VAX": ("DVA_FIN", "DVA_INT", "DVA_INTrexI1", "DVA_INTrexF", "DVA_INTrexI2"),
    "REF": ("RDV_INT", "RDV_FIN", "RDV_FIN2"),
    "DDC": ("DDC_FIN", "DDC_INT"),
    "FVA": ("OVA_FIN", "MVA_FIN", "OVA_INT", "MVA_INT"),
    "FDC": ("ODC", "MDC"),
}


def wwz_terms(exporter: Exporter) -> dict[str, Array]:
    """Decompose exports into the 16 terms of Wang, Wei and Zhu (2013, eq. 37).

    Returns
    -------
    dict of str to Array
        The terms, each of shape (n, R): exporting cell by importer, currency units. They add to
        gross exports as far as the rows of the table balance.
    """
    return _domestic_terms(exporter) | _foreign_terms(exporter)


def kww_terms(exporter: Exporter) -> dict[str, Array]:
    """Decompose exports into the 9 terms of Koopman, Wang and Wei (2014, eq. 36).

    Their equation is one of the exporter's total; by cell and importer, shape (n, R), the terms are
    the sums of those of Wang, Wei and Zhu that make up the same total.
    """
    return _sums(wwz_terms(exporter), KWW_TERMS)


def wwz_totals(exporter: Exporter) -> dict[str, Array]:
    """Add the terms of Wang, Wei and Zhu up to `EXGR, DC, DVA, VAX, REF, DDC, FC, FVA, FDC`.

    The totals of Koopman, Wang and Wei are the same; FVA and FDC differ from those of Borin and
    Mancini, because all foreign content that the importer exports again is called double counting.
    """
    sums = _sums(wwz_terms(exporter), TOTALS)
    dva = sums["VAX"] + sums["REF"]
    more = {"DC": dva + sums["DDC"], "DVA": dva, "FC": sums["FVA"] + sums["FDC"]}
    return {"EXGR": exporter.exports} | more | sums


def _sums(terms: dict[str, Array], parts: dict[str, tuple[str, ...]]) -> dict[str, Array]:
    return {name: sum((terms[part] for part in of[1:]), terms[of[0]]) for name, of in parts.items()}


def _domestic_terms(exporter: Exporter) -> dict[str, Array]:
    """Terms 1 to 10: V_s L_ss A_sr times the output of r, by what the output is for.

    `whole` is output called for anywhere, `here` the part of it by final sales of r itself.
    """
    system = exporter.system
    once, domestic = exporter.domestic_once[:, None], exporter.domestic[:, None]
    demands = _final_demands(exporter)
    whole = times_inverse(system, demands)
    here = blocks_times(system.domestic_blocks, demands[:, :3])

    def value_of(output: Array) -> Array:
        return once * exporter.used_by_partners(output)

    return {
        "DVA_FIN": domestic * exporter.final,
        "DVA_INT": value_of(here[:, 0]),
        "DVA_INTrexI1": value_of(whole[:, 0] - here[:, 0]),
        "DVA_INTrexF": value_of(here[:, 1]),
        "DVA_INTrexI2": value_of(whole[:, 1] - here[:, 1]),
        "RDV_INT": value_of(whole[:, 3]),
        "RDV_FIN": value_of(here[:, 2]),
        "RDV_FIN2": value_of(whole[:, 2] - here[:, 2]),
        "DDC_FIN": value_of(whole[:, 4]),
        "DDC_INT": (domestic - once) * exporter.used_by_partners(system.table.x),
    }


def _final_demands(exporter: Exporter) -> Array:
    """Final demand in five kinds, shape (GN, 5).

    Of others' goods: at home, in third countries, in the exporting region; of the exporter's goods:
    at home, abroad.
    """
    table, cells = exporter.system.table, exporter.cells
    in_exporter = table.Y[:, exporter.inside].sum(axis=1)
    elsewhere = table.Y[:, ~exporter.inside].sum(axis=1)
    home, _ = final_demand_home_abroad(table)
    others = (home, elsewhere - home, in_exporter)
    return np.column_stack(
        [
            *(np.where(cells, 0.0, demand) for demand in others),
            *(np.where(cells, demand, 0.0) for demand in (in_exporter, elsewhere)),
        ]
    )


def _foreign_terms(exporter: Exporter) -> dict[str, Array]:
    """Terms 11 to 16: content of the importer (M) and of third countries (O) in exports."""
    system = exporter.system
    importer = exporter.origin[~exporter.inside].T
    third = exporter.foreign[:, None] - importer
    home, _ = final_demand_home_abroad(system.table)
    exports = exports_by_destination(system.table).sum(axis=1)
    used_at_home = exporter.used_by_partners(blocks_times(system.L, home))
    exported_again = exporter.used_by_partners(blocks_times(system.L, exports))
    return {
        "OVA_FIN": third * exporter.final,
        "MVA_FIN": importer * exporter.final,
        "OVA_INT": third * used_at_home,
        "MVA_INT": importer * used_at_home,
        "ODC": third * exported_again,
        "MDC": importer * exported_again,
    }
