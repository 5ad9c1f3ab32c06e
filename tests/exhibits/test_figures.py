"""What the figures draw, and how labels are kept apart."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.exhibits.participation import (
    CLASSES,
    KINDS,
    participation_data,
    world_parts,
)
from gvcrobots.exhibits.residuals import partial_residuals
from gvcrobots.exhibits.style import new_figure, save_figure, spread
from gvcrobots.exhibits.summary import summary_statistics
from hypothesis import given, settings
from hypothesis import strategies as st


@settings(derandomize=True, max_examples=50)
@given(st.lists(st.floats(-5, 5), min_size=1, max_size=30))
def test_labels_are_apart_and_keep_their_order(positions):
    moved = spread(positions, gap=0.5)
    order = np.argsort(positions, kind="stable")
    assert (np.diff(moved[order]) >= 0.5 - 1e-9).all()


def test_labels_that_are_apart_stay():
    assert spread([3.0, 1.0, 2.0], gap=0.5).tolist() == [3.0, 1.0, 2.0]


def test_labels_that_collide_share_the_move():
    assert spread([1.0, 1.0], gap=0.5).tolist() == [0.75, 1.25]


def test_slopes_of_partial_residuals_are_the_coefficients():
    random = np.random.default_rng(1)
    X = random.normal(size=(200, 2)) @ [[1, 0.6], [0, 1]]
    y = X @ [0.5, -2.0] + random.normal(size=200)
    data = partial_residuals(y, X, ["a", "b"])
    slopes = data.groupby("term")[["x", "y"]].apply(lambda d: d["x"] @ d["y"] / (d["x"] @ d["x"]))
    assert slopes.tolist() == pytest.approx(np.linalg.lstsq(X, y)[0].tolist(), abs=1e-12)


@pytest.fixture
def world(root):
    return pd.read_csv(root / "raw/wiod/world.csv")


def test_published_figures_stand_beside_the_computed_ones(world):
    data = participation_data(world, {"trade_based": {1995: 35.2, 2020: 44.4}})
    trade = data[data["measure"] == "trade_based"].set_index("year")
    assert trade.loc[1995, "published"] == 35.2
    assert trade.loc[1995, "computed"] == pytest.approx(35.2, abs=1)
    assert np.isnan(trade.loc[2020, "computed"])


def test_parts_of_participation_add_up(world):
    parts = world_parts(world)
    for measure, kinds in KINDS.items():
        by_class = [f"{measure}_{name}" for name in CLASSES]
        for names in (list(kinds), by_class):
            total = parts[names].sum(axis=1)
            assert total.tolist() == pytest.approx(world[measure].tolist(), rel=1e-9)


def test_within_standard_deviation_leaves_no_trace_of_the_effects():
    frame = pd.MultiIndex.from_product(
        [range(4), range(3), range(5)], names=["iso3", "industry", "year"]
    ).to_frame(index=False)
    frame["x"] = 10.0 * frame["iso3"] + frame["industry"] * frame["year"]
    row = summary_statistics(frame, ["x"]).iloc[0]
    assert row["within_sd"] == pytest.approx(0, abs=1e-9)
    assert row["n"] == 60


def test_a_figure_is_the_same_bytes_twice(tmp_path):
    for name in ("a", "b"):
        figure, axes = new_figure()
        axes[0].plot([0, 1], [0, 1])
        save_figure(
            figure, pd.DataFrame({"x": [0, 1]}), tmp_path / f"{name}.pdf", tmp_path / "x.csv"
        )
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
