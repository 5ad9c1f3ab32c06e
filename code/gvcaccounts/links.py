"""How a cell's value added reaches the exports of its partners."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gvcaccounts.content import value_through_partners
from gvcaccounts.leontief import LeontiefSystem, divide


def partner_links(system: LeontiefSystem) -> pd.DataFrame:
    """Share of each cell's value added that reaches the gross exports of each other region.

    Parameters
    ----------
    system
        Leontief system of G regions.

    Returns
    -------
    DataFrame
        `region, industry, partner, link`; one row for every cell and every region but its own. The
        link is a share (0 to 1), 0 for a cell without value added; links of a cell can add to more
        than 1, because value added passes through several partners.
    """
    table = system.table
    shares = divide(value_through_partners(system), np.maximum(table.va, 0.0)[:, None])
    cell, partner = np.nonzero(table.region_of_cell[:, None] != np.arange(table.n_regions))
    names = pd.DataFrame(table.cells, columns=["region", "industry"]).iloc[cell]
    return names.assign(
        partner=np.array(table.regions)[partner], link=shares[cell, partner]
    ).reset_index(drop=True)
