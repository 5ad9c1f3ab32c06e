"""Tables and figures of the families of tables: what they print, and what notes may name."""

import pandas as pd
import pytest
from gvcrobots.declare.exhibits import typed
from gvcrobots.exhibits.agreement_table import agreement_table
from gvcrobots.exhibits.chains import draw_chains
from gvcrobots.exhibits.closures_table import closures_table
from gvcrobots.exhibits.latex import words
from gvcrobots.exhibits.named import noted_results
from gvcrobots.exhibits.reliability_table import reliability_table
from gvcrobots.exhibits.validation_table import validation_table
from gvcrobots.exhibits.yardstick_macros import (
    agreement_macros,
    chain_macros,
    closure_macros,
    reliability_macros,
    validation_macros,
)
from gvcrobots.exhibits.yardsticks import draw_yardsticks
from gvcrobots.exhibits.yardsticks_table import yardsticks_table
from pydantic import ValidationError

ROWS = {"a": "Tables A", "b": "Tables B"}
ROLES = ("robots", "digital")


def declared(group, kind, **keys):
    return typed(group, {"kind": kind, "caption": "Caption", "family": "f", "rows": ROWS} | keys)


def closures_exhibit(**keys):
    own = {"closures": {"a": "backward_a"}, "adds_up": ["a"], "base": "a"}
    return declared("tables", "closures", against="vs", sample="main", **(own | keys))


@pytest.fixture
def estimates():
    row = {"estimate": -0.25, "ci_low": -1.0, "ci_high": 0.5, "detectable": 1.25}
    counts = {"n_clusters": 31, "n_obs": 6182}
    return pd.DataFrame(
        [{"specification": name, "role": role} | row | counts for name in ROWS for role in ROLES]
    )


@pytest.fixture
def closures():
    row = {"closure": "a", "within": 0.554, "after_industry_years": 0.466, "within_all": 0.44}
    row |= {"after_industry_years_all": 0.37, "n": 6170, "n_all": 6173, "impossible": 3}
    return pd.DataFrame([row | {"moved": 30.67, "mean_change": 1.217}])


@pytest.fixture
def agreement():
    views = {"levels": 0.97, "within": 0.891, "after_industry_years": 0.862}
    pair = {"first": "a", "second": "b", "n": 4440, "economies": 43}
    return pd.DataFrame([pair | {"view": v, "correlation": r} for v, r in views.items()])


@pytest.fixture
def reliability():
    three = {"first": "a", "second": "b", "third": "c", "n": 3602}
    shares = (("within", "a", 0.24), ("within", "b", 1.2), ("after_industry_years", "a", 0.21))
    names = ("view", "measure", "reliability")
    return pd.DataFrame([three | dict(zip(names, share, strict=True)) for share in shares])


@pytest.fixture
def chains():
    lines = {("a", 2008): 32.9, ("a", 2022): 41.7, ("b", 2008): 31.6, ("b", 2011): 31.5}
    rows = [(family, year, value) for (family, year), value in lines.items()]
    return pd.DataFrame(rows, columns=["family", "year", "participation"])


def texts(macros):
    return {macro.name: macro.text for macro in macros}


def test_a_closure_is_judged_and_other_rows_have_their_estimates_alone(closures, estimates):
    lines = closures_table("closures", closures_exhibit(), closures, estimates).splitlines()
    interval = "$-$0.250 & [$-$1.000, 0.500]"
    assert rf"Tables A & 0.55 & 0.47 & 30.7 & yes & {interval} & {interval} \\" in lines
    assert rf"Tables B &  &  &  &  & {interval} & {interval} \\" in lines


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"closures": {"c": "backward_c"}}, "row 'c'"),
        ({"adds_up": ["b"]}, "closure 'b'"),
        ({"base": "b"}, "closure 'b'"),
    ],
)
def test_closures_that_nobody_declares_are_refused(keys, message):
    with pytest.raises(ValidationError, match=message):
        closures_exhibit(**keys)


def test_a_pair_has_one_row_with_three_correlations(agreement):
    text = agreement_table("agreement", declared("tables", "agreement"), agreement)
    assert r"Tables A and Tables B & 0.97 & 0.89 & 0.86 & 4{,}440 & 43 \\" in text


def test_a_measure_that_is_not_of_the_three_has_no_reliability(reliability):
    exhibit = declared("tables", "reliability", rows=ROWS | {"c": "Tables C"})
    text = reliability_table("reliability", exhibit, reliability)
    assert r"\quad Tables A, Tables B, Tables C & 0.24 & 1.20 &  & 3{,}602 \\" in text
    assert r"\emph{After industry-years} \\" in text


def test_estimates_stand_beside_years_economies_and_detectable_effects(estimates):
    spans = {"first_year": 1996, "last_year": 2011, "years": 16}
    coverage = pd.DataFrame([{"specification": name} | spans for name in ROWS])
    text = yardsticks_table("y", declared("tables", "yardsticks"), coverage, estimates)
    cells = "$-$0.25 & [$-$1.00, 0.50] & 1.25"
    assert rf"Tables A & 1996--2011 & 16 & 31 & 6{{,}}182 & {cells} & {cells} \\" in text


def test_a_measure_of_robots_has_its_label_and_the_present_one_its_own():
    row = {"pearson": 0.5, "spearman": 0.57, "n": 74, "economies": 28, "waves": 3}
    data = pd.DataFrame([{"measure": name} | row for name in ("robots", "other")])
    keys = {"kind": "validation", "caption": "C", "variables": ["robots"], "present": "Now"}
    text = validation_table("v", typed("tables", keys), data, {"robots": "Robots"})
    assert r"Robots & 0.50 & 0.57 & 74 & 28 & 3 \\" in text
    assert r"Now & 0.50" in text


def test_bars_reach_to_the_detectable_effect(estimates):
    figure = draw_yardsticks(declared("figures", "yardsticks"), estimates)
    for axis in figure.axes:
        bars = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in axis.patches]
        assert bars == [(-1.25, 1.25)] * 2


def test_lines_say_where_they_stand_at_the_turn_and_at_the_end(chains):
    keys = {"kind": "chains", "caption": "C", "sample": "main", "labels": ROWS}
    figure = draw_chains(typed("figures", keys), chains, 2008)
    said = [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    assert said == [
        "Tables A: 32.9 in 2008, 41.7 in 2022",
        "Tables B: 31.6 in 2008, 31.5 in 2011",
    ]


def test_numbers_of_families_can_be_called_by_name(agreement, reliability, closures, chains):
    found = texts(
        [
            *agreement_macros(agreement),
            *reliability_macros(reliability),
            *closure_macros(closures),
            *chain_macros(chains, 2008),
        ]
    )
    assert found["agreement.a.b.within"] == "0.89"
    assert found["agreement.a.b.n"] == "4{,}440"
    assert found["reliability.a.highest"] == "0.24"
    assert found["closure.a.within_all"] == "0.44"
    assert found["closure.a.moved"] == "30.7"
    assert found["closure.impossible"] == "3"
    assert found["chains.a.2022"] == "41.7"
    assert (found["chains.a.since_turn"], found["chains.b.since_turn"]) == ("higher", "lower")
    assert found["chains.b.last_year"] == "2011"


def test_correlations_with_the_survey_can_be_called_by_name():
    row = {"measure": "robots", "pearson": 0.598, "spearman": 0.656, "n": 74}
    found = texts(validation_macros(pd.DataFrame([row | {"economies": 28, "waves": 3}])))
    assert found["validation.robots.pearson"] == "0.60"
    assert found["validation.robots.n"] == "74"


def test_notes_name_results_by_their_macros():
    note = "They stand {result:chains.a.since_turn} now."
    exhibit = typed(
        "tables", {"kind": "sample", "caption": "Cells, {result:closure.n}", "notes": note}
    )
    named = noted_results({"tables": {"t": exhibit}, "figures": {}})
    assert [result.name for result in named] == ["closure.n", "chains.a.since_turn"]
    assert named[0].place == "config/exhibits.yaml: tables.t"
    assert words(note) == r"They stand \result{chains.a.since_turn} now."
