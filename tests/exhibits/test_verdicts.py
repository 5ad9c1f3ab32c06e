"""The rule of decision: verdicts follow sign and p-value, and the words follow the verdicts."""

import numpy as np
import pandas as pd
import pytest
from exhibits.claims_fixture import (
    all_tests,
    declared_claims,
    flipped,
    made_up_diagnostics,
    made_up_estimates,
)
from gvcrobots.exhibits.verdicts import (
    CONTRADICTED,
    NULL,
    SUPPORTED,
    decimals,
    listed,
    lowered,
    score,
    sentence,
    spelled,
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


def test_flipping_a_sign_flips_verdict_and_sentence():
    estimates = made_up_estimates()
    turned = one_of(scored(flipped(estimates, "baseline", "both", "robots")), "C2")
    before = one_of(scored(), "C2")
    assert (before["verdict"], turned["verdict"]) == (SUPPORTED, CONTRADICTED)
    assert "by $-$0.40 percentage points" in sentence(before)
    assert "by 0.40 percentage points" in sentence(turned)
    assert "is supported" in sentence(before)
    assert "is contradicted" in sentence(turned)


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


def test_the_sentence_of_a_null_says_what_would_have_been_found():
    words = sentence(one_of(scored(), "C4"))
    assert words == (
        "A rise of robots by one within standard deviation moves backward participation by "
        "$-$0.20 percentage points (95 per cent interval $-$0.38 to $-$0.02), against a mean of "
        "30.20 per cent; this is not distinguishable from zero (Romano-Wolf $p=0.900$), and an "
        "effect of 0.75 would have been found with a power of 80 per cent."
    )


def test_the_sentence_names_romano_and_wolf_only_where_they_were_asked():
    assert "Romano-Wolf $p=0.010$" in sentence(one_of(scored(), "C2"))
    assert "is supported ($p=0.030$)" in sentence(one_of(scored(), "C13"))


def test_units_follow_the_outcome():
    labour, length = (sentence(one_of(scored(), name)) for name in ("C7", "C8"))
    assert "by $-$0.60 percentage points of GDP" in labour
    assert "mean of 55.00 per cent of GDP" in labour
    assert "by 0.010 stages" in length


def test_a_product_is_named_as_one_term():
    assert sentence(one_of(scored(), "C6")).startswith(
        r"A rise of robots $\times$ after 2008 by one within standard deviation moves"
    )


def test_an_effect_that_power_is_not_known_of_is_not_quoted():
    diagnostics = made_up_diagnostics()
    scores = scored(diagnostics=diagnostics[diagnostics["statistic"] != "detectable_effect"])
    assert sentence(one_of(scores, "C4")).endswith("zero (Romano-Wolf $p=0.900$).")


def test_an_unbounded_interval_is_printed_as_such():
    test = one_of(scored(), "C4").to_dict() | {"ci_low": -np.inf, "ci_high": np.inf}
    assert r"interval $-$$\infty$ to $\infty$" in sentence(test)


def test_claims_without_tests_give_no_rows():
    claims = {"C1": declared_claims()["C1"]}
    assert scored(claims=claims).empty
    assert isinstance(scored(claims=claims), pd.DataFrame)


def test_counts_and_lists_in_words():
    assert [spelled(number) for number in (0, 1, 2, 12, 15, 21)] == [
        *("none", "one", "two", "twelve", "fifteen", "21")
    ]
    assert listed([]) == "none"
    assert listed(["C2"]) == "C2"
    assert listed(["C2", "C5", "C9"]) == "C2, C5 and C9"


def test_labels_in_a_sentence():
    assert lowered("Digital infrastructure × High-income economy") == (
        r"digital infrastructure $\times$ high-income economy"
    )
    assert lowered("FDI inflow") == "FDI inflow"


def test_decimals_follow_the_largest_number():
    assert decimals(-0.001, 12.0) == decimals(0.15) == decimals(0.0) == 2
    assert decimals(0.02, -0.03) == 3
    assert decimals(0.0001, np.inf) == 4
