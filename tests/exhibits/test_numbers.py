"""Macros of the text: the words follow the estimates, and only what the text names is written."""

import pandas as pd
import pytest
from gvcrobots.declare.exhibits import typed
from gvcrobots.exhibits.latex import p_equation
from gvcrobots.exhibits.macros import declared_macros, estimate_macros, finding, parameters
from gvcrobots.exhibits.named import Named, check_names, named_results
from gvcrobots.exhibits.numbers import Macro, chosen, latex_macros, provenance
from gvcrobots.programme.effects import effects
from gvcrobots.programme.national import national_backward


@pytest.fixture
def estimates():
    row = {"family": "f", "specification": "s", "term": "robots", "inference": "wcr31"}
    row |= {"estimate": -0.5, "std_error": 0.2, "ci_low": -0.9, "ci_high": -0.1, "p_value": 0.02}
    row |= {"n_obs": 6199, "n_clusters": 29, "n_cells": 406, "r2_within": 0.01}
    return pd.DataFrame([row])


def texts(macros):
    return {macro.name: macro.text for macro in macros}


def test_flipping_the_sign_flips_the_words(estimates):
    assert texts(estimate_macros(estimates))["f.s.robots.finding"].startswith("negative")
    flipped = estimates.assign(estimate=0.5)
    assert texts(estimate_macros(flipped))["f.s.robots.finding"].startswith("positive")


def test_a_null_is_called_a_null_whatever_its_sign():
    assert finding(-3.0, 0.05) == finding(3.0, 0.9) == "not statistically distinguishable from zero"


def test_effects_are_coefficients_times_within_standard_deviations(estimates):
    statistics = pd.DataFrame({"variable": ["robots"], "within_sd": [0.5]})
    row = effects(estimates, statistics).iloc[0]
    assert row[["effect", "effect_low", "effect_high"]].tolist() == [-0.25, -0.45, -0.05]


def test_backward_participation_is_summed_before_it_is_divided():
    frame = pd.DataFrame(
        {"iso3": "DEU", "year": 2005, "exports": [90.0, 10.0], "foreign_value_added": [9.0, 9.0]}
    ).assign(industry=["24", "29"])
    row = national_backward(frame, ["24", "29"]).iloc[0]
    assert row.tolist() == ["DEU", 2005, pytest.approx(18)]
    assert national_backward(frame, ["24"])["backward"].tolist() == pytest.approx([10])


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text.tex"
    path.write_text("Nothing.\n\\result{f.s.n_obs} cells \\result{a.b} % \\result{commented.out}\n")
    return path


def test_only_what_the_text_names_is_written(text, estimates):
    made = [*estimate_macros(estimates), Macro("a.b", "1.5", "output/effects.csv", "a, b", 1.4999)]
    macros = chosen(made, named_results([text]))
    assert [macro.name for macro in macros] == ["a.b", "f.s.n_obs"]
    written = latex_macros(macros)
    assert r"\defineresult{a.b}{1.5}" in written
    assert written.count(r"\defineresult{") == 2
    assert provenance(macros).splitlines() == [
        "name,text,value,source,row,rule",
        'a.b,1.5,1.4999,output/effects.csv,"a, b",compute_result',
        'f.s.n_obs,"6{,}199",6199,output/estimates.csv,"f, s",gather_estimates',
    ]


def test_a_name_that_nobody_makes_is_placed_and_the_nearest_is_named(text, estimates):
    with pytest.raises(ValueError, match=r"text\.tex:2: no result 'a\.b'"):
        chosen(estimate_macros(estimates), named_results([text]))
    misspelt = [Named("f.s.robots.estimat", "x.tex:1")]
    with pytest.raises(ValueError, match=r"x\.tex:1: .*did you mean 'f\.s\.robots\.estimate'"):
        chosen(estimate_macros(estimates), misspelt)


def test_a_name_made_twice_is_refused():
    macro = Macro("a.b", "1.5", "", "")
    with pytest.raises(ValueError, match=r"'a.b' is defined twice"):
        chosen([macro, macro], [])


TABLE = {"kind": "regression", "family": "baseline", "columns": ["robots", "both"], "caption": "C"}
FIGURE = {"kind": "industries", "years": [1995, 2008], "caption": "C"}
SPECIFICATION = {"terms": ["robots", "digital"], "controls": ["gdp"]}
STUDY = {
    "families": {"baseline": {"specifications": {"both": SPECIFICATION}}},
    "claims": {"C1": {"kind": "measurement"}, "C2": {"tests": [{}, {}]}},
    "samples": {"main": {"years": [1996, 2011]}},
    "tables": {"baseline": typed("tables", TABLE)},
    "figures": {"industries": typed("figures", FIGURE)},
}


@pytest.mark.parametrize(
    "name",
    [
        "baseline.both.robots.estimate",
        "baseline.both.gdp.wcr31.ci_low",
        "baseline.both.n_obs",
        "baseline.both.sup_f.detail",
        "claim.C2.verdict",
        "claim.C2.2.verdict",
        "claims.total",
        "column.baseline.both",
        "sample.main.first_year",
        "world.trade_based.1995",
    ],
)
def test_names_that_can_be_made_pass(name):
    check_names([Named(name, "x.tex:1")], STUDY)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("basline.both.robots.estimate", "no family 'basline'; did you mean 'baseline'"),
        ("baseline.bth.robots.estimate", "no specification 'bth'; did you mean 'both'"),
        ("baseline.both.robts.estimate", "no term 'robts'; did you mean 'robots'"),
        ("claim.C3.verdict", "no claim 'C3'"),
        ("claim.C2.3.verdict", "no test '3'; valid are 2"),
        ("column.baseline.bth", "no column 'bth'; did you mean 'both'"),
        ("sample.man.first_year", "no sample 'man'; did you mean 'main'"),
    ],
)
def test_names_that_nobody_makes_are_refused_without_data(name, words):
    with pytest.raises(ValueError, match=words) as refused:
        check_names([Named(name, "paper/x.tex:7")], STUDY)
    assert str(refused.value).startswith(f"paper/x.tex:7: result {name!r}: ")


def test_what_is_declared_can_be_quoted():
    found = texts(declared_macros(**parameters(STUDY)))
    assert found["column.baseline.both"] == "2"
    assert found["sample.main.last_year"] == "2011"
    assert found["figure.industries.first_year"] == "1995"


def test_every_name_of_the_paper_is_known_from_the_declarations(root):
    paths = [root / "paper/paper.tex", *root.glob("paper/sections/*.tex")]
    assert len({named.name for named in named_results(paths)}) > 150


def test_p_values_in_equations():
    assert p_equation(0.0123) == "$p=0.012$"
    assert p_equation(0.0001) == "$p<0.001$"
