"""Participation in global value chains through trade, for all exporters at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gvcaccounts.leontief import LeontiefSystem, blocks_times, times_blocks
from gvcaccounts.production import final_demand_home_abroad
from gvcaccounts.tables import Array, exports_by_destination, without_own


@dataclass(frozen=True, eq=False)
class GvcTrade:
    """Gross exports of each cell to each region and its parts, each of shape (GN, G).

    Attributes
    ----------
    exports
        Gross exports.
    dva
        Domestic value added, recorded when it first leaves the country.
    davax
        Domestic value added absorbed by the direct importer, without leaving it again.
    """

    exports: Array
    dva: Array
    davax: Array

    @property
    def gvc(self) -> Array:
        """Exports that cross more than one border: all but `davax`."""
        return self.exports - self.davax

    @property
    def gvc_backward(self) -> Array:
        """GVCB: foreign content, and domestic content that had been exported before."""
        return self.exports - self.dva

    @property
    def gvc_forward(self) -> Array:
        """GVCF: domestic value added that the direct importer exports again."""
        return self.dva - self.davax


def gvc_trade(system: LeontiefSystem) -> GvcTrade:
    """Split exports into what crosses one border and what crosses more.

    Source-based, from s to r: DVA = V_s L_ss E_sr, DAVAX = V_s L_ss (Y_sr + A_sr L_rr Y_rr),
    GVC = E - DAVAX, GVCB = E - DVA, GVCF = DVA - DAVAX (Borin and Mancini 2019, section 3). The
    same figures as `decompose(..., method="bm_src")`, without its other terms and their cost.

    Returns
    -------
    GvcTrade
        Currency units of the table, by exporting cell and importing region.
    """
    exports = exports_by_destination(system.table)
    value = times_blocks(system.v, system.L)[:, None]
    return GvcTrade(exports, value * exports, value * absorbed_by_importer(system))


def absorbed_by_importer(system: LeontiefSystem) -> Array:
    """Exports that the importer turns into its own final use at home, shape (GN, G).

    Y_sr + A_sr L_rr Y_rr for s other than r; zero for the own region.
    """
    table = system.table
    home, _ = final_demand_home_abroad(table)
    output = blocks_times(system.L, home).reshape(table.n_regions, -1)
    by_region = system.A.reshape(len(home), *output.shape)
    return without_own(table, np.einsum("irk,rk->ir", by_region, output) + table.Y)
