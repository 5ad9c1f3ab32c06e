"""The digital index against components that are known."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.data.digital import (
    component_score,
    digital_component,
    first_component,
    loadings_table,
    world_mean,
)
from gvcrobots.declare.construction import Digital
from hypothesis import given, settings
from hypothesis import strategies as st

COMPONENTS = ["broadband", "internet_users", "mobile", "fixed_telephone"]


def rows(seed=0, size=200):
    """Four indicators with one common factor, of other scales."""
    draws = np.random.default_rng(seed)
    factor = draws.normal(size=size)
    noise = draws.normal(size=(size, 4))
    values = 50 + np.array([1, 10, 100, 5]) * (factor[:, None] + 0.5 * noise)
    return pd.DataFrame(values, columns=COMPONENTS), factor


def test_two_indicators_weigh_the_same():
    pair = pd.DataFrame({"a": [1.0, 2, 3, 5], "b": [10.0, 40, 30, 90]})
    component = first_component(pair)
    correlation = pair.corr().iloc[0, 1]
    assert component.loading.tolist() == pytest.approx([0.5**0.5] * 2, rel=1e-12)
    assert component.variance_share == pytest.approx((1 + correlation) / 2, rel=1e-12)


def test_the_score_is_standardised_over_the_sample_and_follows_the_factor():
    frame, factor = rows()
    score = component_score(frame, first_component(frame))
    assert score.mean() == pytest.approx(0, abs=1e-12)
    assert score.std() == pytest.approx(1, rel=1e-12)
    assert np.corrcoef(score, factor)[0, 1] > 0.95


@settings(derandomize=True, max_examples=25)
@given(st.integers(0, 1000), st.floats(0.01, 100), st.floats(-100, 100))
def test_units_of_the_indicators_do_not_matter(seed, scale, shift):
    frame, _ = rows(seed)
    changed = frame.assign(mobile=frame["mobile"] * scale + shift)
    np.testing.assert_allclose(
        component_score(changed, first_component(changed)),
        component_score(frame, first_component(frame)),
        atol=1e-8,
    )


def test_loadings_are_positive_and_squares_add_up_to_one():
    frame, _ = rows()
    table = loadings_table(first_component(frame))
    assert (table["loading"] > 0).all()
    assert (table["loading"] ** 2).sum() == pytest.approx(1, rel=1e-12)
    score = component_score(frame, first_component(frame))
    expected = [np.corrcoef(frame[name], score)[0, 1] for name in table["variable"]]
    assert table["correlation"].tolist() == pytest.approx(expected, rel=1e-9)


def test_an_indicator_that_moves_against_the_others_is_refused():
    frame, factor = rows()
    with pytest.raises(ValueError, match="loading of mobile"):
        first_component(frame.assign(mobile=-factor))


def test_a_missing_indicator_leaves_the_score_missing():
    frame, _ = rows()
    component = first_component(frame)
    frame.loc[3, "mobile"] = np.nan
    assert component_score(frame, component).isna().sum() == 1


def test_the_index_is_found_on_users_of_robots_in_the_sample_and_its_years():
    frame, _ = rows(size=40)
    keys = pd.MultiIndex.from_product([["AUT", "DEU"], range(1990, 2010)], names=["iso3", "year"])
    economies = frame.set_index(keys).assign(robots=1.0)
    economies.loc[("DEU", 2005), "robots"] = np.nan
    settings = Digital.declared(
        {"index": "d", "components": COMPONENTS, "robots": "robots", "years": [1996, 2008]}, "x"
    )
    found = digital_component(economies, ["DEU"], settings)
    used = economies.loc["DEU"].loc[1996:2008].drop(index=2005)
    assert found.mean.tolist() == pytest.approx(used[COMPONENTS].mean().tolist(), rel=1e-12)


def test_the_world_mean_is_weighted():
    keys = pd.MultiIndex.from_tuples(
        [("DEU", 1996), ("DEU", 1997), ("AUT", 1996), ("AUT", 1997)], names=["iso3", "year"]
    )
    values = pd.Series([10.0, 20, 30, np.nan], keys)
    people = pd.Series([90.0, 90, 10, 10], keys)
    assert world_mean(values, people).to_dict() == pytest.approx({1996: 12, 1997: 20}, rel=1e-12)
