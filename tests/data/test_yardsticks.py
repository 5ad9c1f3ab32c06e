"""Yardsticks side by side: common industries, means, and the stack of families."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.data.measures import Measure
from gvcrobots.data.yardsticks import in_common_industries, side_by_side, yardstick_panels
from gvcrobots.declare.construction import Yardsticks

KEYS = ["iso3", "industry", "year"]


@pytest.fixture
def settings():
    return Yardsticks.declared(
        {
            "industries": ["17t19", "20"],
            "merged": {"17t19": ["17t18", "19"]},
            "minimum_exports": 1,
            "measures": ["robots"],
            "families": {
                "one": {"table": "one/cells.csv", "columns": {"vs_one": "share"}},
                "two": {"table": "two/cells.csv", "without": {"vs_two": "vax"}},
            },
            "mean": {"variable": "vs_mean", "of": ["vs_one", "vs_two"]},
            "pooled": {"variable": "vs_pooled", "of": {"one": "vs_one", "two": "vs_two"}},
        },
        "config/data.yaml",
    )


@pytest.fixture
def tables():
    """Family one tells textiles from leather; family two has one year more."""
    one = [("A", "17t18", 2000, 30.0, 10.0), ("A", "19", 2000, 10.0, 50.0)]
    one += [("A", "20", 2000, 0.5, 90.0)]  # too little is exported
    two = [("A", "17t19", 2000, 8.0, 6.0), ("A", "17t19", 2001, 8.0, 4.0), ("A", "20", 2000, 2, 1)]
    return {
        "one/cells.csv": pd.DataFrame(one, columns=[*KEYS, "exports", "share"]),
        "two/cells.csv": pd.DataFrame(two, columns=[*KEYS, "exports", "vax"]),
    }


def test_merged_industries_are_weighted_by_exports(tables, settings):
    """(30 x 10 + 10 x 50) / 40 = 20."""
    common = in_common_industries(tables["one/cells.csv"], settings.merged).set_index(KEYS)
    assert common.loc[("A", "17t19", 2000)].to_dict() == {"share": 20.0, "exports": 40.0}


def test_a_share_that_is_missing_in_a_part_is_missing(tables, settings):
    cells = tables["one/cells.csv"].assign(share=[10.0, np.nan, 90.0])
    common = in_common_industries(cells, settings.merged).set_index(KEYS)
    assert np.isnan(common.loc[("A", "17t19", 2000), "share"])
    assert common.loc[("A", "20", 2000), "share"] == 90.0


def test_families_stand_side_by_side_and_their_mean_needs_all(tables, settings):
    wide = side_by_side(tables, settings).set_index(KEYS)
    textiles = wide.loc[("A", "17t19", 2000)]
    assert textiles.to_dict() == {"vs_one": 20.0, "vs_two": 25.0, "vs_mean": 22.5}
    later = wide.loc[("A", "17t19", 2001)]
    assert later["vs_two"] == 50.0
    assert later[["vs_one", "vs_mean"]].isna().all()
    wood = wide.loc[("A", "20", 2000)]
    assert np.isnan(wood["vs_one"])
    assert wood["vs_two"] == 50.0


def test_an_industry_of_the_stack_is_one_of_a_family(tables, settings):
    index = pd.MultiIndex.from_tuples([("A", 2000)], names=["iso3", "year"])
    robots = Measure(pd.Series([3.0], index, name="robots"), "raw/robots.csv")
    declared = [*KEYS, "robots", "vs_one", "vs_two", "vs_mean", "vs_pooled"]
    panels = yardstick_panels(tables, {"robots": robots}, settings, declared)
    pooled = panels["pooled"].set_index(["industry", "year"])["vs_pooled"].to_dict()
    assert pooled == {
        ("17t19, one", 2000): 20.0,
        ("17t19, two", 2000): 25.0,
        ("17t19, two", 2001): 50.0,
        ("20, two", 2000): 50.0,
    }
    assert panels["yardsticks"]["robots"].tolist().count(3.0) == 2
    assert list(panels["yardsticks"]) == [name for name in declared if name != "vs_pooled"]
