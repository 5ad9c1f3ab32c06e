"""How a cell's value added reaches the exports of its partners."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gvcrobots.icio.leontief import LeontiefSystem, divide, times_inverse
from gvcrobots.icio.tables import exports_by_destination


def partner_links(system: LeontiefSystem) -> pd.DataFrame:
    """Share of each cell's value added that reaches the exports of each partner.

    V_c B_cp E_p over value added, for p other than c: the indirect value added of Koopman et al.
    (2014), by country of passage. What passes through several partners is in each of them.

    Parameters
    ----------
    system
        Leontief system of G regions.

    Returns
    -------
    DataFrame
        `iso3, industry`, then a column for each region, a share (0 to 1); 0 for the own region.
    """
    table = system.table
    own = np.eye(table.n_regions, dtype=bool)[table.region_of_cell]
    exports = exports_by_destination(table).sum(axis=1)
    reaches = times_inverse(system, np.where(own, exports[:, None], 0.0))
    shares = np.where(own, 0.0, divide(reaches, np.where(table.x > 0, table.x, 0.0)[:, None]))
    names = pd.DataFrame(table.cells, columns=["iso3", "industry"])
    return pd.concat([names, pd.DataFrame(shares, columns=list(table.regions))], axis=1)
