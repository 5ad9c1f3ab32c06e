"""Monte Carlo of the methods of inference on the study's own regressors, the null imposed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from fewclusters.fit.design import Design
from fewclusters.fit.least_squares import least_squares
from fewclusters.infer.methods import Settings
from scipy.signal import lfilter

from gvcrobots.declare.settings import Simulation
from gvcrobots.programme.regressions import Regression, fit_specification, tests_of

PERSISTENCE = 0.7  # of every shock, a year
NOMINAL = 0.05  # size of the tests


def autoregressive(
    random: np.random.Generator, shape: tuple[int, ...], persistence: float = PERSISTENCE
) -> np.ndarray:
    """Draw stationary AR(1) series of unit variance along the last axis.

    Parameters
    ----------
    random
        Source of randomness.
    shape
        Of the result; the last axis is time.
    persistence
        Autocorrelation.

    Returns
    -------
    ndarray
        Series of the shape.
    """
    shocks = random.standard_normal(shape)
    shocks[..., 1:] *= np.sqrt(1 - persistence**2)
    return lfilter([1.0], [1.0, -persistence], shocks, axis=-1)


def economy_scales(design: Design) -> np.ndarray:
    """Standard deviations of the residuals of each economy, over their mean, shape (G,).

    They make the simulated errors as heteroskedastic as those of the study.
    """
    squares = np.bincount(design.clusters, design.residuals**2) / np.bincount(design.clusters)
    scales = np.sqrt(squares)
    return scales / scales.mean()


def simulate_errors(
    frame: pd.DataFrame,
    scales: np.ndarray,
    simulation: Simulation,
    random: np.random.Generator,
    n_replications: int,
) -> np.ndarray:
    """Draw errors for the cells of a regression.

    Parameters
    ----------
    frame
        Rows of the regression, with the keys of the panel and the exposure of the industry.
    scales
        (G,) standard deviations of the economies in the order of their codes.
    simulation
        What the errors consist of; shocks are AR(1) with unit variance.
    random
        Source of randomness.
    n_replications
        R.

    Returns
    -------
    ndarray
        (n, R) errors.
    """
    roles, process = simulation.specification.roles, simulation.errors
    economy = pd.factorize(frame[roles.economy], sort=True)[0]
    cell = frame.groupby(roles.unit).ngroup().to_numpy()
    year = frame[roles.time].to_numpy() - frame[roles.time].min()
    exposure = frame[simulation.exposure].to_numpy()[:, None]
    years, n_economies = year.max() + 1, economy.max() + 1

    def shocks(groups: int, codes: np.ndarray) -> np.ndarray:
        series = autoregressive(random, (n_replications, groups, years))
        return series[:, codes, year].T

    errors = shocks(cell.max() + 1, cell)
    errors += process.economy_year * shocks(n_economies, economy)
    errors += process.exposed * exposure * shocks(n_economies, economy)
    loadings = random.standard_normal((n_economies, n_replications))
    world = shocks(1, np.zeros_like(economy))
    errors += process.common * exposure * loadings[economy] * world
    return errors * scales[economy][:, None]


def simulate_batch(
    panel: pd.DataFrame, simulation: Simulation, settings: Settings, n_replications: int
) -> pd.DataFrame:
    """Count rejections of a true null, and intervals that cover it, by method and term.

    Parameters
    ----------
    panel
        Panel that the sample of the specification is drawn from.
    simulation
        Specification, whose outcome scales the errors and nothing else, and errors.
    settings
        Level, draws of the bootstrap, and seed of the batch.
    n_replications
        Number of simulated outcomes.

    Returns
    -------
    DataFrame
        `term, inference, replications, rejected, covered`.
    """
    specification = simulation.specification
    frame, _, design = fit_specification(panel, specification)
    random = np.random.default_rng(settings.seed)
    rows = frame.iloc[design.rows]
    errors = simulate_errors(rows, economy_scales(design), simulation, random, n_replications)
    tables = []
    for replication, outcome in enumerate(design.space.residualise(errors).T):
        simulated = Regression(frame, least_squares(design.with_outcome(outcome)), design)
        own = replace(settings, seed=settings.seed + replication)
        tables.append(tests_of(simulated, specification, own))
    tests = pd.concat(tables, ignore_index=True)
    tests["rejected"] = tests["p_value"] < NOMINAL
    tests["covered"] = (tests["ci_low"] <= 0) & (tests["ci_high"] >= 0)
    counts = tests.groupby(["term", "inference"], sort=False)[["rejected", "covered"]].sum()
    return counts.reset_index().assign(replications=n_replications)
