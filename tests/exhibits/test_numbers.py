"""Macros of the text: the words follow the estimates."""

import pandas as pd
import pytest
from gvcrobots.exhibits.numbers import (
    backward_macros,
    effect_macros,
    estimate_macros,
    finding,
    number_macros,
    p_equation,
)


@pytest.fixture
def estimates():
    return pd.DataFrame(
        [
            {
                "family": "f",
                "specification": "s",
                "term": "robots",
                "inference": "wcr31",
                "estimate": -0.5,
                "std_error": 0.2,
                "ci_low": -0.9,
                "ci_high": -0.1,
                "p_value": 0.02,
                "n_obs": 6199,
                "n_clusters": 29,
                "n_cells": 406,
                "r2_within": 0.01,
            }
        ]
    )


def test_flipping_the_sign_flips_the_words(estimates):
    assert dict(estimate_macros(estimates))["f.s.robots.finding"].startswith("negative")
    flipped = estimates.assign(estimate=0.5)
    assert dict(estimate_macros(flipped))["f.s.robots.finding"].startswith("positive")


def test_a_null_is_called_a_null_whatever_its_sign():
    assert finding(-3.0, 0.05) == finding(3.0, 0.9) == "not statistically distinguishable from zero"


def test_effects_are_coefficients_times_within_standard_deviations(estimates):
    statistics = pd.DataFrame({"variable": ["robots"], "within_sd": [0.5]})
    effects = dict(effect_macros(estimates, statistics))
    assert effects["f.s.robots.effect"] == "$-$0.25"
    assert effects["f.s.robots.effect_high"] == "$-$0.05"


def test_backward_participation_is_summed_before_it_is_divided():
    frame = pd.DataFrame(
        {"iso3": "DEU", "year": 2005, "exports": [90.0, 10.0], "foreign_value_added": [9.0, 9.0]}
    )
    assert dict(backward_macros(frame, ["DEU"], 2005)) == {"backward.DEU.2005": "18.0"}


def test_macros_are_defined_once():
    text = number_macros([("a.b", "1.5")])
    assert r"\defineresult{a.b}{1.5}" in text
    with pytest.raises(ValueError, match=r"'a.b' is defined twice"):
        number_macros([("a.b", "1.5"), ("a.b", "2.5")])


def test_p_values_in_equations():
    assert p_equation(0.0123) == "$p=0.012$"
    assert p_equation(0.0001) == "$p<0.001$"
