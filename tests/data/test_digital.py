"""The digital index against components that are known."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.data.digital import (
    COMPONENTS,
    component_score,
    first_component,
    loadings_table,
    network_indicators,
    world_broadband,
)
from hypothesis import given, settings
from hypothesis import strategies as st


def indicators(broadband, economy="DEU", first=1996):
    size = len(broadband)
    return pd.DataFrame(
        {"iso3": economy, "year": range(first, first + size), "broadband_per_100": broadband}
        | dict.fromkeys(list(COMPONENTS.values())[1:], np.arange(float(size)))
    )


def rows(seed=0, size=200):
    """Four indicators with one common factor, of other scales."""
    draws = np.random.default_rng(seed)
    factor = draws.normal(size=size)
    noise = draws.normal(size=(size, 4))
    values = 50 + np.array([1, 10, 100, 5]) * (factor[:, None] + 0.5 * noise)
    return pd.DataFrame(values, columns=list(COMPONENTS)), factor


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


def test_broadband_is_zero_before_its_introduction_and_flagged():
    table = pd.concat(
        [
            indicators([np.nan, np.nan, 1, np.nan, 3, np.nan]),
            indicators([np.nan] * 6, economy="TWN"),
        ]
    )
    networks = network_indicators(table)
    known = networks[networks["iso3"] == "DEU"]
    assert known["broadband"].tolist()[:5] == [0, 0, 1, 2, 3]
    assert np.isnan(known["broadband"].iloc[5])
    assert known["broadband_imputed"].tolist() == [1, 1, 0, 1, 0, 0]
    unknown = networks[networks["iso3"] == "TWN"]
    assert unknown["broadband"].isna().all()
    assert unknown["broadband_imputed"].sum() == 0


def test_world_broadband_is_weighted_by_population():
    networks = network_indicators(
        pd.concat([indicators([10.0, 20]), indicators([30.0, np.nan], economy="AUT")])
    )
    population = networks[["iso3", "year"]].assign(
        population_thousands=networks["iso3"].map({"DEU": 90.0, "AUT": 10.0})
    )
    world = world_broadband(networks, population)
    assert world["world_broadband"].tolist() == pytest.approx([12, 20], rel=1e-12)
