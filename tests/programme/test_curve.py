"""The specification curve against one regression at a time, with real and exchanged paths."""

import numpy as np
import pandas as pd
import pytest
from declared import sample, specification, with_dimensions
from fewclusters.infer.clustered import crv1
from fewclusters.infer.methods import Settings
from gvcrobots.programme.curve import (
    STATISTICS,
    economy_order,
    estimate_curve,
    exchanges,
    permute_curve,
)
from gvcrobots.programme.diagnostics import diagnose_family
from gvcrobots.programme.families import estimate_specification
from gvcrobots.programme.multiverse import ROLES
from gvcrobots.programme.regressions import fit_specification

SETTINGS = Settings(level=0.95, draws=199, seed=3)
SAMPLE = sample((0, 5))
SMALLER = sample((1, 5), drop_economies=(4,))
PICKED = (0, 5, 11, 18, 30)  # of the 32 regressions


def regression(choices, curve, sample):
    """One regression of the curve."""
    dimensions = curve.dimensions
    return specification(
        outcome=choices["outcome"],
        terms=[choices[role] for role in ROLES],
        sample=sample,
        inference=["crv1", "wcr31"],
        effects=dimensions.effects[choices["effects"]],
        controls=dimensions.controls[choices["controls"]],
        weights=dimensions.weights[choices["weights"]],
    )


def measured(panel, alone):
    """Diagnostics of a regression by statistic and term."""
    diagnostics = diagnose_family("f", {"main": panel}, {"alone": alone}, SETTINGS)
    return diagnostics.set_index(["statistic", "term"])["value"]


@pytest.fixture(scope="module")
def estimates(curve_panel, curve):
    return estimate_curve(curve_panel, SAMPLE, curve, SETTINGS)


@pytest.mark.parametrize("number", PICKED)
def test_estimates_are_those_of_the_regression_alone(curve_panel, curve, estimates, number):
    found = estimates.iloc[4 * number : 4 * number + 4].set_index(["inference", "term"])
    alone = regression(found.iloc[0], curve, SAMPLE)
    rows, _ = estimate_specification(curve_panel, alone, SETTINGS)
    expected = rows.set_index(["inference", "term"]).loc[found.index]
    columns = ["estimate", "std_error", "p_value", "ci_low", "ci_high"]
    columns += ["n_obs", "n_clusters", "n_cells", "r2_within"]
    for column in columns:
        assert found[column].to_numpy() == pytest.approx(expected[column].to_numpy(), rel=1e-7)
    scale = measured(curve_panel, alone)
    standardised = [
        row.estimate * scale["regressor_sd", term] / scale["outcome_sd", ""]
        for (_, term), row in expected.iterrows()
    ]
    assert found["standardised"].to_numpy() == pytest.approx(standardised, rel=1e-8)


def exchanged(panel, sample, names, order, drawn):
    """The panel with paths exchanged, a cell at a time; gaps are at the mean of the year."""
    inside = panel[panel["year"].between(*sample.years)]
    given = dict(zip(order, (order[place] for place in drawn), strict=True))
    columns = {}
    for name in names:
        known = inside.groupby(["iso3", "year"])[name].first()
        means = known.groupby("year").mean()
        columns[name] = [
            known.get((given[cell.iso3], cell.year), means.get(cell.year, np.nan))
            for cell in panel.itertuples()
        ]
    return panel.assign(**columns)


@pytest.mark.parametrize("sample", [SAMPLE, SMALLER], ids=["all", "smaller"])
@pytest.mark.parametrize("role", ROLES)
def test_permuted_statistics_are_those_of_the_regression_alone(curve_panel, curve, sample, role):
    """The economy that the sample leaves out gives its path to others and gets none."""
    permuted = permute_curve(curve_panel, sample, curve, seed=9)[ROLES.index(role)]
    assert permuted.shape == (2, 32, 19)
    estimates = estimate_curve(
        curve_panel, sample, curve.model_copy(update={"draws": 9}), SETTINGS
    ).drop_duplicates(["outcome", *ROLES, "effects", "controls", "weights"])
    order = economy_order(curve_panel, ROLES, "iso3")
    draws = exchanges(order, np.array(order), 19, seed=9)
    for draw in (0, 7, 18):
        frame = exchanged(curve_panel, sample, curve.measures[role], order, draws[draw])
        for number in (2, 21, 31):
            alone = regression(estimates.iloc[number], curve, sample)
            scale = measured(frame, alone)
            design = fit_specification(frame, alone).design
            row = crv1(design).iloc[ROLES.index(role)]  # linearmodels iterates to 1e-8 only
            moved = row["estimate"] * scale["regressor_sd", row["term"]] / scale["outcome_sd", ""]
            found = dict(zip(STATISTICS, permuted[:, number, draw], strict=True))
            assert found["t"] == pytest.approx(row["statistic"], rel=1e-9)
            assert found["standardised"] == pytest.approx(moved, rel=1e-9)


def test_samples_share_the_exchange():
    order = ["c", "a", "d", "b"]
    everyone = exchanges(order, np.array(["a", "b", "c", "d"]), 50, 1)
    some = exchanges(order, np.array(["b", "d"]), 50, 1)
    assert (np.sort(everyone, axis=1) == np.arange(4)).all()
    assert (some == everyone[:, [1, 3]]).all()
    assert len(np.unique(everyone, axis=0)) > 15  # of 24


def test_an_economy_that_cannot_exchange_is_an_error():
    with pytest.raises(ValueError, match="curve: 'x' has no path of both technologies"):
        exchanges(["a", "b"], np.array(["a", "x"]), 5, 1)


def test_economies_without_a_technology_do_not_exchange(curve_panel):
    panel = curve_panel.assign(robots=curve_panel["robots"].mask(curve_panel["iso3"] == 3))
    assert sorted(economy_order(panel, ROLES, "iso3")) == [0, 1, 2, 4, 5, 6, 7]


def test_names_and_order_of_rows_do_not_matter(curve_panel, curve):
    random = np.random.default_rng(1)
    names = random.permutation(8)
    changed = curve_panel.assign(iso3=names[curve_panel["iso3"]])
    changed = changed.iloc[random.permutation(len(changed))]
    renamed = sample((1, 5), drop_economies=(int(names[4]),))
    permuted = permute_curve(curve_panel, SMALLER, curve, seed=9)
    assert permute_curve(changed, renamed, curve, seed=9) == pytest.approx(permuted, rel=1e-8)
    tables = [
        estimate_curve(panel, sample, curve, SETTINGS)
        for panel, sample in ((curve_panel, SMALLER), (changed, renamed))
    ]
    pd.testing.assert_frame_equal(*tables, rtol=1e-8)


def test_all_measures_of_a_technology_move_together(curve_panel, curve):
    """A measure that is another in other units has the same statistics in every permutation."""
    panel = curve_panel.assign(robots_root=5 * curve_panel["robots"] + 1)
    statistics = [
        permute_curve(panel, SAMPLE, with_dimensions(curve, robots=(name,)), seed=2)
        for name in ("robots", "robots_root")
    ]
    assert statistics[0] == pytest.approx(statistics[1], rel=1e-7)


def test_terms_of_fits_are_the_technologies(estimates):
    """Controls are in the regressions and not among the results."""
    assert set(estimates["term"]) == {"robots", "robots_root", "digital"}
    assert (
        estimates["term"]
        == np.where(estimates["role"] == "robots", estimates["robots"], estimates["digital"])
    ).all()
