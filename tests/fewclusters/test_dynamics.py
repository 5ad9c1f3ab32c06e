"""Lags, leads, long differences, and the half-panel jackknife on panels with known slopes."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.dynamics import (
    difference,
    half_panel_jackknife,
    project,
    shifted,
)
from fewclusters.infer.clustered import crv1

UNIT = ["iso3", "industry"]


def autoregressive_panel(seed, n_years=10):
    """30 economies x 6 industries, y = .5 y(-1) + 1 x + effect + e, after a burn-in."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(30, 6, n_years + 20))
    y = np.zeros((30, 6, n_years + 20))
    effect = random.normal(size=(30, 6))
    for year in range(1, n_years + 20):
        y[..., year] = 0.5 * y[..., year - 1] + x[..., year] + effect
        y[..., year] += random.normal(size=(30, 6))
    index = pd.MultiIndex.from_product([range(30), range(6), range(n_years)], names=[*UNIT, "year"])
    columns = {"y": y[..., 20:].ravel(), "x": x[..., 20:].ravel()}
    return shifted(pd.DataFrame(columns, index=index).reset_index(), "y", UNIT, [1])


def test_shifts_follow_the_calendar(panel):
    frame = shifted(panel, "y", UNIT, [2, -1])
    keyed = panel.set_index([*UNIT, "year"])["y"]
    for _, row in frame.iloc[::137].iterrows():
        key = (int(row["iso3"]), int(row["industry"]))
        for label, year in (("y_lag2", row["year"] - 2), ("y_lead1", row["year"] + 1)):
            expected = keyed.get((*key, int(year)), np.nan)
            assert row[label] == pytest.approx(expected, nan_ok=True)
    assert len(frame) == len(panel)


def test_long_differences_between_two_years_are_fixed_effects(panel):
    """With two periods the regression in changes is that with unit and year effects."""
    two = panel[panel["year"].isin([2, 11])]
    changes = difference(two, ["y", "robots"], UNIT, 9).assign(one=1.0)
    ours = absorb(changes, "y", ["robots", "one"], [], "iso3").estimates[0]
    fixed = absorb(two, "y", ["robots"], [UNIT, ["year"]], "iso3").estimates[0]
    assert ours == pytest.approx(fixed, rel=1e-9)


def test_duplicate_cells_are_an_error(panel):
    with pytest.raises(pd.errors.MergeError):
        difference(pd.concat([panel, panel.iloc[:1]]), ["y"], UNIT, 1)


@pytest.mark.parametrize("n_years", [10, 11])
def test_the_bias_of_dynamic_panels_is_removed(n_years):
    """Means over 40 samples: least squares is far below .5, the jackknife within .03 of it."""
    plain, jackknife = [], []
    for seed in range(40):
        frame = autoregressive_panel(seed, n_years)
        arguments = (frame, "y", ["y_lag1", "x"], [UNIT], "iso3")
        plain.append(absorb(*arguments).estimates[0])
        jackknife.append(half_panel_jackknife(*arguments)["estimate"].iloc[0])
    assert np.mean(plain) < 0.44
    assert np.mean(jackknife) == pytest.approx(0.5, abs=0.03)


def test_standard_errors_are_those_of_the_simulation():
    """The mean standard error is the spread over 60 samples, within 25 %."""
    tables = [
        half_panel_jackknife(autoregressive_panel(seed), "y", ["y_lag1", "x"], [UNIT], "iso3")
        for seed in range(60)
    ]
    estimates = np.array([table["estimate"] for table in tables])
    errors = np.array([table["std_error"] for table in tables])
    assert errors.mean(axis=0) == pytest.approx(estimates.std(axis=0, ddof=1), rel=0.25)


def test_a_static_regression_keeps_its_size(panel):
    arguments = (panel, "y", ["robots", "digital"], [UNIT, ["industry", "year"]], "iso3")
    jackknife, plain = half_panel_jackknife(*arguments), crv1(absorb(*arguments))
    assert (np.abs(jackknife["estimate"] - plain["estimate"]) < 2 * plain["std_error"]).all()


def test_a_cluster_lost_in_a_half_is_an_error(panel):
    late = panel[(panel["iso3"] != 0) | (panel["year"] > 8)]
    with pytest.raises(ValueError, match="a term or a cluster is lost in 0-7"):
        half_panel_jackknife(late, "y", ["robots"], [UNIT], "iso3")


@pytest.mark.parametrize("horizon", [-3, 0, 2])
def test_a_projection_takes_the_outcome_from_before_the_change(panel, horizon):
    frame = project(panel, "y", ["robots"], UNIT, horizon).dropna(subset=["y"])
    keyed = panel.set_index([*UNIT, "year"])
    assert len(frame) > 1000
    for _, row in frame.iloc[::211].iterrows():
        cell, year = (int(row["iso3"]), int(row["industry"])), int(row["year"])
        before = keyed.loc[(*cell, year - 1)]
        assert row["y"] == pytest.approx(keyed.loc[(*cell, year + horizon), "y"] - before["y"])
        assert row["robots"] == pytest.approx(keyed.loc[(*cell, year), "robots"] - before["robots"])


def test_a_projection_recovers_the_response_at_each_horizon():
    """A step of x moves y by 1 at once and, with persistence .5, by 1.75 two years later."""
    frame = autoregressive_panel(3)
    level = frame.groupby(UNIT)["x"].cumsum()  # x becomes the change of a level
    frame = frame.assign(level=level, response=frame.groupby(UNIT)["y"].cumsum())
    for horizon, expected in ((0, 1.0), (2, 1.75)):
        cells = project(frame, "response", ["level"], UNIT, horizon).dropna()
        estimate = absorb(cells, "response", ["level"], [["year"]], "iso3").estimates
        assert estimate == pytest.approx([expected], abs=0.15)


def test_the_year_before_is_no_horizon(panel):
    with pytest.raises(ValueError, match="horizon -1"):
        project(panel, "y", ["robots"], UNIT, -1)
