"""Simulated outcomes: their errors are as described, and the same seed gives the same counts."""

import numpy as np
import pandas as pd
import pytest
from declared import EFFECTS, sample, specification
from fewclusters.fit.absorption import absorb
from fewclusters.infer.methods import Settings
from gvcrobots.declare.settings import Errors, Simulation
from gvcrobots.programme.montecarlo import (
    PERSISTENCE,
    autoregressive,
    economy_scales,
    simulate_batch,
    simulate_errors,
)
from gvcrobots.programme.rejections import rejection_rates

METHODS = ["crv1", "cr2", "crv3", "twoway", "driscoll_kraay", "wcr31"]
SIMULATION = Simulation(
    specification=specification(sample=sample((2000, 2007)), inference=METHODS),
    exposure="apr",
    errors=Errors(economy_year=1.0),
)


@pytest.fixture(scope="module")
def frame():
    random = np.random.default_rng(3)
    index = pd.MultiIndex.from_product(
        [list("abcdefgh"), [1, 2, 3], range(2000, 2008)], names=["iso3", "industry", "year"]
    )
    cells = index.to_frame(index=False)
    economy = cells.groupby(["iso3", "year"]).ngroup()
    cells["robots"] = random.normal(size=64)[economy]
    cells["apr"] = cells["industry"] - 2.0
    cells["y"] = random.normal(size=len(cells)) * (1 + (cells["iso3"] == "a"))
    return cells


@pytest.fixture(scope="module")
def design(frame):
    return absorb(frame, "y", ["robots"], EFFECTS, "iso3")


def test_shocks_are_stationary_with_unit_variance_and_the_autocorrelation_said():
    series = autoregressive(np.random.default_rng(1), (20000, 6))
    assert series.std(axis=0) == pytest.approx(np.ones(6), abs=0.03)
    correlation = np.corrcoef(series[:, 4], series[:, 5])[0, 1]
    assert correlation == pytest.approx(PERSISTENCE, abs=0.02)


def test_scales_follow_the_residuals_of_the_economies(design):
    scales = economy_scales(design)
    assert scales.mean() == pytest.approx(1)
    assert scales.argmax() == 0  # economy a is twice as noisy


def test_a_shared_shock_correlates_the_industries_of_an_economy(frame):
    random = np.random.default_rng(2)
    shared = SIMULATION.model_copy(update={"errors": Errors(economy_year=2.0)})
    errors = simulate_errors(frame, np.ones(8), shared, random, 4000)
    same = (frame["iso3"] == "b") & (frame["year"] == 2003)
    first, second = errors[same.to_numpy()][:2]
    assert np.corrcoef(first, second)[0, 1] == pytest.approx(4 / 5, abs=0.03)
    other = errors[((frame["iso3"] == "c") & (frame["year"] == 2003)).to_numpy()][0]
    assert np.corrcoef(first, other)[0, 1] == pytest.approx(0, abs=0.05)


def test_the_same_seed_gives_the_same_counts(frame):
    settings = Settings(level=0.95, draws=99, seed=5)
    batches = [simulate_batch(frame, SIMULATION, settings, 6) for _ in range(2)]
    pd.testing.assert_frame_equal(*batches)
    assert batches[0]["inference"].tolist() == list(METHODS)
    assert (batches[0]["rejected"] + batches[0]["covered"] == 6).all()


def test_batches_add_up_to_rates():
    batch = pd.DataFrame(
        {
            "setting": "s",
            "term": "x",
            "inference": "crv1",
            "rejected": [1, 3],
            "covered": [19, 17],
            "replications": [20, 20],
        }
    )
    row = rejection_rates(batch).iloc[0]
    assert row["rejection"] == pytest.approx(10)
    assert row["coverage"] == pytest.approx(90)
    assert row["mc_error"] == pytest.approx(100 * np.sqrt(0.1 * 0.9 / 40))
