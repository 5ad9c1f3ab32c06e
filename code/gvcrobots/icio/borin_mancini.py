"""Borin and Mancini (2019): value added in exports, counted once, and what crosses two borders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gvcrobots.icio.leontief import LeontiefSystem, domestic_times, times_domestic
from gvcrobots.icio.tables import Array, exports_by_destination


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

    Source-based, of exporter s to r: DVA = V_s L_ss E_sr and
    DAVAX = V_s L_ss (Y_sr + A_sr L_rr Y_rr); GVC = E - DAVAX, GVCB = E - DVA, GVCF = DVA - DAVAX
    (Borin and Mancini 2019, section 3 and eqs. 33 to 35).

    Returns
    -------
    GvcTrade
        Currency units of the table, by exporting cell and importing region.
    """
    table = system.table
    exports = exports_by_destination(table)
    value = times_domestic(system, system.v)[:, None]
    return GvcTrade(exports, value * exports, value * absorbed_by_importer(system))


def absorbed_by_importer(system: LeontiefSystem) -> Array:
    """Exports that the importer turns into its own final use at home, shape (GN, G).

    Y_sr + A_sr L_rr Y_rr for s other than r; zero for the own region.
    """
    table = system.table
    cells = np.arange(len(system.v))
    home = np.zeros_like(table.Y)
    home[cells, table.region_of_cell] = table.Y[cells, table.region_of_cell]
    absorbed = table.Y + system.A @ domestic_times(system, home)
    absorbed[cells, table.region_of_cell] = 0.0
    return absorbed
