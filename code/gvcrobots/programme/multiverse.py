"""The honest multiverse: every combination of declared choices, grouped by what they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from fewclusters.fit.absorption import absorb
from fewclusters.fit.design import Design

from gvcrobots.declare.curve import Curve
from gvcrobots.declare.samples import Sample
from gvcrobots.declare.variables import TECHNOLOGIES
from gvcrobots.programme.samples import select_sample

ROLES = TECHNOLOGIES  # one term of each in every regression
# Dimensions that decide on the cells and on what is taken out of them.
WORLD = ("controls", "weights", "effects")
WITHIN = ("outcome", *ROLES)


@dataclass(frozen=True, eq=False)
class World:
    """Regressions on the same cells with the same effects, controls and weights.

    Attributes
    ----------
    levels
        Level of each dimension of `WORLD`.
    cells
        The cells, singletons included.
    design
        All measures of both technologies, then the controls; the outcome is the first one.
    outcomes
        (n, outcomes), effects taken out.
    controls
        Names of the controls.
    """

    levels: dict[str, str]
    cells: pd.DataFrame
    design: Design
    outcomes: dict[str, np.ndarray]
    controls: tuple[str, ...]


def worlds(panel: pd.DataFrame, sample: Sample, curve: Curve) -> Iterator[World]:
    """Take the effects out of every group of regressions that share their cells.

    Cells are those where every outcome and every measure of technology is known, so that
    regressions differ in what is declared and not in what happens to be missing.

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    sample
        One sample.
    curve
        What is combined.

    Yields
    ------
    World
    """
    dimensions = curve.dimensions
    cells = select_sample(panel, sample, curve.roles)
    technologies = [name for measures in curve.measures.values() for name in measures]
    for names in product(*(getattr(dimensions, key) for key in WORLD)):
        levels = dict(zip(WORLD, names, strict=True))
        controls, weights, effects = (getattr(dimensions, key)[levels[key]] for key in WORLD)
        first, *others = outcomes = dimensions.outcome
        needed = [*outcomes, *technologies, *controls, *([weights] if weights else [])]
        complete = cells.dropna(subset=needed).reset_index(drop=True)
        design = absorb(
            complete, first, [*technologies, *controls], effects, curve.cluster, weights
        )
        if design.dropped:
            raise ValueError(f"curve: {design.dropped[0]!r} is collinear in {levels}")
        columns = complete.iloc[design.rows][others].to_numpy(float)
        left = zip(others, design.without_effects(columns).T, strict=True)
        yield World(levels, complete, design, {first: design.y} | dict(left), tuple(controls))


def regressions(world: World, curve: Curve) -> Iterator[dict[str, str]]:
    """List the choices of outcome, robots and digital infrastructure within a world."""
    for names in product(*(getattr(curve.dimensions, key) for key in WITHIN)):
        yield dict(zip(WITHIN, names, strict=True)) | world.levels
