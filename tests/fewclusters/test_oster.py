"""Oster's bounds where selection on unobservables is known."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.judge.oster import adjusted_coefficient, oster_bounds, proportional_selection


@pytest.fixture(scope="module")
def selected():
    """Effect 0.7; observed and unobserved confounders with the same relation to the regressor."""
    random = np.random.default_rng(0)
    raw = random.normal(size=(400, 3))
    observed, unobserved, own = np.linalg.qr(raw - raw.mean(axis=0))[0].T * 20
    x = 0.5 * 1.2 * observed + 0.5 * 0.8 * unobserved + own
    y = 0.7 * x + 1.2 * observed + 0.8 * unobserved
    return pd.DataFrame({"y": y, "x": x, "w": observed, "g": np.arange(400) // 10})


def test_equal_selection_recovers_the_effect(selected):
    """delta = 1 and R-squared 1 by construction: beta* is the truth, and delta at it is 1."""
    design = absorb(selected, "y", ["x", "w"], [], "g")
    row = oster_bounds(design, "x", r2_max=1.0).squeeze()
    assert row["beta_star"] == pytest.approx(0.7, abs=1e-8)
    assert row["estimate"] > 0.75


def test_the_two_forms_agree(selected):
    """Delta for the target beta* is one, to 1e-8."""
    design = absorb(selected, "y", ["x", "w"], [], "g")
    y, x = design.y, design.X[:, 0]
    short = x @ y / (x @ x)
    left = x - design.X[:, 1] * (design.X[:, 1] @ x) / (design.X[:, 1] @ design.X[:, 1])
    moments = (y @ y / 400, x @ x / 400, left @ left / 400)
    r2_short = short**2 * (x @ x) / (y @ y)
    steps = (short - design.estimates[0], design.r2_within - r2_short, 0.05)
    star = adjusted_coefficient(design.estimates[0], moments, steps)
    delta = proportional_selection(design.estimates[0], star, moments, steps)
    assert delta == pytest.approx(1, rel=1e-8)


def test_no_room_for_unobservables_leaves_the_estimate(selected):
    design = absorb(selected, "y", ["x", "w"], [], "g")
    row = oster_bounds(design, "x", r2_max=design.r2_within).squeeze()
    assert row["beta_star"] == pytest.approx(row["estimate"])


def test_default_and_errors(selected):
    design = absorb(selected, "y", ["x", "w"], [], "g")
    assert oster_bounds(design, "x")["r2_max"].item() == min(1.3 * design.r2_within, 1)
    with pytest.raises(ValueError, match=r"r2_max 0\.1 is below"):
        oster_bounds(design, "x", r2_max=0.1)
    with pytest.raises(ValueError, match="'x' needs at least one control"):
        oster_bounds(absorb(selected, "y", ["x"], [], "g"), "x")


def test_jackknife_of_the_bound():
    """The standard error is the spread of beta* over 200 samples of 30 clusters, within 30 %."""
    random = np.random.default_rng(4)
    stars, errors = [], []
    for _ in range(200):
        shocks = random.normal(size=(30, 3))[np.arange(300) // 10]
        w = random.normal(size=300) + shocks[:, 0]
        x = 0.5 * w + random.normal(size=300) + shocks[:, 1]
        y = 0.7 * x + w + random.normal(size=300) + shocks[:, 2]
        frame = pd.DataFrame({"y": y, "x": x, "w": w, "g": np.arange(300) // 10})
        row = oster_bounds(absorb(frame, "y", ["x", "w"], [], "g"), "x").squeeze()
        stars.append(row["beta_star"])
        errors.append(row["beta_star_std_error"])
    assert np.mean(errors) == pytest.approx(np.std(stars), rel=0.3)
