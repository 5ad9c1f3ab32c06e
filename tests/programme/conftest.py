"""Panels and a small curve that the tests of the programme share."""

import declared
import numpy as np
import pytest
from simulated import simulated_panel


@pytest.fixture(scope="session")
def panel():
    return simulated_panel()


@pytest.fixture(scope="session")
def small_panel():
    """Eight economies, three industries, six years: quick enough for many repetitions."""
    return simulated_panel(11, 8, 3, 6, 0.95)


@pytest.fixture(scope="session")
def instrumented(panel):
    """The simulated panel with endogenous regressors and three instruments of some strength."""
    random = np.random.default_rng(21)
    shape = (29, 14, 16)
    cell = (panel["iso3"], panel["industry"], panel["year"])
    z1, z2, z3, shock = (random.normal(size=shape)[cell] for _ in range(4))
    frame = panel.assign(z1=z1, z2=z2, z3=z3)
    frame["robots"] = 0.4 * z1 + 0.2 * z3 + shock + random.normal(size=len(panel))
    frame["digital"] = 0.4 * z2 - 0.2 * z3 + shock + random.normal(size=len(panel))
    frame["y"] = 0.1 * frame["robots"] - 0.2 * frame["digital"] + 2 * shock
    frame["y"] += random.normal(size=(29, 16))[panel["iso3"], panel["year"]]
    return frame


@pytest.fixture(scope="session")
def curve_panel(small_panel):
    """The small panel with a second outcome, a second measure of robots and a control."""
    random = np.random.default_rng(5)
    economy_year = (small_panel["iso3"], small_panel["year"])
    shocks = random.normal(size=(8, 6))
    shocks[2, :2] = np.nan
    return small_panel.assign(
        y_other=small_panel["y"] + random.normal(size=len(small_panel)),
        robots_root=np.cbrt(small_panel["robots"]),
        control=shocks[economy_year],
    )


@pytest.fixture(scope="session")
def curve():
    """A small specification curve on `curve_panel`."""
    return declared.curve()
