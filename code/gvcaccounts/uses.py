"""What becomes of exports in the economy that buys them."""

from __future__ import annotations

import numpy as np

from gvcaccounts.tables import Array, IcioTable, without_own


def exports_by_use(table: IcioTable) -> tuple[Array, Array]:
    """Exports of each cell for intermediate and for final use abroad, each of shape (GN,).

    The sum over r other than s of Z_sr u and of Y_sr (UN 2018, Handbook on Supply and Use Tables);
    the two add up to gross exports. A change of inventories abroad is final use, and can be
    negative.
    """
    bought = table.Z.reshape(len(table.x), table.n_regions, -1).sum(axis=2)
    intermediate, final = (without_own(table, flows).sum(axis=1) for flows in (bought, table.Y))
    return intermediate, np.asarray(final)
