"""What each step of a recipe does, on numbers that are worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.data.recipes import follow
from gvcrobots.declare.sources import Recipe

TABLE = pd.DataFrame(
    {
        "iso3": ["DEU"] * 5 + ["TWN"] * 2,
        "year": [1996, 1997, 1998, 2000, 2001, 1996, 1997],
        "lines": [np.nan, 2.0, np.nan, 8.0, np.nan, np.nan, np.nan],
        "workers": [4.0, 4, 4, 4, 0, 1, 1],
        "group": ["high", "high", "low", "low", "low", None, "high"],
    }
)


def made(table=TABLE, merge_on=("iso3", "year"), **variables):
    recipe = Recipe.declared({"merge_on": merge_on, "variables": variables}, "source.yaml")
    return follow(table, recipe, "raw/x/x.csv")


def values(**variables):
    """Values of the last variable, Germany's, from 1996 on."""
    last = list(made(**variables).values())[-1].series
    return last.loc["DEU"].sort_index()


def test_columns_are_kept_as_they_are():
    recipe = Recipe.declared({"merge_on": ["iso3", "year"], "keep": ["workers"]}, "source.yaml")
    measure = follow(TABLE, recipe, "raw/x/x.csv")["workers"]
    assert measure.keys == ("iso3", "year")
    assert measure.series.tolist() == TABLE["workers"].tolist()


def test_gaps_are_filled_by_calendar_year_and_outer_years_stay_missing():
    found = values(x={"from": "lines", "interpolate": True})
    assert found.loc[1997:2000].tolist() == [2, 4, 6, 8]  # 1999 has no row, and counts as a year
    assert found.loc[[1996, 2001]].isna().all()


def test_years_before_the_first_report_get_a_value_where_there_is_a_report():
    measure = made(x={"from": "lines", "before_first": 0})["x"].series
    assert measure["DEU", 1996] == 0
    assert measure["TWN"].isna().all()


def test_what_was_filled_is_flagged():
    steps = {"interpolate": True, "before_first": 0}
    found = values(x={"from": "lines", **steps}, flag={"from": "lines", "filled_by": "x"})
    assert found.loc[[1996, 1997, 1998, 2000, 2001]].tolist() == [1, 0, 1, 0, 0]


def test_a_share_is_missing_where_the_whole_is_not_positive():
    found = values(x={"from": "lines", "before_first": 1, "share_of": "workers"})
    assert found[1996] == 0.25
    assert values(x={"from": "workers", "share_of": "workers"}).isna()[2001]


def test_steps_are_taken_in_order():
    found = values(x={"from": "lines", "share_of": "workers", "one_minus": True, "times": 100})
    assert found[1997] == 50
    assert values(x={"from": "lines", "times": 1.3, "round": True})[1997] == 3


def test_codes_become_flags_and_missing_ones_stay_missing():
    measure = made(x={"from": "group", "equals": "high"})["x"].series
    assert measure["DEU"].tolist() == [1, 1, 0, 0, 0]
    assert np.isnan(measure["TWN", 1996])


def test_one_year_stands_for_all():
    found = made(x={"from": "group", "equals": "high", "in_year": 1997})["x"]
    assert found.keys == ("iso3",)
    assert found.series.to_dict() == {"DEU": 1, "TWN": 1}


def test_lags_are_by_calendar_year_and_reach_past_the_last_one():
    found = values(x={"from": "lines", "lag": 1})
    assert found.dropna().to_dict() == {1998: 2, 2001: 8}
    assert 2002 in found.index


def test_logs_asinh_and_means():
    assert values(x={"from": "lines", "transform": "log"})[2000] == pytest.approx(np.log(8))
    assert values(x={"from": "lines", "transform": "asinh"})[2000] == pytest.approx(np.arcsinh(8))
    assert values(x={"from": "lines", "demean": True}).loc[[1997, 2000]].tolist() == [-3, 3]
    assert np.isnan(values(x={"from": "workers", "positive": True})[2001])


def test_the_log_of_zero_is_refused():
    with pytest.raises(ValueError, match=r"raw/x/x\.csv: x: log of 0"):
        made(x={"from": "workers", "transform": "log"})


def test_rows_that_share_their_keys_are_refused():
    with pytest.raises(ValueError, match=r"raw/x/x\.csv: 5 duplicate keys, first \('DEU',\)"):
        made(merge_on=("iso3",), x={"from": "lines"})
