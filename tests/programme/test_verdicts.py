"""The rule of decision: verdicts follow sign and p-value."""

import numpy as np
import pandas as pd
import pytest
from exhibits.claims_fixture import (
    all_tests,
    declared_claims,
    made_up_diagnostics,
    made_up_estimates,
)
from gvcrobots.programme.verdicts import (
    CONTRADICTED,
    NULL,
    SUPPORTED,
    score,
    standardised,
    verdict,
)

NUMBERS = ["estimate", "ci_low", "ci_high", "p_value"]


def scored(estimates=None, diagnostics=None, claims=None):
    return score(
        declared_claims() if claims is None else claims,
        made_up_estimates() if estimates is None else estimates,
        made_up_diagnostics() if diagnostics is None else diagnostics,
    )


def one_of(scores, claim, number=1):
    return scores.set_index(["claim", "number"]).loc[(claim, number)]


@pytest.mark.parametrize(
    ("estimate", "p_value", "sign", "expected"),
    [
        (-1.0, 0.049, "negative", SUPPORTED),
        (1.0, 0.049, "positive", SUPPORTED),
        (1.0, 0.049, "negative", CONTRADICTED),
        (-1.0, 0.0, "positive", CONTRADICTED),
        (1.0, 0.01, "any", SUPPORTED),
        (-1.0, 0.01, "any", SUPPORTED),
        (-1.0, 0.05, "negative", NULL),
    ],
)
def test_the_rule(estimate, p_value, sign, expected):
    assert verdict(estimate, p_value, sign) == expected


@pytest.mark.parametrize("sign", ["negative", "positive", "any"])
@pytest.mark.parametrize("estimate", [-50.0, 0.0, 50.0])
def test_a_null_is_a_null_whatever_the_signs(estimate, sign):
    assert verdict(estimate, 0.05, sign) == verdict(estimate, 1.0, sign) == NULL


def test_a_missing_p_value_is_not_a_null():
    with pytest.raises(ValueError, match="p_value"):
        verdict(1.0, np.nan, "negative")


def test_numbers_are_those_of_the_estimates():
    rows = made_up_estimates().set_index(["family", "specification", "term", "inference"])
    for row in scored().itertuples():
        place = (row.family, row.specification, row.term)
        for key in NUMBERS[:3]:
            assert getattr(row, key) == rows.loc[(*place, "wcr31"), key]
        assert row.p_value == rows.loc[(*place, row.p_inference), "p_value"]
        assert row.p_inference == ("wcr31" if row.family == "policy" else "romano_wolf")


def test_every_test_is_scored_headlines_first():
    scores = scored()
    assert len(scores) == sum(map(len, all_tests().values()))
    assert scores.groupby("claim")["number"].first().eq(1).all()
    assert one_of(scores, "C2")["verdict"] == SUPPORTED
    assert one_of(scores, "C3")["verdict"] == CONTRADICTED
    assert one_of(scores, "C3", 2)["verdict"] == SUPPORTED
    assert one_of(scores, "C7")["verdict"] == NULL
    assert one_of(scores, "C8")["verdict"] == CONTRADICTED


@pytest.mark.parametrize("inference", ["wcr31", "romano_wolf"])
def test_a_missing_row_is_named(inference):
    estimates = made_up_estimates()
    gone = estimates["term"].eq("digital:coordination")
    gone &= estimates["inference"].isin([inference, "crv1"])
    with pytest.raises(ValueError, match=r"C3.*exposure.*both.*digital:coordination"):
        scored(estimates[~gone])


def test_a_missing_p_value_is_named():
    estimates = made_up_estimates()
    familywise = estimates["inference"].eq("romano_wolf") & estimates["term"].eq("digital")
    estimates.loc[familywise, "p_value"] = np.nan
    with pytest.raises(ValueError, match=r"C3.*romano_wolf.*baseline.*both.*digital"):
        scored(estimates)


@pytest.mark.parametrize("statistic", ["regressor_sd", "outcome_mean", "outcome_sd"])
def test_a_missing_scale_is_named(statistic):
    diagnostics = made_up_diagnostics()
    gone = diagnostics["statistic"].eq(statistic) & diagnostics["family"].eq("policy")
    with pytest.raises(ValueError, match=rf"C13.*{statistic}.*policy.*tariffs.*tariff"):
        scored(diagnostics=diagnostics[~gone])


def test_claims_without_tests_give_no_rows():
    claims = {"C1": declared_claims()["C1"]}
    assert scored(claims=claims).empty
    assert isinstance(scored(claims=claims), pd.DataFrame)


def test_effects_are_in_standard_deviations():
    data, scores = standardised(scored()), scored()
    for drawn, key in (("standardised", "estimate"), ("low", "ci_low"), ("high", "ci_high")):
        np.testing.assert_allclose(data[drawn], scores[key] * 0.5 / 2.0)
