"""Influence: every coefficient against a regression without the economy or industry."""

import numpy as np
import pandas as pd
import pytest
from declared import specification
from fewclusters.fit.absorption import absorb
from gvcrobots.programme.influence import influence_data

INDUSTRY_NAMES = {str(code): f"Industry {code}" for code in range(15, 29)}
INDUSTRIES = tuple(INDUSTRY_NAMES)
ECONOMIES = [f"E{number:02d}" for number in range(9)]
EQUATION_1 = [["iso3", "industry"], ["industry", "year"]]
EQUATION_2 = [*EQUATION_1, ["iso3", "year"]]


@pytest.fixture
def panel():
    """Nine economies, the fourteen industries, six years, a fifth of the cells missing."""
    keys = [ECONOMIES, INDUSTRIES, range(2000, 2006)]
    frame = pd.MultiIndex.from_product(keys, names=["iso3", "industry", "year"])
    frame = frame.to_frame(index=False)
    random = np.random.default_rng(2)
    for name in ("robots", "digital", "gdp"):
        paths = random.normal(size=(len(ECONOMIES), 6)).cumsum(axis=1)
        codes = frame["iso3"].map(ECONOMIES.index), frame["year"] - 2000
        frame[name] = paths[codes[0], codes[1]]
    frame["apr"] = frame["industry"].map(INDUSTRIES.index) / 14
    frame["exports_1995"] = random.uniform(1, 9, len(frame))
    frame["backward"] = 0.5 * frame["robots"] - frame["digital"] + random.normal(size=len(frame))
    return frame.sample(frac=0.8, random_state=3).reset_index(drop=True)


def declare(**others):
    said = {
        "outcome": "backward",
        "terms": ["robots", "digital"],
        "controls": ["gdp"],
        "effects": EQUATION_1,
        "sample": {"panel": "main", "years": [2000, 2005], "complete": ["robots"]},
    }
    return specification(**said | others)


@pytest.mark.parametrize(
    "declared",
    [
        declare(),
        declare(terms=["robots:apr", "digital:apr"], controls=[], effects=EQUATION_2),
        declare(weights="exports_1995", controls=[]),
    ],
    ids=["equation 1", "equation 2", "weighted"],
)
def test_against_regressions_without_each(panel, declared):
    data = influence_data(panel, declared, INDUSTRY_NAMES)
    assert len(data) == len(declared.terms) * (len(ECONOMIES) + len(INDUSTRIES))
    codes = {label: code for code, label in INDUSTRY_NAMES.items()}
    frame = panel.assign(**{term: panel[term.split(":")].prod(axis=1) for term in declared.terms})
    for (left_out, name), rows in data.groupby(["left_out", "name"]):
        column, value = ("iso3", name) if left_out == "economy" else ("industry", codes[name])
        rest = frame[frame[column] != value]
        columns = declared.effects, "iso3", declared.weights
        anew = absorb(rest, "backward", declared.regressors, *columns)
        expected = dict(zip(anew.terms, anew.estimates, strict=True))
        for row in rows.itertuples():
            assert row.estimate_without == pytest.approx(expected[row.term], rel=1e-6)
            assert row.influence == pytest.approx(row.estimate_without - row.estimate, abs=1e-12)


def test_shares_of_economies_and_of_industries_add_up(panel):
    data = influence_data(panel, declare(), INDUSTRY_NAMES)
    sums = data.groupby(["term", "left_out"])[["partial_leverage", "n_left_out"]].sum()
    assert sums["partial_leverage"].tolist() == pytest.approx([1] * 4)
    assert sums["n_left_out"].tolist() == [sums["n_left_out"].iloc[0]] * 4
    assert data.groupby("term")["estimate"].nunique().tolist() == [1, 1]
    assert data["term"].unique().tolist() == ["robots", "digital"]  # and not the control


def test_other_estimators_are_refused(panel):
    with pytest.raises(ValueError, match="influence: ppml: of least squares only"):
        influence_data(panel, declare(estimator="ppml"), INDUSTRY_NAMES)
