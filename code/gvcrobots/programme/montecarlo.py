"""Monte Carlo of the methods of inference on the study's own regressors, the null imposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from fewclusters.fit.design import Design
from fewclusters.infer.methods import Settings, infer
from scipy.signal import lfilter

from gvcrobots.programme.estimators import ROLES

PERSISTENCE = 0.7  # of every shock, a year
NOMINAL = 0.05  # size of the tests


@dataclass(frozen=True)
class ErrorProcess:
    """How errors of the simulated outcome are put together; shocks are AR(1) with unit variance.

    Attributes
    ----------
    economy_year
        Weight of a shock that all industries of an economy share.
    exposed
        Weight of a shock of the economy that industries share in proportion to their exposure to
        robots: few effective shocks, dependence within the clusters.
    common
        Weight of a shock of the world that industries share in proportion to their exposure, with
        loadings of the economies: dependence between clusters, which clustering does not allow for.
    """

    economy_year: float = 0.0
    exposed: float = 0.0
    common: float = 0.0


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
    process: ErrorProcess,
    random: np.random.Generator,
    n_replications: int,
) -> np.ndarray:
    """Draw errors for the cells of a regression.

    Parameters
    ----------
    frame
        Rows of the regression: `iso3, industry, year, apr`.
    scales
        (G,) standard deviations of the economies in the order of their codes.
    process
        What the errors consist of.
    random
        Source of randomness.
    n_replications
        R.

    Returns
    -------
    ndarray
        (n, R) errors.
    """
    economy = pd.factorize(frame["iso3"], sort=True)[0]
    cell = frame.groupby(["iso3", "industry"]).ngroup().to_numpy()
    year = frame["year"].to_numpy() - frame["year"].min()
    exposure = frame["apr"].to_numpy()[:, None]
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
    frame: pd.DataFrame,
    design: Design,
    process: ErrorProcess,
    methods: Sequence[str],
    settings: Settings,
    n_replications: int,
) -> pd.DataFrame:
    """Count rejections of a true null, and intervals that cover it, by method and term.

    Parameters
    ----------
    frame
        Cells of the regression.
    design
        Regression with its effects taken out; its outcome scales the errors and nothing else.
    process
        Of the errors.
    methods
        Labels of the methods of inference.
    settings
        Level, draws of the bootstrap, and seed of the batch.
    n_replications
        Number of simulated outcomes.

    Returns
    -------
    DataFrame
        `term, inference, replications, rejected, covered`.
    """
    random = np.random.default_rng(settings.seed)
    rows = frame.iloc[design.rows]
    errors = simulate_errors(rows, economy_scales(design), process, random, n_replications)
    outcomes = design.space.residualise(errors)
    tables = []
    for replication, outcome in enumerate(outcomes.T):
        simulated = design.with_outcome(outcome)
        own = replace(settings, seed=settings.seed + replication)
        tables.append(infer(simulated, methods, own, frame, ROLES))
    tests = pd.concat(tables, ignore_index=True)
    tests["rejected"] = tests["p_value"] < NOMINAL
    tests["covered"] = (tests["ci_low"] <= 0) & (tests["ci_high"] >= 0)
    counts = tests.groupby(["term", "inference"], sort=False)[["rejected", "covered"]].sum()
    return counts.reset_index().assign(replications=n_replications)
