"""Robustness: rows are those of the results, on one scale; bounds are those of the diagnostics."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.exhibits.robustness import (
    draw_robustness,
    robots_and_digital,
    robustness_data,
    robustness_table,
)

SPECIFICATIONS = {
    "both": {"terms": ["robots", "digital"]},
    "alone": {"terms": ["robots_dep5"]},
    "shifted": {"terms": ["robots_lag1", "broadband_lag1", "backward_lag1"]},
    "poisson": {"terms": ["robots", "digital"]},
}
EXHIBIT = {
    "caption": "Rows",
    "notes": "None.",
    "groups": {
        "First": {"f.both": "Headline", "f.both.lowest_without": "Lowest"},
        "Second": {"f.alone": "Alone", "f.shifted": "A year later", "f.poisson": "Poisson"},
    },
    "resolved": {"f": {"specifications": SPECIFICATIONS}},
}


@pytest.fixture
def results():
    rows, values = [], []
    for number, (name, declared) in enumerate(SPECIFICATIONS.items(), start=1):
        for term in declared["terms"]:
            row = {"family": "f", "specification": name, "term": term}
            rows.append(
                row
                | {"estimate": number + 0.5, "std_error": 1.0, "p_value": 0.25, "n_obs": 100}
                | {"ci_low": -np.inf if name == "alone" else -1.0, "ci_high": 3.0}
                | {"inference": "crv1" if name == "poisson" else "wcr31", "n_clusters": 29}
            )
            values += [
                row | {"statistic": "regressor_sd", "value": 2.0},
                row | {"statistic": "lowest_without", "value": -0.75, "detail": "LVA"},
            ]
        outcome = {"family": "f", "specification": name, "term": np.nan}
        values.append(outcome | {"statistic": "outcome_sd", "value": 4.0})
    return pd.DataFrame(rows), pd.DataFrame(values)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (["robots", "digital"], ("robots", "digital")),
        (["robots:apr", "digital:coordination"], ("robots:apr", "digital:coordination")),
        (["robots_lag2", "mobile_lag2", "backward_lag1"], ("robots_lag2", "mobile_lag2")),
        (["tariff"], (None, None)),
    ],
)
def test_each_role_has_its_term(terms, expected):
    assert robots_and_digital({"terms": terms}) == expected


def test_rows_are_results_on_one_scale(results):
    data = robustness_data(EXHIBIT, *results).set_index(["label", "role"])
    assert len(data) == 9
    assert data.loc[("A year later", "digital"), "term"] == "broadband_lag1"
    row = data.loc[("Headline", "robots")]
    assert row["standardised"] == pytest.approx(1.5 * 2 / 4)
    assert row["standardised_high"] == pytest.approx(3.0 * 2 / 4)


def test_a_bound_has_the_value_of_the_diagnostic_and_no_interval(results):
    row = robustness_data(EXHIBIT, *results).set_index(["label", "role"]).loc[("Lowest", "robots")]
    assert row["estimate"] == -0.75
    assert row["standardised"] == pytest.approx(-0.375)
    assert row[["ci_low", "ci_high", "p_value"]].isna().all()


def test_the_table_has_every_row_and_leaves_empty_what_there_is_not(results):
    text = robustness_table("rows", EXHIBIT, robustness_data(EXHIBIT, *results))
    lines = {line.split("&")[0].strip(): line for line in text.splitlines() if "&" in line}
    assert r"\quad Headline" in lines
    assert lines[r"\quad Lowest"].split("&")[2].strip() == ""
    assert lines[r"\quad Alone"].split("&")[4].strip() == ""
    assert r"[$-$$\infty$, 3.000]" in lines[r"\quad Alone"]


def test_the_figure_draws_an_estimate_a_row_and_role(results):
    data = robustness_data(EXHIBIT, *results)
    figure = draw_robustness(data)
    for axis, role in zip(figure.axes, ("robots", "digital"), strict=True):
        marks = [line for line in axis.lines if line.get_marker() == "o"]
        drawn = sorted(float(np.ravel(line.get_xdata())[0]) for line in marks)
        expected = sorted(data.loc[data["role"] == role, "standardised"])
        assert drawn == pytest.approx(expected)


def test_a_regression_without_results_is_named(results):
    estimates, diagnostics = results
    lacking = estimates[estimates["specification"] != "alone"]
    with pytest.raises(ValueError, match=r"no rows of f\.alone"):
        robustness_data(EXHIBIT, lacking, diagnostics)
