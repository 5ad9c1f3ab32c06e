"""What is described beside the estimates: residuals, world participation, summary statistics."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.programme.participation import (
    CLASSES,
    KINDS,
    participation_data,
    world_parts,
)
from gvcrobots.programme.residuals import BINS, partial_residuals, with_bins
from gvcrobots.programme.summary import summary_statistics


def test_slopes_of_partial_residuals_are_the_coefficients():
    random = np.random.default_rng(1)
    X = random.normal(size=(200, 2)) @ [[1, 0.6], [0, 1]]
    y = X @ [0.5, -2.0] + random.normal(size=200)
    data = partial_residuals(y, X, ["a", "b"])
    slopes = data.groupby("term")[["x", "y"]].apply(lambda d: d["x"] @ d["y"] / (d["x"] @ d["x"]))
    assert slopes.tolist() == pytest.approx(np.linalg.lstsq(X, y)[0].tolist(), abs=1e-12)
    binned = with_bins(data)
    assert binned.groupby("term")["slope"].first().tolist() == pytest.approx(slopes.tolist())
    assert binned.groupby(["term", "bin"]).size().tolist() == [200 // BINS] * (2 * BINS)


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
    effects = [["iso3", "industry"], ["industry", "year"]]
    frame["x"] = 10.0 * frame["iso3"] + frame["industry"] * frame["year"]
    row = summary_statistics(frame, ["x"], effects).iloc[0]
    assert row["within_sd"] == pytest.approx(0, abs=1e-9)
    assert row["n"] == 60
