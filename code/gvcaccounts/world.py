"""World participation in global value chains, by trade and by production."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from gvcaccounts.classes import group_of
from gvcaccounts.content import foreign_share, origin_of_value
from gvcaccounts.leontief import LeontiefSystem
from gvcaccounts.participation import gvc_trade
from gvcaccounts.production import forward_activities


def world_participation(
    system: LeontiefSystem,
    classes: Mapping[str, Sequence[str]] | None = None,
    rest: str = "rest",
) -> dict[str, float]:
    """World participation in per cent, and its parts.

    All regions of the table count, the rest of the world among them. `trade_based` is the sum of
    E - DAVAX over the sum of exports E (Borin and Mancini 2019), `foreign_content` the foreign
    content FC of exports over their sum (Hummels, Ishii and Yi 2001). `production_based` is what is
    neither purely domestic nor traditional trade, V L Y_D and V L Y_F, over final output, the sum
    of V B Y (Wang et al. 2017a); `production_over_value_added` is the same over the sum of value
    added. V B Y adds up to final demand, so that the two denominators differ by the output that the
    rows of the table do not account for: both are one figure in a table that balances. The
    rounded tables of WIOD 2013 give 9.46 in 1995 and 14.35 in 2008 over final output, 9.45 and
    14.34 over value added (9.50 and 14.38 over either once they are closed pro rata; published
    figures are 9.6 and 14.2).

    Parameters
    ----------
    system
        Leontief system of a table.
    classes
        Industries by class, such as `sector_groups`; without it the parts are not split.
    rest
        Class of the industries that are in none.

    Returns
    -------
    dict of str to float
        The totals; the parts of the first, `trade_backward` and `trade_forward`, and of the
        second, `production_simple` and `production_complex`; and each part by class of the
        exporting industry (of the industry of origin of the value added). The parts of a total
        add up to it: they are percentage points of participation.
    """
    table = system.table
    found = group_of(table.industries, classes or {})
    group = np.tile(np.where(found == "", rest, found), table.n_regions)
    trade, activities = gvc_trade(system), forward_activities(system)
    parts = {
        "trade_backward": 100.0 * trade.gvc_backward.sum(axis=1) / trade.exports.sum(),
        "trade_forward": 100.0 * trade.gvc_forward.sum(axis=1) / trade.exports.sum(),
        "production_simple": 100.0 * activities.simple / activities.total.sum(),
        "production_complex": 100.0 * activities.complex / activities.total.sum(),
    }
    exports = trade.exports.sum(axis=1)
    foreign = foreign_share(origin_of_value(system))
    totals = {name: float(cells.sum()) for name, cells in parts.items()}
    by_class = {
        f"{name}_{label}": float(cells[group == label].sum())
        for name, cells in parts.items()
        for label in ((*classes, rest) if classes else ())
    }
    return {
        "trade_based": totals["trade_backward"] + totals["trade_forward"],
        "production_based": totals["production_simple"] + totals["production_complex"],
        **totals,
        **by_class,
        "foreign_content": 100.0 * float(foreign @ exports / exports.sum()),
        "production_over_value_added": 100.0 * float(activities.gvc.sum() / table.va.sum()),
    }
