"""Results of the robustness set: on one scale, bounds those of the diagnostics."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.programme.robustness import robustness_results
from gvcrobots.programme.technologies import robots_and_digital

SPECIFICATIONS = {
    "both": {"terms": ["robots", "digital"]},
    "alone": {"terms": ["robots_dep5"]},
    "shifted": {"terms": ["robots_lag1", "broadband_lag1", "backward_lag1"]},
}
FAMILIES = {"f": {"specifications": SPECIFICATIONS}}
ROLES = {"robots": "robots", "robots_dep5": "robots", "digital": "digital"}
ROLES |= {"broadband": "digital", "mobile": "digital"}
ROWS = ["f.both", "f.both.lowest_without", "f.alone", "f.shifted"]


@pytest.fixture
def results():
    rows, values = [], []
    for number, (name, declared) in enumerate(SPECIFICATIONS.items(), start=1):
        for term in declared["terms"]:
            row = {"family": "f", "specification": name, "term": term}
            rows.append(
                row
                | {"estimate": number + 0.5, "std_error": 1.0, "p_value": 0.25, "n_obs": 100}
                | {"ci_low": -1.0, "ci_high": 3.0, "inference": "wcr31", "n_clusters": 29}
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
    assert robots_and_digital({"terms": terms}, ROLES) == expected


def test_rows_are_results_on_one_scale(results):
    data = robustness_results(ROWS, FAMILIES, ROLES, *results).set_index(["row", "role"])
    assert len(data) == 7
    assert data.loc[("f.shifted", "digital"), "term"] == "broadband_lag1"
    row = data.loc[("f.both", "robots")]
    assert row["standardised"] == pytest.approx(1.5 * 2 / 4)
    assert row["standardised_high"] == pytest.approx(3.0 * 2 / 4)


def test_a_bound_has_the_value_of_the_diagnostic_and_no_interval(results):
    data = robustness_results(ROWS, FAMILIES, ROLES, *results).set_index(["row", "role"])
    row = data.loc[("f.both.lowest_without", "robots")]
    assert row["estimate"] == -0.75
    assert row["standardised"] == pytest.approx(-0.375)
    assert row[["ci_low", "ci_high", "p_value"]].isna().all()


def test_a_regression_without_results_is_named(results):
    estimates, diagnostics = results
    lacking = estimates[estimates["specification"] != "alone"]
    with pytest.raises(ValueError, match=r"no rows of f\.alone"):
        robustness_results(ROWS, FAMILIES, ROLES, lacking, diagnostics)
