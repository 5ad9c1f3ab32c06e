"""All indicators of every cell of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gvcaccounts.classes import group_of
from gvcaccounts.content import (
    foreign_share,
    foreign_value_added_in_output,
    origin_of_value,
    regional_shares,
)
from gvcaccounts.inputs import domestic_input_share, own_industry_share, positions
from gvcaccounts.leontief import LeontiefSystem, divide
from gvcaccounts.participation import gvc_trade
from gvcaccounts.position import backward_length, upstreamness
from gvcaccounts.production import backward_activities, forward_activities
from gvcaccounts.tables import Array, IcioTable


def cell_indicators(
    system: LeontiefSystem, services: Sequence[str], groups: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Compute the indicators of every cell.

    Parameters
    ----------
    system
        Leontief system of a table.
    services
        Industries whose value added is services content.
    groups
        Name and members of the groups of regions inside which foreign content is regional; a
        region that is in none has no partner inside its group.

    Returns
    -------
    DataFrame
        `region, industry`, levels in the unit of the table, shares in per cent, lengths and
        positions in stages. A share is 0 where its denominator is not positive; nothing is missing
        or infinite.

    Raises
    ------
    ValueError
        If the table lacks a service industry.
    """
    table = system.table
    columns = (
        {
            "region": np.repeat(table.regions, table.n_industries),
            "industry": np.tile(table.industries, table.n_regions),
        }
        | _content(system, services, group_of(table.regions, groups))
        | _inputs(table)
        | _lengths(system)
        | _production(system)
    )
    return pd.DataFrame(columns)


def _content(
    system: LeontiefSystem, services: Sequence[str], groups: NDArray[np.str_]
) -> dict[str, Array]:
    """Exports and where their value comes from."""
    table = system.table
    produces = 100.0 * (table.x != 0)
    origin = origin_of_value(system)
    counts = np.isin(np.arange(table.n_industries), positions(table, services))
    service = origin_of_value(system, np.tile(counts, table.n_regions))
    foreign = foreign_share(origin)
    regional, extraregional = regional_shares(origin, groups)
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
        "services_content": produces * service.sum(axis=0),
        "foreign_services_content": produces * foreign_share(service),
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
        "upstreamness": upstreamness(system.table),
        "downstreamness": length.total,
    }


def _production(system: LeontiefSystem) -> dict[str, Array]:
    return {
        f"production_{direction}_{kind}": per_cent(getattr(activities, kind), activities.total)
        for direction, activities in (
            ("forward", forward_activities(system)),
            ("backward", backward_activities(system)),
        )
        for kind in ("simple", "complex")
    }


def per_cent(part: Array, whole: Array) -> Array:
    """Part in per cent of the whole, 0 where the whole is not positive."""
    return 100.0 * divide(part, np.where(whole > 0, whole, 0.0))
