"""Lags, leads, long differences and projections on panels with known slopes."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.transformations import difference, project, shifted
from simulated import autoregressive_panel

UNIT = ["iso3", "industry"]


def test_shifts_follow_the_calendar(panel):
    frame = shifted(panel, "y", UNIT, "year", [2, -1])
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
    changes = difference(two, ["y", "robots"], UNIT, "year", 9).assign(one=1.0)
    ours = absorb(changes, "y", ["robots", "one"], [], "iso3").estimates[0]
    fixed = absorb(two, "y", ["robots"], [UNIT, ["year"]], "iso3").estimates[0]
    assert ours == pytest.approx(fixed, rel=1e-9)


def test_duplicate_cells_are_an_error(panel):
    with pytest.raises(pd.errors.MergeError):
        difference(pd.concat([panel, panel.iloc[:1]]), ["y"], UNIT, "year", 1)


@pytest.mark.parametrize("horizon", [-3, 0, 2])
def test_a_projection_takes_the_outcome_from_before_the_change(panel, horizon):
    frame = project(panel, "y", ["robots"], UNIT, "year", horizon).dropna(subset=["y"])
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
        cells = project(frame, "response", ["level"], UNIT, "year", horizon).dropna()
        estimate = absorb(cells, "response", ["level"], [["year"]], "iso3").estimates
        assert estimate == pytest.approx([expected], abs=0.15)


def test_the_year_before_is_no_horizon(panel):
    with pytest.raises(ValueError, match="horizon -1"):
        project(panel, "y", ["robots"], UNIT, "year", -1)
