"""The panels of cells: economy x industry x year, from the verified raw tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gvcrobots.data.digital import (
    PrincipalComponent,
    component_score,
    digital_component,
    world_mean,
)
from gvcrobots.data.measures import Measure, side_by_side, with_measures
from gvcrobots.data.partners import partner_measures
from gvcrobots.data.penetration import robot_penetration
from gvcrobots.data.recipes import follow
from gvcrobots.data.robots import robot_measures
from gvcrobots.data.yardsticks import yardstick_panels
from gvcrobots.declare.construction import Construction
from gvcrobots.declare.sources import Recipe

MAIN = "main"  # the panel whose economies the digital index is found on

Tables = Mapping[str, pd.DataFrame]
Recipes = Mapping[str, Recipe]
Found = dict[str, Measure]


@dataclass(frozen=True)
class Panels:
    """What is assembled.

    Attributes
    ----------
    cells
        All cells of each panel, before any filter, sorted by their keys.
    component
        Weights of the digital index.
    """

    cells: dict[str, pd.DataFrame]
    component: PrincipalComponent


def assemble_panels(
    tables: Tables, recipes: Recipes, construction: Construction, declared: Iterable[str]
) -> Panels:
    """Follow all recipes, construct what needs more than a recipe, and join it with the cells.

    Parameters
    ----------
    tables
        Raw tables by `folder/file`: those with a recipe and those that the construction names.
    recipes
        By `folder/file`.
    construction
        Contents of `config/data.yaml`.
    declared
        Names in `config/variables.yaml`; the columns are theirs, in their order.

    Returns
    -------
    Panels

    Raises
    ------
    ValueError
        If keys repeat, a column is not declared, or a value is missing or out of its range.
    """
    cells, own, shared = _follow_all(tables, recipes, construction)
    shared |= robot_measures(
        tables[construction.robots.table],
        shared[construction.robots.workers].series,
        construction.robots,
    )
    digital, component = _digital(tables, shared, cells[MAIN]["iso3"].unique(), construction)
    shared |= digital | _industries(tables, construction)
    links = construction.partners
    own[MAIN] |= partner_measures(tables[links.table], shared[links.robots].series, links)
    declared = list(declared)
    panels = {n: _panel(cells[n], own[n] | shared, construction, declared) for n in cells}
    panels |= yardstick_panels(tables, shared, construction.yardsticks, declared)
    return Panels(panels, component)


def _follow_all(
    tables: Tables, recipes: Recipes, construction: Construction
) -> tuple[dict[str, pd.DataFrame], dict[str, Found], Found]:
    """Cells of each panel, the measures of these cells, and the measures of all panels."""
    cells: dict[str, pd.DataFrame] = {}
    own: dict[str, Found] = {}
    shared: Found = {}
    for path, recipe in recipes.items():
        table = tables[path]
        if recipe.cells_of is None:
            shared |= follow(table, recipe, f"raw/{path}")
            continue
        table = study_industries(table, list(construction.industries.cells), f"raw/{path}")
        keys = list(recipe.merge_on)
        cells[recipe.cells_of] = table[keys].sort_values(keys, ignore_index=True)
        own[recipe.cells_of] = follow(table, recipe, f"raw/{path}")
    return cells, own, shared


def study_industries(table: pd.DataFrame, industries: list[str], origin: str) -> pd.DataFrame:
    """Take the rows of the industries of the study.

    Raises
    ------
    ValueError
        If the table lacks one of them.
    """
    if lacking := [code for code in industries if code not in set(table["industry"])]:
        raise ValueError(f"{origin}: industry: {lacking[0]!r} is missing")
    return table[table["industry"].isin(industries)]


def _digital(
    tables: Tables, shared: Found, sample: Iterable[str], construction: Construction
) -> tuple[Found, PrincipalComponent]:
    """The digital index of every economy and year, and the world mean of one of its measures."""
    settings, world = construction.digital, construction.world
    names = [*settings.components, settings.robots]
    economies = side_by_side({name: shared[name] for name in names})[("iso3", "year")]
    component = digital_component(economies, sample, settings)
    score = component_score(economies[list(settings.components)], component)
    weights = tables[world.weights].set_index(["iso3", "year"])[world.column]
    mean = world_mean(shared[world.of].series, weights)
    found = {
        settings.index: Measure(score.rename(settings.index), "digital index"),
        world.variable: Measure(mean.rename(world.variable), f"raw/{world.weights}"),
    }
    return found, component


def _industries(tables: Tables, construction: Construction) -> Found:
    """Exposure of industries to robots, and the flags of groups of industries."""
    codes = pd.Index(construction.industries.cells, name="industry")
    flags = {
        name: Measure(
            pd.Series(codes.isin(group).astype("int8"), codes, name=name),
            "config/data.yaml",
            "flag",
        )
        for name, group in construction.industries.flags.items()
    }
    penetration = construction.penetration
    return flags | robot_penetration(tables[penetration.table], penetration)


def _panel(
    cells: pd.DataFrame, measures: Found, construction: Construction, declared: list[str]
) -> pd.DataFrame:
    """Join cells with their measures, columns as they are declared."""
    panel = with_measures(cells, measures)
    turn = construction.turn
    panel[f"after_{turn}"] = (panel["year"] > turn).astype("int8")
    panel = panel.astype({"year": np.int64})
    if undeclared := [name for name in panel if name not in declared]:
        raise ValueError(f"panel: column {undeclared[0]!r} is not in config/variables.yaml")
    return panel[[name for name in declared if name in panel]]
