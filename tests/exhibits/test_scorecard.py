"""The scorecard: rows, words, macros and the figure follow the estimates."""

import re

import numpy as np
import pytest
from exhibits.claims_fixture import (
    ALL_TESTS,
    ASSOCIATION,
    EXHIBIT,
    PARTICIPATION,
    declared_claims,
    flipped,
    made_up_diagnostics,
    made_up_estimates,
)
from gvcrobots.exhibits import tests_table
from gvcrobots.exhibits.claim_macros import claim_macros
from gvcrobots.exhibits.scorecard import COLOURS, draw_scorecard
from gvcrobots.exhibits.scorecard_table import scorecard_table
from gvcrobots.exhibits.sentences import SHORT
from gvcrobots.exhibits.untested import untested_claims
from gvcrobots.programme.verdicts import CONTRADICTED, NULL, SUPPORTED, score, standardised
from matplotlib.colors import to_rgb

CLAIMS = declared_claims()


def scored(estimates=None):
    estimates = made_up_estimates() if estimates is None else estimates
    return score(CLAIMS, estimates, made_up_diagnostics())


def untested(participation=PARTICIPATION, association=ASSOCIATION):
    return untested_claims(CLAIMS, participation, association, 2008)


def rows_of(table):
    body = table.split(r"\midrule")[1].split(r"\bottomrule")[0]
    lines = [line.removesuffix(r" \\") for line in body.splitlines() if "&" in line]
    return [[cell.strip() for cell in re.split(r"(?<!\\)&", line)] for line in lines]


def table(scores=None):
    scores = scored() if scores is None else scores
    cells = rows_of(scorecard_table("scorecard", EXHIBIT, CLAIMS, scores, untested()))
    return {row[0]: row for row in cells}


def macros(scores=None):
    made = list(claim_macros(CLAIMS, scored() if scores is None else scores, untested()))
    texts = {macro.name: macro.text for macro in made}
    assert len(texts) == len(made)
    return texts


def turned_scores():
    return scored(flipped(made_up_estimates(), "baseline", "both", "robots"))


def test_fifteen_claims_have_a_row_each():
    assert list(table()) == [f"C{number}" for number in range(1, 16)]


def test_a_row_has_the_numbers_of_its_headline_test():
    assert table()["C2"][2:] == [
        "Robots on backward participation ($-$)",
        r"$-$0.80 \par [$-$1.52, $-$0.08]",
        "0.010",
        "1.50",
        "supported",
    ]
    assert table()["C7"][3] == r"$-$0.012 \par [$-$0.023, $-$0.001]"
    assert table()["C6"][2].endswith(r"($\pm$)")


def test_the_verdict_counts_further_tests():
    assert table()["C3"][-1] == "contradicted; further tests: 1 supported, 1 null"


def test_flipping_a_sign_flips_row_and_macros_and_nothing_else():
    before, after = table(), table(turned_scores())
    assert (before["C2"][-1], after["C2"][-1]) == (SUPPORTED, CONTRADICTED)
    assert after["C2"][3] == r"0.80 \par [0.08, 1.52]"
    assert [name for name in before if before[name] != after[name]] == ["C2"]
    old, new = macros(), macros(turned_scores())
    assert (old["claim.C2.verdict"], new["claim.C2.verdict"]) == (SUPPORTED, CONTRADICTED)
    changed = {name for name in old if old[name] != new[name]}
    of_claim = {
        f"claim.C2.{key}" for key in ("verdict", "sentence", "estimate", "ci_low", "ci_high")
    }
    counts = {
        f"claims.{label}{suffix}"
        for label in ("supported", "contradicted")
        for suffix in ("", "_list", "_are")
    }
    assert changed == of_claim | counts


def test_macros_of_headline_and_further_tests():
    found = macros()
    assert found["claim.C3.verdict"] == CONTRADICTED
    assert found["claim.C3.2.verdict"] == SUPPORTED
    assert found["claim.C3.3.verdict"] == NULL
    assert found["claim.C3.3.p"] == "$p=0.600$"
    assert found["claim.C3.2.estimate"] == "3.000"
    assert found["claim.C3.2.detectable_effect"] == "1.500"
    assert "coordination" in found["claim.C3.2.sentence"]
    assert found["claim.C15.verdict"] == "not testable"
    assert found["claim.C14.verdict"] == "rank correlation 0.80"


def test_macros_count_claims_by_their_headline():
    found = macros()
    assert found["claims.supported"] == "three"
    assert found["claims.supported_list"] == "C2, C6 and C13"
    assert found["claims.supported_are"] == "three are"
    assert found["claims.contradicted_list"] == "C3 and C8"
    assert (found["claims.null"], found["claims.not_testable"]) == ("seven", "one")
    assert found["claims.not_testable_list"] == "C15"
    assert found["claims.total"] == "fifteen"


@pytest.mark.parametrize(
    ("headlines", "words"),
    [((), ("none", "none", "none is")), (("C4",), ("one", "C4", "one is"))],
)
def test_macros_of_no_and_one_supported_claim(headlines, words):
    scores = scored()
    scores["verdict"] = np.where(scores["claim"].isin(headlines), SUPPORTED, NULL)
    found = macros(scores)
    assert tuple(found[f"claims.supported{key}"] for key in ("", "_list", "_are")) == words


def test_the_measurement_is_printed_beside_what_was_published():
    shown, words = untested()["C1"]
    assert shown == (
        "World, per cent, computed (published): trade-based 34.9 (35.2) in 1995, 46.8 (46.1) in "
        "2008, 44.4 in 2011, (44.4) in 2020; production-based 9.5 (9.6) in 1995, 14.4 (14.2) in "
        "2008, 13.4 in 2011"
    )
    assert words == "rises to 2008, lower in 2011"


def test_the_words_of_the_measurement_follow_the_data():
    higher = PARTICIPATION.copy()
    higher.loc[higher["year"] == 2011, "computed"] = 50.0
    assert untested(higher)["C1"][1] == "rises to 2008, higher in 2011"
    mixed = PARTICIPATION.copy()
    mixed.loc[(mixed["year"] == 1995) & (mixed["measure"] == "production_based"), "computed"] = 20.0
    assert untested(mixed)["C1"][1] == (
        "trade-based: rises to 2008, lower in 2011; "
        "production-based: does not rise to 2008, lower in 2011"
    )


def test_the_description_is_a_rank_correlation():
    assert untested()["C14"][1] == "rank correlation 0.80"
    assert "4 industries" in untested()["C14"][0]
    reverse = ASSOCIATION.assign(spearman=-ASSOCIATION["spearman"])
    assert untested(association=reverse)["C14"][1] == "rank correlation $-$0.80"


def test_what_cannot_be_tested_says_why():
    assert table()["C15"][2:] == [table()["C15"][2], "not testable: needs data of firms"]
    assert table()["C15"][1] == r"Claim C15 \& more"


def test_all_tests_have_a_line_headline_first():
    scores = scored()
    lines = rows_of(tests_table.tests_table("scorecard_tests", ALL_TESTS, scores))
    assert len(lines) == len(scores)
    names = scores["claim"].where(scores["number"] == 1, "").tolist()
    assert [line[0] for line in lines] == names
    assert [line[-1] for line in lines] == scores["verdict"].map(SHORT).tolist()
    assert [line[3] for line in lines if line[0] == "C7"] == [r"channels, labour\_share"]


def drawn(data):
    (axis,) = draw_scorecard(data, CLAIMS).axes
    return axis


def test_the_figure_says_and_colours_every_verdict():
    data = standardised(scored())
    axis = drawn(data)
    said = {text.get_text(): text.get_color() for text in axis.texts}
    headlines = data.loc[data["number"] == 1, "verdict"].tolist()
    assert [t.get_text() for t in axis.texts if t.get_text() in COLOURS] == headlines
    assert all(said[name] == COLOURS[name] for name in headlines)
    marks = [line for line in axis.lines if line.get_marker() == "o"]
    assert [line.get_ydata()[0] for line in marks if line.get_markersize() > 5] == list(
        axis.get_yticks()
    )
    assert to_rgb(marks[0].get_color()) == to_rgb(COLOURS[SUPPORTED])
    assert len(marks) == len(data)


def test_further_tests_are_told_apart_from_the_headline():
    said = [text.get_text() for text in drawn(standardised(scored())).texts]
    at = said.index(CONTRADICTED)
    assert said[at + 1 : at + 3] == ["× Coordination: supported", "Robots × Penetration"]


def test_the_predicted_half_is_shaded():
    data = standardised(scored())
    sides = [np.sign(patch.get_paths()[0].vertices[:, 0].sum()) for patch in shades(drawn(data))]
    predicted = data.loc[data["sign"] != "any", "sign"]
    assert sides == predicted.map({"negative": -1, "positive": 1}).tolist()


def shades(axis):
    return [shade for shade in axis.collections if "Poly" in type(shade).__name__]


def test_unbounded_intervals_are_cut_with_arrows():
    data = standardised(scored())
    data.loc[0, ["low", "high"]] = -np.inf, np.inf
    axis = drawn(data)
    assert np.isfinite(axis.get_xlim()).all()
    arrows = [line for line in axis.lines if line.get_marker() in ("<", ">")]
    assert sorted(line.get_xdata()[0] for line in arrows)[:: len(arrows) - 1] == list(
        axis.get_xlim()
    )
