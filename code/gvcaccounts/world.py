"""World participation in global value chains, by trade and by production."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gvcaccounts.inputs import positions
from gvcaccounts.leontief import LeontiefSystem
from gvcaccounts.participation import gvc_trade
from gvcaccounts.production import forward_activities


def world_participation(
    system: LeontiefSystem, groups: Mapping[str, Sequence[str]] | None = None
) -> dict[str, float]:
    """World participation in per cent, and its parts.

    All regions of the table count, the rest of the world among them. `trade_based` is the sum of
    E - DAVAX over the sum of exports E (Borin and Mancini 2019). `production_based` is what is
    neither purely domestic nor traditional trade, V L Y_D and V L Y_F, over world value added (Wang
    et al. 2017a).

    Parameters
    ----------
    system
        Leontief system of a table.
    groups
        Name and industries of the groups by which the parts are split, such as `sector_groups`.

    Returns
    -------
    dict of str to float
        The two totals; the parts of the first, `trade_backward` and `trade_forward`, and of the
        second, `production_simple` and `production_complex`; and each part by group of the
        exporting industry (of the industry of origin of the value added), such as
        `trade_backward_services`. All are percentage points of participation: the parts of a total
        add up to it, and so do the groups if every industry is in one of them.

    Raises
    ------
    ValueError
        If the table lacks an industry of a group.
    """
    table = system.table
    trade, activities = gvc_trade(system), forward_activities(system)
    parts = {
        "trade_backward": 100.0 * trade.gvc_backward.sum(axis=1) / trade.exports.sum(),
        "trade_forward": 100.0 * trade.gvc_forward.sum(axis=1) / trade.exports.sum(),
        "production_simple": 100.0 * activities.simple / activities.total.sum(),
        "production_complex": 100.0 * activities.complex / activities.total.sum(),
    }
    totals = {name: float(cells.sum()) for name, cells in parts.items()}
    places = {group: positions(table, industries) for group, industries in (groups or {}).items()}
    by_group = {
        f"{name}_{group}": float(cells.reshape(table.n_regions, -1)[:, place].sum())
        for name, cells in parts.items()
        for group, place in places.items()
    }
    return {
        "trade_based": totals["trade_backward"] + totals["trade_forward"],
        "production_based": totals["production_simple"] + totals["production_complex"],
        **totals,
        **by_group,
    }
