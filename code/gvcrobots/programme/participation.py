"""Claim C1: world participation in global value chains and its parts, beside what is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

# Parts of each measure by kind of chain, and by the technology of the industry.
KINDS = {
    "trade_based": ("trade_backward", "trade_forward"),
    "production_based": ("production_simple", "production_complex"),
}
# Other figures of the same chains: foreign content for trade, and the other denominator in use.
FURTHER = {
    "trade_based": ("foreign_content",),
    "production_based": ("production_over_value_added",),
}
CLASSES = ("advanced", "other_manufacturing", "services", "primary")


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the world series and set them beside the figures `published`."""
    return participation_data(pd.read_csv(inputs["world"]), declared["published"])


def world_parts(world: pd.DataFrame) -> pd.DataFrame:
    """Add the sums over kinds of chains for each technology class.

    Parameters
    ----------
    world
        Table `raw/wiod/world.csv`: `year`, the measures, their kinds, and each kind by class, all
        in per cent.

    Returns
    -------
    DataFrame
        The table with columns such as `trade_based_advanced`; over the classes they add up to the
        measure.
    """
    sums = {
        f"{measure}_{name}": world[[f"{kind}_{name}" for kind in kinds]].sum(axis=1)
        for measure, kinds in KINDS.items()
        for name in CLASSES
    }
    return world.assign(**sums)


def participation_data(
    world: pd.DataFrame, published: Mapping[str, Mapping[int, float]]
) -> pd.DataFrame:
    """Set the computed world series and their parts beside the published figures.

    Parameters
    ----------
    world
        Table `raw/wiod/world.csv`, per cent.
    published
        Measure, year, figure in per cent.

    Returns
    -------
    DataFrame
        Columns `year, measure, computed, published`; a measure is one of `KINDS`, of `FURTHER`, of
        their parts, or a measure by class. Missing where there is no such figure.
    """
    names = [
        name
        for measure, kinds in KINDS.items()
        for name in (
            measure,
            *FURTHER[measure],
            *kinds,
            *(f"{measure}_{group}" for group in CLASSES),
        )
    ]
    computed = world_parts(world).melt("year", names, var_name="measure", value_name="computed")
    quoted = pd.DataFrame(
        [
            (measure, int(year), value)
            for measure, figures in published.items()
            for year, value in figures.items()
        ],
        columns=["measure", "year", "published"],
    )
    both = computed.merge(quoted, on=["measure", "year"], how="outer", validate="one_to_one")
    order = both["measure"].map({name: position for position, name in enumerate(names)})
    return (
        both.assign(order=order)
        .sort_values(["order", "year"], ignore_index=True)
        .drop(columns="order")
    )
