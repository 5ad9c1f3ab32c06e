"""Panels and a small curve that the tests of the programme share."""

import declared
import numpy as np
import pytest
from simulated import instrumented_panel, simulated_panel


@pytest.fixture(scope="session")
def panel():
    return simulated_panel()


@pytest.fixture(scope="session")
def small_panel():
    """Eight economies, three industries, six years: quick enough for many repetitions."""
    return simulated_panel(11, 8, 3, 6, 0.95)


@pytest.fixture(scope="session")
def instrumented(panel):
    return instrumented_panel(panel)


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
