"""Controls, income groups and age structure on small tables."""

import pandas as pd
import pytest
from gvcrobots.data.adb import adb_cells
from gvcrobots.data.ageing import ageing
from gvcrobots.data.controls import add_lags, persons_employed
from gvcrobots.data.income import high_income


def test_lags_are_by_calendar_year():
    frame = pd.DataFrame(
        {"iso3": ["AUT"] * 3 + ["DEU"], "year": [1999, 2000, 2002, 2000], "x": [1.0, 2, 3, 9]}
    )
    lagged = add_lags(frame, ["x"]).set_index(["iso3", "year"])["lag_x"]
    assert lagged["AUT", 2000] == 1
    assert lagged.drop(("AUT", 2000)).isna().all()


def test_persons_are_those_of_the_base_year():
    pwt = pd.DataFrame(
        {"iso3": "DEU", "year": [1995, 1996], "persons_employed_millions": [37.5, 38.0]}
    )
    assert persons_employed(pwt).to_dict("list") == {"iso3": ["DEU"], "persons_1995": [37.5e6]}


def test_income_is_frozen_in_the_base_year():
    groups = pd.DataFrame(
        {
            "iso3": ["EST", "EST", "DEU", "DEU"],
            "year": [1996, 2010, 1996, 2010],
            "income_group": ["lower_middle", "high", "high", "upper_middle"],
        }
    )
    found = high_income(groups).set_index("iso3")["high_income"]
    assert found.to_dict() == {"EST": 0, "DEU": 1}


def test_an_economy_without_a_group_in_the_base_year_is_named():
    groups = pd.DataFrame({"iso3": ["DEU"], "year": [2010], "income_group": ["high"]})
    with pytest.raises(ValueError, match="none in 1996 for DEU"):
        high_income(groups)


def test_ageing_is_a_ratio_and_keeps_its_base_year():
    population = pd.DataFrame(
        {
            "iso3": "DEU",
            "year": [1990, 2000],
            "aged_21_55_thousands": [100.0, 100.0],
            "aged_56_over_thousands": [40.0, 60.0],
        }
    )
    found = ageing(population)
    assert found["ageing"].tolist() == [0.4, 0.6]
    assert found["ageing_1990"].tolist() == [0.4, 0.4]


def test_backward_participation_from_value_added_exports():
    cell = {"iso3": "DEU", "year": 2007, "industry": "29", "output": 9.0, "value_added": 3.0}
    industries = pd.DataFrame(
        [{**cell, "exports": 4.0, "vax": 3.0}, {**cell, "exports": 0, "vax": 0}]
    )
    backward = adb_cells(industries)["backward_adb"]
    assert backward[0] == 25
    assert pd.isna(backward[1])
