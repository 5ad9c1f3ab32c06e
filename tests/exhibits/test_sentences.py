"""The words follow the verdicts."""

import numpy as np
from exhibits.claims_fixture import (
    declared_claims,
    flipped,
    made_up_diagnostics,
    made_up_estimates,
)
from gvcrobots.exhibits.sentences import decimals, listed, lowered, sentence, spelled
from gvcrobots.programme.verdicts import CONTRADICTED, SUPPORTED, score


def scored(estimates=None, diagnostics=None):
    return score(
        declared_claims(),
        made_up_estimates() if estimates is None else estimates,
        made_up_diagnostics() if diagnostics is None else diagnostics,
    )


def one_of(scores, claim, number=1):
    return scores.set_index(["claim", "number"]).loc[(claim, number)]


def test_flipping_a_sign_flips_verdict_and_sentence():
    estimates = made_up_estimates()
    turned = one_of(scored(flipped(estimates, "baseline", "both", "robots")), "C2")
    before = one_of(scored(), "C2")
    assert (before["verdict"], turned["verdict"]) == (SUPPORTED, CONTRADICTED)
    assert "by $-$0.40 percentage points" in sentence(before)
    assert "by 0.40 percentage points" in sentence(turned)
    assert "is supported" in sentence(before)
    assert "is contradicted" in sentence(turned)


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


def test_counts_and_lists_in_words():
    assert [spelled(number) for number in (0, 1, 2, 12, 15, 21, 40, 100)] == [
        *("none", "one", "two", "twelve", "fifteen", "twenty-one", "forty", "100")
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
