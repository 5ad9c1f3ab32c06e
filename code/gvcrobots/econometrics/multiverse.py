"""The honest multiverse: every combination of declared choices, grouped by what they share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from gvcrobots.econometrics.absorption import AbsorbedDesign, absorb
from gvcrobots.econometrics.samples import select_sample

ROLES = ("robots", "digital")  # the technologies, one term of each in every regression
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
    design: AbsorbedDesign
    outcomes: dict[str, np.ndarray]
    controls: tuple[str, ...]


def worlds(
    panel: pd.DataFrame, sample: Mapping[str, Any], curve: Mapping[str, Any]
) -> Iterator[World]:
    """Take the effects out of every group of regressions that share their cells.

    Cells are those where every outcome and every measure of technology is known, so that
    regressions differ in what is declared and not in what happens to be missing.

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    sample
        Resolved declaration of one sample.
    curve
        `curve` of `config/curve.yaml`: `cluster` and `dimensions`.

    Yields
    ------
    World
    """
    dimensions = curve["dimensions"]
    cells = select_sample(panel, sample)
    technologies = [name for role in ROLES for name in dimensions[role]]
    for names in product(*(dimensions[key] for key in WORLD)):
        levels = dict(zip(WORLD, names, strict=True))
        controls, weights, effects = (dimensions[key][levels[key]] for key in WORLD)
        variables = [
            *dimensions["outcome"],
            *technologies,
            *controls,
            *([weights] if weights else []),
        ]
        complete = cells.dropna(subset=variables).reset_index(drop=True)
        first, *others = dimensions["outcome"]
        design = absorb(
            complete, first, [*technologies, *controls], effects, curve["cluster"], weights
        )
        if design.dropped:
            raise ValueError(f"curve: {design.dropped[0]!r} is collinear in {levels}")
        yield World(
            levels,
            complete,
            design,
            {first: design.y} | _without_effects(design, complete, others),
            tuple(controls),
        )


def _without_effects(
    design: AbsorbedDesign, cells: pd.DataFrame, names: Sequence[str]
) -> dict[str, np.ndarray]:
    """Columns with the effects of a regression taken out, by name."""
    if not names:
        return {}
    columns = cells.iloc[design.rows][list(names)].to_numpy(float)
    taken = design.space.residualise(columns * root_weights(design)[:, None])
    return dict(zip(names, taken.T, strict=True))


def root_weights(design: AbsorbedDesign) -> np.ndarray:
    """Square roots of the weights (n,), or ones."""
    return np.ones(design.n_obs) if design.weights is None else np.sqrt(design.weights)


def regressions(world: World, curve: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """List the choices of outcome, robots and digital infrastructure within a world."""
    for names in product(*(curve["dimensions"][key] for key in WITHIN)):
        yield dict(zip(WITHIN, names, strict=True)) | world.levels


def within_sd(column: np.ndarray, design: AbsorbedDesign) -> float | np.ndarray:
    """Standard deviation of columns (n,) or (n, k) from which the effects are taken out."""
    size = design.n_obs - 1 if design.weights is None else design.weights.sum()
    return np.sqrt((column**2).sum(axis=0) / size)
