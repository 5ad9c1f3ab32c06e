"""Length of chains, and the position of a cell in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gvcaccounts.content import foreign_share, own_share
from gvcaccounts.leontief import LeontiefSystem, divide, inverse_times, times_inverse
from gvcaccounts.tables import Array


@dataclass(frozen=True, eq=False)
class ChainLength:
    """Average length of the chain behind each cell's goods, in stages, each of shape (GN,).

    Attributes
    ----------
    domestic
        Stages in the cell's own country, the last one included.
    foreign
        Stages in other countries.
    """

    domestic: Array
    foreign: Array

    @property
    def total(self) -> Array:
        """All stages; this is downstreamness (Antràs and Chor 2018, section 2)."""
        return self.domestic + self.foreign


def backward_length(system: LeontiefSystem) -> ChainLength:
    """Average production length of the backward chain (Wang et al. 2017b, PLy = u'B).

    Each stage adds its output once more to the gross output that a unit of final goods calls for;
    stages are split by the country in which that output is produced. A cell without inputs has
    one stage, a cell without output none.
    """
    table = system.table
    regions = np.eye(table.n_regions)[:, table.region_of_cell]
    stages = inverse_times(system, regions) * (table.x != 0)
    return ChainLength(own_share(stages), foreign_share(stages))


def upstreamness(system: LeontiefSystem) -> Array:
    """Average distance from final use, in stages, shape (GN,).

    (I - x̂⁻¹ Z)⁻¹ u (Antràs, Chor, Fally and Hillberry 2012): 1 where all is final, 0 where
    there is no output. Changes of inventories are final use here. Allocations and coefficients are
    similar matrices, x̂⁻¹ Z = x̂⁻¹ A x̂, so that it is x̂⁻¹ B x, from the factors there are.
    """
    x = system.table.x
    return divide(times_inverse(system, x), x)
