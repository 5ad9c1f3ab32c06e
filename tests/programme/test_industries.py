"""Claim C14: changes by industry against sums by hand, statistics against numpy."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.programme.association import association, without_most_influential
from gvcrobots.programme.industries import industry_changes
from scipy.stats import rankdata

YEARS = (1995, 2008)
INDUSTRY_NAMES = {str(code): f"Industry {code}" for code in range(18, 32)}
INDUSTRY_NAMES |= {"24": "Chemicals", "27": "Metals"}
INDUSTRIES = tuple(INDUSTRY_NAMES)


@pytest.fixture
def panel():
    """Two economies; penetration is the position of the industry, and one pair is tied."""
    keys = [["A", "B"], INDUSTRIES, [1995, 2000, 2008]]
    frame = pd.MultiIndex.from_product(keys, names=["iso3", "industry", "year"])
    frame = frame.to_frame(index=False)
    random = np.random.default_rng(1)
    frame["exports"] = random.uniform(1, 100, len(frame))
    frame["foreign_value_added"] = frame["exports"] * random.uniform(0, 0.6, len(frame))
    apr = dict(zip(INDUSTRIES, [0, 0, *range(2, 14)], strict=True))
    return frame.assign(
        apr=frame["industry"].map(apr).astype(float),
        advanced=frame["industry"].isin(["24", "29"]).astype("int8"),
    )


def test_economies_count_by_their_exports(panel):
    row = industry_changes(panel, YEARS, INDUSTRY_NAMES).set_index("industry").loc["24"]
    own = panel[panel["industry"] == "24"].set_index(["year", "iso3"])
    shares = 100 * own["foreign_value_added"] / own["exports"]
    for year, column in ((1995, "start"), (2008, "end")):
        weighted = np.average(shares.loc[year], weights=own["exports"].loc[year])
        assert row[column] == pytest.approx(weighted)
    assert row["change"] == pytest.approx(row["end"] - row["start"])
    assert (row["label"], row["apr"], row["advanced"]) == ("Chemicals", 6.0, 1)


def test_one_row_an_industry_in_the_order_of_the_tables(panel):
    found = industry_changes(panel.sample(frac=1, random_state=1), YEARS, INDUSTRY_NAMES)
    assert found["industry"].tolist() == list(INDUSTRIES)
    assert found["label"].tolist() == list(INDUSTRY_NAMES.values())
    assert found["label"].is_unique


def test_a_year_that_the_panel_lacks_is_named(panel):
    with pytest.raises(ValueError, match="panel: year: no cells of 2012"):
        industry_changes(panel, (1995, 2012), INDUSTRY_NAMES)


def test_statistics_are_those_of_numpy(panel):
    data = industry_changes(panel, YEARS, INDUSTRY_NAMES)
    found = association(data)
    x, y = data["apr"], data["change"]
    assert found["pearson"] == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert found["spearman"] == pytest.approx(np.corrcoef(rankdata(x), rankdata(y))[0, 1])
    assert [found["slope"], found["intercept"]] == pytest.approx(np.polyfit(x, y, 1).tolist())
    assert found["n"] == 14


def test_an_outlier_is_the_most_influential_and_the_rest_lies_on_a_line(panel):
    line = industry_changes(panel, YEARS, INDUSTRY_NAMES).assign(
        change=lambda data: 2 * data["apr"] + 1
    )
    line.loc[line["label"] == "Metals", "change"] += 30
    label, others = without_most_influential(line)
    assert label == "Metals"
    assert others["pearson"] == pytest.approx(1)
    assert others["slope"] == pytest.approx(2)
    assert others["n"] == 13
