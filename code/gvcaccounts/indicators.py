"""All indicators of every cell of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from gvcaccounts.classes import group_of
from gvcaccounts.content import (
    foreign_share,
    foreign_value_added_in_output,
    origin_of_value,
    regional_shares,
)
from gvcaccounts.exposure import foreign_exposure
from gvcaccounts.inputs import domestic_input_share, own_industry_share, positions
from gvcaccounts.leontief import LeontiefSystem, divide
from gvcaccounts.origins import cheaper_origins, split_by_origin
from gvcaccounts.participation import gvc_trade
from gvcaccounts.position import backward_length, upstreamness
from gvcaccounts.production import backward_activities, forward_activities
from gvcaccounts.tables import Array, IcioTable
from gvcaccounts.tripartite import tripartite_trade
from gvcaccounts.uses import exports_by_use
from gvcaccounts.valuation import basic_price_content, value_added_share
from gvcaccounts.vertical import vertical_specialisation_of_cells


def cell_indicators(
    system: LeontiefSystem,
    services: Sequence[str],
    geography: Mapping[str, Sequence[str]],
    labour_cost: Mapping[str, float] | None = None,
    value_added: ArrayLike | None = None,
) -> pd.DataFrame:
    """Compute the indicators of every cell.

    Parameters
    ----------
    system
        Leontief system of a table.
    services
        Industries whose value added is the services content.
    geography
        Regions whose value added is regional for each other, by place; a region in none has no
        partner inside its region.
    labour_cost
        Labour cost of each region but the rest of the world, as of `cheaper_origins`. Without it
        there are no `backward_cheaper` and `backward_dearer`.
    value_added
        Value added at basic prices of each cell from industry accounts, in the currency unit of the
        table, NaN where there is none, shape (GN,). Without it there are no `value_added_share` and
        `backward_basic`.

    Returns
    -------
    DataFrame
        `region, industry`, levels in the unit of the table, shares in per cent, lengths and
        positions in stages. A share is 0 where its denominator is not positive; nothing is missing
        or infinite, but `value_added_share` where the accounts have no figure.

    Raises
    ------
    ValueError
        If the table lacks a service industry, or a region has no labour cost.
    """
    table = system.table
    origin = origin_of_value(system)
    columns = (
        {
            "region": np.repeat(table.regions, table.n_industries),
            "industry": np.tile(table.industries, table.n_regions),
        }
        | _content(system, origin, services, geography)
        | _inputs(table)
        | _lengths(system)
        | _production(system)
        | _exports(system)
        | _of_labour_cost(system, origin, labour_cost)
        | _of_accounts(system, value_added)
    )
    return pd.DataFrame(columns)


def _content(
    system: LeontiefSystem,
    origin: Array,
    services: Sequence[str],
    geography: Mapping[str, Sequence[str]],
) -> dict[str, Array]:
    """Exports and where their value comes from."""
    table = system.table
    produces = 100.0 * (table.x != 0)
    is_service = np.isin(np.arange(table.n_industries), positions(table, services))
    served = origin_of_value(system, np.tile(is_service, table.n_regions))
    foreign = foreign_share(origin)
    regional, extraregional = regional_shares(origin, group_of(table.regions, geography))
    trade = gvc_trade(system)
    exports = trade.exports.sum(axis=1)
    return {
        "exports": exports,
        "output": table.x,
        "value_added": table.va,
        "foreign_value_added": foreign * exports,
        "backward": produces * foreign,
        "gvc_backward": per_cent(trade.gvc_backward.sum(axis=1), exports),
        "gvc_forward": per_cent(trade.gvc_forward.sum(axis=1), exports),
        "backward_regional": produces * regional,
        "backward_extraregional": produces * extraregional,
        "services_content": produces * served.sum(axis=0),
        "foreign_services_content": produces * foreign_share(served),
        "import_content_output": produces * foreign_value_added_in_output(system, foreign),
    }


def _inputs(table: IcioTable) -> dict[str, Array]:
    return {
        "domestic_input_share": 100.0 * domestic_input_share(table),
        "own_industry_share": 100.0 * own_industry_share(table),
    }


def _lengths(system: LeontiefSystem) -> dict[str, Array]:
    length = backward_length(system)
    return {
        "length_foreign": length.foreign,
        "length_domestic": length.domestic,
        "upstreamness": upstreamness(system),
        "downstreamness": length.total,
        "foreign_exposure": foreign_exposure(length),
    }


def _production(system: LeontiefSystem) -> dict[str, Array]:
    produces = system.table.x != 0  # without output what is left of a total is rounding
    return {
        f"production_{direction}_{kind}": per_cent(
            getattr(activities, kind), produces * activities.total
        )
        for direction, activities in (
            ("forward", forward_activities(system)),
            ("backward", backward_activities(system)),
        )
        for kind in ("simple", "complex")
    }


def _exports(system: LeontiefSystem) -> dict[str, Array]:
    """What exports contain of imports, and what becomes of them."""
    trade = tripartite_trade(system)
    intermediate, final = exports_by_use(system.table)
    exports = intermediate + final
    shares = {
        "two_sided": trade.two_sided.sum(axis=1),
        "backward_only": trade.backward_only.sum(axis=1),
        "forward_only": trade.forward_only.sum(axis=1),
        "intermediate_export_share": intermediate,
        "final_export_share": final,
    }
    return {"vertical_specialisation": vertical_specialisation_of_cells(system)} | {
        name: per_cent(part, exports) for name, part in shares.items()
    }


def _of_labour_cost(
    system: LeontiefSystem, origin: Array, labour_cost: Mapping[str, float] | None
) -> dict[str, Array]:
    """`backward` from economies with lower labour cost than the exporter's, and from the others."""
    if labour_cost is None:
        return {}
    table = system.table
    cheaper, dearer = split_by_origin(origin, cheaper_origins(labour_cost, table.regions))
    produces = 100.0 * (table.x != 0)
    return {"backward_cheaper": produces * cheaper, "backward_dearer": produces * dearer}


def _of_accounts(system: LeontiefSystem, value_added: ArrayLike | None) -> dict[str, Array]:
    """What industry accounts tell of value added."""
    if value_added is None:
        return {}
    foreign = basic_price_content(system, value_added).foreign
    return {
        "value_added_share": value_added_share(system, value_added),
        "backward_basic": 100.0 * (system.table.x != 0) * foreign,
    }


def per_cent(part: Array, whole: Array) -> Array:
    """Part in per cent of the whole, 0 where the whole is not positive."""
    return 100.0 * divide(part, np.where(whole > 0, whole, 0.0))
