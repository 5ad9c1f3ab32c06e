"""Absorption against explicit dummies, and what happens to rows and columns that cannot be used."""

import logging

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.codes import effect_codes
from fewclusters.fit.effects import effect_space
from hypothesis import given, settings
from hypothesis import strategies as st
from simulated import simulated_panel

CELLS, INDUSTRY_YEARS, ECONOMY_YEARS = ["iso3", "industry"], ["industry", "year"], ["iso3", "year"]
TWO = [CELLS, INDUSTRY_YEARS]
THREE = [*TWO, ECONOMY_YEARS]


def explicit_residuals(codes, weights, columns):
    """Weighted least squares on all dummies."""
    scale = np.ones(len(codes)) if weights is None else np.sqrt(weights)
    dummies = np.column_stack([np.eye(each.max() + 1)[each] for each in codes.T]) * scale[:, None]
    return columns - dummies @ np.linalg.lstsq(dummies, columns)[0]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 10**6),
    n_effects=st.integers(1, 3),
    weighted=st.booleans(),
)
def test_residuals_are_those_of_least_squares_on_dummies(seed, n_effects, weighted):
    """Unbalanced random effects, to 1e-10."""
    random = np.random.default_rng(seed)
    n = 80
    codes = np.column_stack(
        [
            np.unique(random.integers(0, 6 + 3 * i, n), return_inverse=True)[1]
            for i in range(n_effects)
        ]
    )
    weights = random.random(n) + 0.1 if weighted else None
    columns = random.normal(size=(n, 3))
    space = effect_space(codes, random.integers(0, 5, n), weights)
    np.testing.assert_allclose(
        space.residualise(columns), explicit_residuals(codes, weights, columns), atol=1e-10
    )


@pytest.mark.parametrize("seed", range(4))
def test_a_column_that_the_effects_explain_leaves_rounding(seed):
    """In a panel with gaps, what rounding leaves of it must not keep the iterations going."""
    frame = simulated_panel(seed, 31, 14, 16, 0.6)
    codes = effect_codes(frame, TWO).to_numpy()
    column = 1000 + frame[["apr"]].to_numpy()
    left = effect_space(codes, frame["iso3"].to_numpy(), None).residualise(column)
    assert np.abs(left).max() < 1e-12 * np.abs(column).max()


def test_basis_and_nested_effects_span_all_effects(panel):
    """Nested effects and the basis project as all effects together do, to 1e-10."""
    design = absorb(panel, "y", ["robots"], TWO, "iso3")
    inside = effect_space(design.space.codes[:, :1], design.clusters, None)
    column = panel[["digital"]].to_numpy()[design.rows]
    left = inside.residualise(column)
    left -= design.space.basis @ (design.space.basis.T @ left)
    np.testing.assert_allclose(left, design.space.residualise(column), atol=1e-10)
    assert design.space.nested.tolist() == [True, False]
    assert design.df_absorbed == 14 * 16


def test_collinear_and_absorbed_regressors_are_named_and_dropped(panel, caplog):
    frame = panel.assign(twice=2 * panel["robots"] + panel["digital"], fixed=panel["iso3"] * 1.0)
    with caplog.at_level(logging.WARNING):
        design = absorb(frame, "y", ["robots", "digital", "twice", "fixed"], TWO, "iso3")
    assert design.terms == ("robots", "digital")
    assert design.dropped == ("twice", "fixed")
    assert "y: regressor 'twice' is collinear and was dropped" in caplog.text


def test_singletons_are_counted_and_rows_located(panel):
    alone = panel.iloc[[0]].assign(iso3=99, industry=99, year=99)
    design = absorb(pd.concat([alone, panel], ignore_index=True), "y", ["robots"], TWO, "iso3")
    assert len(design.singletons) == 1
    assert design.rows[0] == 1
    assert design.n_obs == len(panel)
    assert design.estimates == absorb(panel, "y", ["robots"], TWO, "iso3").estimates


def test_incomplete_rows_are_left_out(panel):
    holes = panel.assign(robots=panel["robots"].where(panel.index % 7 != 0))
    one = absorb(holes, "y", ["robots"], TWO, "iso3")
    other = absorb(holes.dropna(), "y", ["robots"], TWO, "iso3")
    np.testing.assert_array_equal(one.estimates, other.estimates)


@pytest.mark.parametrize(
    ("change", "arguments", "message"),
    [
        ({}, {"terms": ["robotz"]}, "panel: no column 'robotz'"),
        ({}, {"weights": "w"}, "panel: no column 'w'"),
        ({}, {"cluster": "iso2"}, "panel: no column 'iso2'"),
        ({}, {"effects": THREE}, r"the effects absorb every regressor: \['robots'\]"),
        ({"y": 1.0}, {}, "outcome 'y' is constant: 1 in all"),
        ({"robots": np.inf}, {}, "column 'robots' is not finite in 5839 rows, first inf in row 0"),
        ({"robots": 1e200}, {}, r"column 'robots' has 1e\+200 in row 0: larger than 1e\+50"),
        ({"robots": "a"}, {}, "column 'robots' has 'a' in row 0: not a number"),
        ({}, {"terms": ["robots", "robots"]}, "regressor 'robots' is there twice"),
        ({}, {"terms": ["robots", "y"]}, "outcome 'y' is among the regressors"),
        ({}, {"terms": "robots"}, "terms: a list of names is needed, not the string 'robots'"),
        ({}, {"effects": [["iso3"], ["iso3"]]}, r"effect \['iso3'\] is there twice"),
        ({"weight": 0.0}, {"weights": "weight"}, "weights 'weight' are zero in all"),
        ({"robots": np.nan}, {}, "no row is complete"),
        ({"iso3": 3}, {"effects": [["industry"]]}, "one cluster only in 'iso3': 3"),
        ({"weight": -1.0}, {"weights": "weight"}, "weights 'weight' are not positive"),
    ],
)
def test_errors_name_what_is_wrong(panel, change, arguments, message):
    usual = {"outcome": "y", "terms": ["robots"], "effects": TWO, "cluster": "iso3"}
    with pytest.raises(ValueError, match=message):
        absorb(panel.assign(**change), **(usual | arguments))


def test_a_missing_cluster_is_an_error(panel):
    part = panel.assign(part=panel["iso3"].where(panel.index != 4))
    with pytest.raises(ValueError, match="cluster variable 'part' is missing, first in row 4"):
        absorb(part, "y", ["robots"], TWO, "part")


def test_a_missing_effect_is_an_error(panel):
    holes = panel.assign(part=panel["industry"].where(panel.index != 6))
    with pytest.raises(ValueError, match="effect 'part' is missing, first in row 6"):
        absorb(holes, "y", ["robots"], [["iso3", "part"]], "iso3")


def test_an_unknown_term_is_an_error(panel):
    with pytest.raises(ValueError, match="term 'digital' is not in the regression"):
        absorb(panel, "y", ["robots"], TWO, "iso3").index("digital")
