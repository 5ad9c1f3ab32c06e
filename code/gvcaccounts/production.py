"""Wang, Wei, Yu and Zhu (2017): participation in global value chains through production."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gvcaccounts.leontief import (
    LeontiefSystem,
    blocks_times,
    times_blocks,
)
from gvcaccounts.tables import Array, IcioTable, check_whole


@dataclass(frozen=True, eq=False)
class ProductionActivities:
    """Four kinds of production activity of each cell, each of shape (GN,), currency units.

    Attributes
    ----------
    domestic
        Value added that never crosses a border.
    traditional
        Value added that crosses one border, in a final good.
    simple
        Value added that crosses one border for production: an intermediate that the importer turns
        into its own final use.
    complex
        Value added that crosses borders for production at least twice.
    """

    domestic: Array
    traditional: Array
    simple: Array
    complex: Array

    @property
    def total(self) -> Array:
        """Sum of the four: value added (forward) or final goods (backward) of each cell."""
        return self.domestic + self.traditional + self.simple + self.complex

    @property
    def gvc(self) -> Array:
        """Simple and complex activities."""
        return self.simple + self.complex


def forward_activities(system: LeontiefSystem) -> ProductionActivities:
    """Where the value added of each cell goes (Wang et al. 2017a, section 2, row sums).

    V L Y_D, V L Y_F, V L A_F L Y_D and V L A_F (B Y - L Y_D). Their sum is V B Y: value added, up
    to the rows that do not balance in the table.
    """
    home, abroad = final_demand_home_abroad(system.table)
    output_home = blocks_times(system.L, home)
    output = system.output_by_use.sum(axis=1)

    def value_of(demand: Array) -> Array:
        return system.v * blocks_times(system.L, demand)

    return ProductionActivities(
        system.v * output_home,
        value_of(abroad),
        value_of(inputs_abroad(system, output_home)),
        value_of(inputs_abroad(system, output - output_home)),
    )


def backward_activities(system: LeontiefSystem) -> ProductionActivities:
    """Where the value of each cell's final goods comes from (Wang et al. 2017a, section 2).

    As v'B = u', the value of final goods that comes from other countries' cells is
    1 - v'L, whatever the number of borders that it crossed; v'L A_F L per unit of domestic final
    demand is the part that crossed one for production.
    """
    home, abroad = final_demand_home_abroad(system.table)
    own = times_blocks(system.v, system.L)
    foreign = own @ system.A - times_blocks(own, system.domestic_coefficients)
    one_border = times_blocks(foreign, system.L)
    return ProductionActivities(
        own * home,
        own * abroad,
        one_border * home,
        (1.0 - own) * (home + abroad) - one_border * home,
    )


def final_demand_home_abroad(table: IcioTable) -> tuple[Array, Array]:
    """Final demand for each cell's goods at home and abroad, each of shape (GN,)."""
    check_whole(table)
    home = table.Y[np.arange(len(table.Y)), table.region_of_cell]
    return home, table.Y.sum(axis=1) - home


def inputs_abroad(system: LeontiefSystem, output: Array) -> Array:
    """A_F x: goods of each cell that output x of other countries takes as inputs, shape (GN,)."""
    return system.A @ output - blocks_times(system.domestic_coefficients, output)
