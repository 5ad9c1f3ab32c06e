"""The mapping of published robot penetration to the 14 industries."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.data.penetration import robot_penetration
from gvcrobots.data.raw_tables import read_raw_table
from gvcrobots.declare.construction import Construction


@pytest.fixture(scope="module")
def penetration(root):
    return read_raw_table(root / "raw/acemoglu_restrepo/penetration.csv")


@pytest.fixture(scope="module")
def construction(root):
    return Construction.read(root / "config/data.yaml")


@pytest.fixture(scope="module")
def apr(penetration, construction):
    measures = robot_penetration(penetration, construction.penetration)
    return pd.DataFrame({name: measure.series for name, measure in measures.items()})


def test_industries_are_ours_and_demeaned(apr, construction):
    assert list(apr.index) == list(construction.industries.cells)
    assert apr[["apr", "apr_automotive"]].mean().tolist() == pytest.approx([0, 0], abs=1e-12)


def test_differences_are_those_of_the_published_figures(apr):
    """Demeaning cancels in differences, so that they follow from the figures of the article."""
    metals = np.log(1 + (5.701275 + 8.009268) / 2) - np.log(1 + 5.20221)
    vehicles = np.log(1 + (32.93581 + 2.826762) / 2) - np.log(1 + 5.20221)
    cars = np.log(1 + 32.93581) - np.log(1 + 5.20221)
    food = apr.loc["15t16"]
    assert apr.loc["27t28", "apr"] - food["apr"] == pytest.approx(metals, rel=1e-12)
    assert apr.loc["34t35", "apr"] - food["apr"] == pytest.approx(vehicles, rel=1e-12)
    cars_found = apr.loc["34t35", "apr_automotive"] - food["apr_automotive"]
    assert cars_found == pytest.approx(cars, rel=1e-12)


def test_negative_penetration_counts_as_none(apr):
    apr = apr["apr"]
    assert apr["15t16"] - apr["36t37"] == pytest.approx(np.log(1 + 5.20221), rel=1e-12)


def test_textiles_and_leather_and_the_chemicals_share_theirs(apr):
    apr = apr["apr"]
    assert apr["17t18"] == apr["19"]
    assert apr["23"] == apr["24"] == apr["25"]


def test_an_unknown_industry_is_named(penetration, construction):
    renamed = penetration.replace({"robot_industry": {"food": "foods"}})
    with pytest.raises(ValueError, match="'food' is missing"):
        robot_penetration(renamed, construction.penetration)
