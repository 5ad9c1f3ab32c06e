"""Specification curve: estimates of a multiverse, and what they would be under permutations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from fewclusters.fit.clusters import small_sample_factor
from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.infer.methods import Settings, infer
from fewclusters.infer.randomisation import moved_columns, treatment_paths
from scipy import sparse

from gvcrobots.declare.curve import Curve
from gvcrobots.declare.samples import Sample
from gvcrobots.declare.variables import Roles
from gvcrobots.programme.multiverse import (
    ROLES,
    WITHIN,
    WORLD,
    World,
    regressions,
    worlds,
)
from gvcrobots.programme.samples import select_sample
from gvcrobots.results import COUNTS, TEST_COLUMNS

STATISTICS = ("standardised", "t")


def estimate_curve(
    panel: pd.DataFrame,
    sample: Sample,
    curve: Curve,
    settings: Settings,
) -> pd.DataFrame:
    """Estimate every regression of the curve on one sample.

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    sample
        One sample.
    curve
        What is combined.
    settings
        Level, and seed of the bootstrap; its draws are those of the curve.

    Returns
    -------
    DataFrame
        One row a regression, technology and method: the dimensions, `role` (`robots` or
        `digital`), the columns of `results.TEST_COLUMNS`, `standardised` (estimate times the
        within standard deviation of the technology over that of the outcome), and
        `results.COUNTS`. Rows of a regression are in the order of `regressions`.
    """
    tables, own = [], replace(settings, draws=curve.draws)
    for world in worlds(panel, sample, curve):
        n_cells = world.cells.iloc[world.design.rows].groupby(curve.roles.unit).ngroups
        for choices in regressions(world, curve):
            terms = [choices[role] for role in ROLES]
            y = world.outcomes[choices["outcome"]]
            design = world.design.with_terms([*terms, *world.controls])
            design = design.with_outcome(y, choices["outcome"])
            scale = design.within_sd(design.X[:, :2]) / design.within_sd(y)
            for method in curve.dimensions.inference:
                table = infer(design, [method], own, terms=terms)
                tables.append(
                    table.assign(
                        **choices,
                        role=ROLES,
                        standardised=table["estimate"].to_numpy() * scale,
                        n_obs=design.n_obs,
                        n_clusters=design.n_clusters,
                        n_cells=n_cells,
                        r2_within=design.r2_within,
                    )
                )
    columns = [*WITHIN, *WORLD, "role", *TEST_COLUMNS, "standardised", *COUNTS]
    return pd.concat(tables, ignore_index=True)[columns]


def economy_order(panel: pd.DataFrame, technologies: Sequence[str], economy: str) -> list[str]:
    """List the economies with all technologies in an order that does not depend on their names.

    Parameters
    ----------
    panel
        Panel with every economy.
    technologies
        Columns, one a technology.
    economy
        Key of the economy.
    """
    means = panel.groupby(economy)[list(technologies)].mean().dropna()
    return means.sort_values(list(technologies), kind="stable").index.tolist()


def exchanges(order: Sequence[str], labels: np.ndarray, count: int, seed: int) -> np.ndarray:
    """Draw permutations of all economies, and see what those of a sample are given.

    An economy may be given the path of one that its sample leaves out: samples are different looks
    at the same exchange, as regressions on the real paths are looks at the same data. Only then do
    their estimates depend on each other under permutations as they do in fact.

    Parameters
    ----------
    order
        All E economies that exchange (`economy_order`).
    labels
        (G,) economies of the sample.
    count, seed
        Number and seed of the permutations.

    Returns
    -------
    ndarray
        (count, G): row b has for each economy the position in `order` of the one whose path it is
        given.

    Raises
    ------
    ValueError
        If an economy of the sample is not among those that exchange.
    """
    places = pd.Index(order).get_indexer(labels)
    if (places < 0).any():
        first = labels[places < 0].tolist()[0]
        raise ValueError(f"curve: {first!r} has no path of both technologies")
    random = np.random.default_rng(seed)
    return random.permuted(np.tile(np.arange(len(order)), (count, 1)), axis=1)[:, places]


def technology_paths(
    panel: pd.DataFrame, sample: Sample, order: Sequence[str], name: str, roles: Roles
) -> pd.DataFrame:
    """Tabulate the paths of a technology in the years of a sample, for all who exchange.

    Parameters
    ----------
    panel, sample
        Panel and sample; economies that the sample leaves out stay in.
    order
        All E economies that exchange.
    name
        Column of the technology.
    roles
        Keys of the panel.

    Returns
    -------
    DataFrame
        (E, T), see `randomisation.treatment_paths`.
    """
    everyone = sample.model_copy(update={"drop_economies": (), "drop_industries": ()})
    cells = select_sample(panel, everyone, roles)
    places = pd.Index(order).get_indexer(cells[roles.economy])
    known = places >= 0
    return treatment_paths(cells[known], places[known], name, roles.time, len(order))


def permute_curve(
    panel: pd.DataFrame,
    sample: Sample,
    curve: Curve,
    seed: int,
) -> np.ndarray:
    """Estimate every regression of one sample again with paths exchanged between economies.

    Whole paths of a technology move, all its measures together, while outcomes, controls and the
    other technology stay: the sharp null of no effect of the technology (Simonsohn, Simmons and
    Nelson 2020; Young 2019). The t statistic is that of CRV1.

    Parameters
    ----------
    panel, sample, curve
        As in `estimate_curve`.
    seed
        Of the permutations, which are the same in all samples of a panel.

    Returns
    -------
    ndarray
        (technologies, statistics, regressions, permutations), technologies as in `ROLES`,
        statistics as in `STATISTICS`, regressions as in `estimate_curve`.
    """
    roles, measures = curve.roles, curve.measures
    order = economy_order(panel, [names[0] for names in measures.values()], roles.economy)
    paths = {
        name: technology_paths(panel, sample, order, name, roles)
        for names in measures.values()
        for name in names
    }
    parts = []
    for world in worlds(panel, sample, curve):
        moved = exchanges(order, world.design.cluster_labels, curve.permutations, seed)
        parts.append(np.stack([_permuted(world, curve, role, paths, moved) for role in ROLES]))
    return np.concatenate(parts, axis=2)


def _permuted(
    world: World,
    curve: Curve,
    role: str,
    paths: Mapping[str, pd.DataFrame],
    moved: np.ndarray,
) -> np.ndarray:
    """Statistics (2, regressions, permutations) of one technology in one world."""
    design = world.design
    sums = sparse.csr_array(
        (np.ones(design.n_obs), (design.clusters, np.arange(design.n_obs))),
    )
    columns = {
        name: permuted_columns(design, world.cells[curve.roles.time], paths[name], moved)
        for name in curve.measures[role]
    }
    other = ROLES[1 - ROLES.index(role)]
    results = []
    left: dict[tuple[str, str], tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
    for choices in regressions(world, curve):
        name, y = choices[role], world.outcomes[choices["outcome"]]
        key = (name, choices[other])
        if key not in left:
            beside = [design.index(term) for term in (choices[other], *world.controls)]
            frame = orthonormal(design.X[:, beside])
            partial = columns[name] - frame @ (frame.T @ columns[name])
            left[key] = (frame, partial, sums @ partial**2)
        estimates, t = _slopes(y, *left[key], sums, design, len(world.controls) + 2)
        scale = design.within_sd(columns[name]) / design.within_sd(y)
        results.append(np.stack([estimates * scale, t]))
    return np.stack(results, axis=1)


def permuted_columns(
    design: Design, times: pd.Series, paths: pd.DataFrame, moved: np.ndarray
) -> np.ndarray:
    """Give the cells of a regression the paths of other economies, and take the effects out.

    Parameters
    ----------
    design, times
        Regression, and the years of the frame that it was made from.
    paths
        (E, T) of `technology_paths`.
    moved
        (permutations, G) of `exchanges`.

    Returns
    -------
    ndarray
        (n, permutations), multiplied by the square root of the weights.
    """
    period = paths.columns.get_indexer(times.to_numpy()[design.rows])
    columns = moved_columns(paths.to_numpy(), moved, design.clusters, period)
    return design.space.residualise_many(columns * design.root_weights[:, None])


def _slopes(
    y: np.ndarray,
    frame: np.ndarray,
    partial: np.ndarray,
    squares: np.ndarray,
    sums: sparse.csr_array,
    design: Design,
    n_regressors: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Slopes of an outcome on each column alone (Frisch and Waugh), and their CRV1 t."""
    rest = y - frame @ (frame.T @ y)
    total = squares.sum(axis=0)
    products = sums @ (partial * rest[:, None])
    estimates = products.sum(axis=0) / total
    scores = products - squares * estimates
    factor = small_sample_factor(design.n_clusters, design.n_obs, n_regressors + design.df_absorbed)
    errors = np.sqrt(factor * (scores**2).sum(axis=0)) / total
    return estimates, estimates / errors
