"""The scorecard: rows, words, macros and the figure follow the estimates."""

import re

import numpy as np
import pandas as pd
import pytest
import scorecard as script
from exhibits.claims_fixture import (
    EXHIBIT,
    INDUSTRIES,
    PARTICIPATION,
    declared_claims,
    flipped,
    made_up_diagnostics,
    made_up_estimates,
)
from gvcrobots.exhibits import scorecard as tables
from gvcrobots.exhibits.scorecard_figure import COLOURS, draw_scorecard, scorecard_data
from gvcrobots.exhibits.verdicts import CONTRADICTED, NULL, SHORT, SUPPORTED, score
from matplotlib.colors import to_rgb

CLAIMS = declared_claims()


def scored(estimates=None):
    estimates = made_up_estimates() if estimates is None else estimates
    return score(CLAIMS, estimates, made_up_diagnostics())


def untested(participation=PARTICIPATION, industries=INDUSTRIES):
    return tables.untested_claims(CLAIMS, participation, industries)


def rows_of(table):
    body = table.split(r"\midrule")[1].split(r"\bottomrule")[0]
    lines = [line.removesuffix(r" \\") for line in body.splitlines() if "&" in line]
    return [[cell.strip() for cell in re.split(r"(?<!\\)&", line)] for line in lines]


def table(scores=None):
    scores = scored() if scores is None else scores
    cells = rows_of(tables.scorecard_table("scorecard", EXHIBIT, CLAIMS, scores, untested()))
    return {row[0]: row for row in cells}


def macros(scores=None):
    pairs = list(tables.claim_macros(CLAIMS, scored() if scores is None else scores, untested()))
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


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
    ranks = INDUSTRIES.rank().to_numpy()
    expected = np.corrcoef(ranks.T)[0, 1]
    assert untested()["C14"][1] == f"rank correlation {expected:.2f}"
    assert "4 industries" in untested()["C14"][0]
    reverse = INDUSTRIES.assign(change=-INDUSTRIES["change"])
    assert untested(industries=reverse)["C14"][1] == "rank correlation $-$0.80"


def test_what_cannot_be_tested_says_why():
    assert table()["C15"][2:] == [table()["C15"][2], "not testable: needs data of firms"]
    assert table()["C15"][1] == r"Claim C15 \& more"


def test_all_tests_have_a_line_headline_first():
    scores = scored()
    lines = rows_of(tables.tests_table("scorecard_tests", EXHIBIT, scores))
    assert len(lines) == len(scores)
    names = scores["claim"].where(scores["number"] == 1, "").tolist()
    assert [line[0] for line in lines] == names
    assert [line[-1] for line in lines] == scores["verdict"].map(SHORT).tolist()
    assert [line[3] for line in lines if line[0] == "C7"] == [r"channels, labour\_share"]


def test_effects_are_in_standard_deviations():
    data, scores = scorecard_data(scored()), scored()
    for drawn, key in (("standardised", "estimate"), ("low", "ci_low"), ("high", "ci_high")):
        np.testing.assert_allclose(data[drawn], scores[key] * 0.5 / 2.0)


def drawn(data):
    (axis,) = draw_scorecard(data, CLAIMS).axes
    return axis


def test_the_figure_says_and_colours_every_verdict():
    data = scorecard_data(scored())
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
    said = [text.get_text() for text in drawn(scorecard_data(scored())).texts]
    at = said.index(CONTRADICTED)
    assert said[at + 1 : at + 3] == ["× Coordination: supported", "Robots × Penetration"]


def test_the_predicted_half_is_shaded():
    data = scorecard_data(scored())
    sides = [np.sign(patch.get_paths()[0].vertices[:, 0].sum()) for patch in shades(drawn(data))]
    predicted = data.loc[data["sign"] != "any", "sign"]
    assert sides == predicted.map({"negative": -1, "positive": 1}).tolist()


def shades(axis):
    return [shade for shade in axis.collections if "Poly" in type(shade).__name__]


def test_unbounded_intervals_are_cut_with_arrows():
    data = scorecard_data(scored())
    data.loc[0, ["low", "high"]] = -np.inf, np.inf
    axis = drawn(data)
    assert np.isfinite(axis.get_xlim()).all()
    arrows = [line for line in axis.lines if line.get_marker() in ("<", ">")]
    assert sorted(line.get_xdata()[0] for line in arrows)[:: len(arrows) - 1] == list(
        axis.get_xlim()
    )


def test_the_script_writes_everything(tmp_path):
    frames = {
        "estimates": made_up_estimates(),
        "diagnostics": made_up_diagnostics(),
        "participation": PARTICIPATION,
        "industries": INDUSTRIES,
    }
    inputs = {name: f"{tmp_path}/{name}.csv" for name in frames}
    for name, frame in frames.items():
        frame.to_csv(inputs[name], index=False)
    names = {"table": "a.tex", "all_tests": "b.tex", "figure": "c.pdf", "data": "c.csv"}
    outputs = {key: f"{tmp_path}/{name}" for key, name in (names | {"numbers": "n.tex"}).items()}
    script.main(CLAIMS, {"scorecard": EXHIBIT, "scorecard_tests": EXHIBIT}, inputs, outputs)
    lines = (tmp_path / "n.tex").read_text().splitlines()
    assert all(line.startswith(r"\defineresult{claim") for line in lines)
    assert r"\defineresult{claim.C2.verdict}{supported}" in lines
    data = pd.read_csv(tmp_path / "c.csv")
    assert data["verdict"].tolist() == scored()["verdict"].tolist()
    assert (tmp_path / "c.pdf").stat().st_size > 0
    assert len(rows_of((tmp_path / "a.tex").read_text())) == 15
