"""Wang, Wei and Zhu (2013) and Koopman, Wang and Wei (2014): 16 and 9 terms of gross exports."""

from __future__ import annotations

import numpy as np

from gvcaccounts.exporters import Exporter
from gvcaccounts.leontief import times_inverse
from gvcaccounts.perspectives import Scope
from gvcaccounts.tables import Array

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
WWZ_TERMS = (
    "DVA_FIN", "DVA_INT", "DVA_INTrexI1", "DVA_INTrexF", "DVA_INTrexI2", "RDV_INT", "RDV_FIN",
    "RDV_FIN2", "DDC_FIN", "DDC_INT", "OVA_FIN", "MVA_FIN", "OVA_INT", "MVA_INT", "ODC", "MDC",
)  # fmt: skip
# The totals that all methods have in common.
TOTALS = {
    "VAX": ("DVA_FIN", "DVA_INT", "DVA_INTrexI1", "DVA_INTrexF", "DVA_INTrexI2"),
    "REF": ("RDV_INT", "RDV_FIN", "RDV_FIN2"),
    "DDC": ("DDC_FIN", "DDC_INT"),
    "FVA": ("OVA_FIN", "MVA_FIN", "OVA_INT", "MVA_INT"),
    "FDC": ("ODC", "MDC"),
}


def wwz_totals(scope: Scope) -> dict[str, Array]:
    """Totals of the terms of Wang, Wei and Zhu, which are those of Koopman, Wang and Wei.

    Returns
    -------
    dict of str to Array
        `EXGR, DC, DVA, VAX, REF, DDC, FC, FVA, FDC`, each of shape (1, S, I): sector by importer,
        currency units. FVA and FDC differ from those of Borin and Mancini, because all foreign
        content that the importer exports again is called double counting.
    """
    terms = wwz_terms(scope)
    sums = _sums(terms, TOTALS)
    dva = sums["VAX"] + sums["REF"]
    more = {"DC": dva + sums["DDC"], "DVA": dva, "FC": sums["FVA"] + sums["FDC"]}
    return {"EXGR": terms["EXGR"]} | more | sums


def wwz_terms(scope: Scope) -> dict[str, Array]:
    """Decompose exports into the 16 terms of Wang, Wei and Zhu (2013, eq. 37).

    Returns
    -------
    dict of str to Array
        `EXGR` and the terms, each of shape (1, S, I): sector by importer, currency units. They add
        to gross exports in a table whose rows balance.
    """
    flows = _domestic_terms(scope) | _foreign_terms(scope)
    terms = {name: scope.total(flow) for name, flow in flows.items()}
    return {"EXGR": scope.total(scope.exporter.exports)} | terms


def kww_terms(scope: Scope) -> dict[str, Array]:
    """Decompose exports into the 9 terms of Koopman, Wang and Wei (2014, eq. 36).

    Their equation is one of the exporter's total; by sector and importer, shape (1, S, I), the
    terms are the sums of those of Wang, Wei and Zhu that make up the same total.
    """
    terms = wwz_terms(scope)
    return {"EXGR": terms["EXGR"]} | _sums(terms, KWW_TERMS)


def _sums(terms: dict[str, Array], parts: dict[str, tuple[str, ...]]) -> dict[str, Array]:
    return {name: sum((terms[part] for part in of[1:]), terms[of[0]]) for name, of in parts.items()}


def _domestic_terms(scope: Scope) -> dict[str, Array]:
    """Terms 1 to 10: V_s L_ss A_sr times the output of r, by what the output is for.

    `whole` is output called for anywhere, `here` the part of it by final sales of r itself.
    """
    exporter, system = scope.exporter, scope.exporter.economies.system
    once, domestic = scope.domestic_once.T, scope.domestic.T
    demands = _final_demands(exporter)
    whole = times_inverse(system, demands)
    here = exporter.economies.own_output(demands[:, :3])

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

    Of others' goods: at home, in third countries, in the exporting economy; of the exporter's
    goods: at home, abroad.
    """
    economies, cells = exporter.economies, exporter.inside
    in_exporter = economies.demand[:, exporter.place]
    elsewhere = economies.demand.sum(axis=1) - in_exporter
    others = (economies.home, elsewhere - economies.home, in_exporter)
    return np.column_stack(
        [
            *(np.where(cells, 0.0, demand) for demand in others),
            *(np.where(cells, demand, 0.0) for demand in (in_exporter, elsewhere)),
        ]
    )


def _foreign_terms(scope: Scope) -> dict[str, Array]:
    """Terms 11 to 16: content of the importer (M) and of third countries (O) in exports."""
    exporter, economies = scope.exporter, scope.exporter.economies
    importer = scope.by_partner
    third = scope.foreign.T - importer
    exports = economies.exports.sum(axis=1)
    used_at_home = exporter.absorbed - exporter.final
    exported_again = exporter.used_by_partners(economies.domestic_output(exports))
    return {
        "OVA_FIN": third * exporter.final,
        "MVA_FIN": importer * exporter.final,
        "OVA_INT": third * used_at_home,
        "MVA_INT": importer * used_at_home,
        "ODC": third * exported_again,
        "MDC": importer * exported_again,
    }
