"""Tripartite participation: value chains on the buying side, on the selling one, or on both."""

from __future__ import annotations

from dataclasses import dataclass

from gvcaccounts.leontief import LeontiefSystem, times_blocks
from gvcaccounts.participation import absorbed_by_importer
from gvcaccounts.tables import Array, exports_by_destination


@dataclass(frozen=True, eq=False)
class TripartiteTrade:
    """Exports of each cell to each region in four parts that add up, each of shape (GN, G).

    Attributes
    ----------
    one_border
        Domestic value added that the importer absorbs (DAVAX): no value chain.
    backward_only
        Imported inputs in exports that the importer absorbs.
    forward_only
        Domestic value added in exports that the importer exports again.
    two_sided
        Imported inputs in exports that the importer exports again.
    """

    one_border: Array
    backward_only: Array
    forward_only: Array
    two_sided: Array


def tripartite_trade(system: LeontiefSystem) -> TripartiteTrade:
    """Split exports by what goes into them and by what becomes of them.

    Borin, Mancini and Taglioni (2021, section 3): with w = V_s L_ss, the domestic value added in a
    unit of exports that was never abroad, 1 - w its import content, D = Y_sr + A_sr L_rr Y_rr what
    the importer absorbs and E - D = A_sr L_rr E_r what it exports again,
    one_border = w D, backward_only = (1 - w) D, forward_only = w (E - D) and
    two_sided = (1 - w)(E - D). `backward_only` and `two_sided` are GVCB of `gvc_trade`,
    `forward_only` is GVCF.

    Parameters
    ----------
    system
        Leontief system of G regions and N industries.

    Returns
    -------
    TripartiteTrade
        Currency units of the table, by exporting cell and importing region.
    """
    own = times_blocks(system.v, system.L)[:, None]
    absorbed = absorbed_by_importer(system)
    again = exports_by_destination(system.table) - absorbed
    return TripartiteTrade(own * absorbed, (1.0 - own) * absorbed, own * again, (1.0 - own) * again)
