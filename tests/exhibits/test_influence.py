"""Figure of influence, and what the text says of it."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.exhibits.influence import draw_influence, with_intervals
from gvcrobots.exhibits.latex import figure
from gvcrobots.exhibits.macros import influence_macros

LEFT_OUT = {
    "economy": [f"E{number:02d}" for number in range(9)],
    "industry": ["Food", "Textiles", "Wood", "Metals", "Machinery", "Paper and printing"],
}


@pytest.fixture
def results():
    """Two terms without each of nine economies and six industries."""
    random = np.random.default_rng(2)
    return pd.DataFrame(
        [
            {"term": term, "left_out": left_out, "name": name, "estimate": 0.5}
            | {"estimate_without": 0.5 + random.normal()}
            for term in ("robots", "digital")
            for left_out, names in LEFT_OUT.items()
            for name in names
        ]
    )


@pytest.fixture
def data(results):
    estimates = pd.DataFrame(
        [
            ("baseline", specification, term, method, low, low + 2)
            for specification, shift in (("both", 0.0), ("robots", 9.0))
            for term, start in (("robots", -1.0), ("digital", -2.0))
            for method, low in (("crv1", start + shift + 0.5), ("wcr31", start + shift))
        ],
        columns=["family", "specification", "term", "inference", "ci_low", "ci_high"],
    )
    return with_intervals(results, estimates, "baseline", "both")


def test_intervals_are_those_of_the_specification_that_are_quoted(data):
    bounds = data.drop_duplicates("term").set_index("term")[["ci_low", "ci_high"]]
    assert bounds.loc["robots"].tolist() == [-1, 1]
    assert bounds.loc["digital"].tolist() == [-2, 0]


def test_macros_name_the_extremes(data, tmp_path):
    data.to_csv(tmp_path / "influence.csv", index=False)
    macros = list(influence_macros(pd.read_csv(tmp_path / "influence.csv")))
    names = {macro.name: macro.text for macro in macros}
    assert len(names) == len(macros) == 2 * 2 * 4
    rows = data[(data["term"] == "robots") & (data["left_out"] == "industry")]
    last = rows.loc[rows["estimate_without"].idxmax()]
    assert names["influence.robots.industry.highest_name"] == last["name"].lower()
    assert names["influence.robots.industry.highest"] == figure(last["estimate_without"])
    assert names["influence.digital.economy.lowest_name"] in LEFT_OUT["economy"]


def test_the_largest_moves_carry_names_apart_from_each_other(data):
    figure = draw_influence(data, {"robots": "Robots", "digital": "Digital"}, "Participation")
    figure.draw_without_rendering()
    for axis, term in zip(figure.axes, ("robots", "digital"), strict=True):
        titles = ("Without one economy", "Without one industry")
        names = [text.get_text() for text in axis.texts if text.get_text() not in titles]
        for left_out in ("economy", "industry"):
            rows = data[(data["term"] == term) & (data["left_out"] == left_out)]
            order = rows.sort_values("estimate_without")["name"].tolist()
            assert set(order[:3] + order[-3:]) <= set(names)
        assert len(names) == 12
