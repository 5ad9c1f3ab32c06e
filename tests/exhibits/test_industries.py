"""Figure of claim C14: changes by industry against sums by hand, statistics against numpy."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.data.sources import INDUSTRIES, INDUSTRY_NAMES
from gvcrobots.exhibits.industries import (
    association,
    draw_industries,
    industry_changes,
    industry_macros,
    without_most_influential,
)
from scipy.stats import rankdata


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
    row = industry_changes(panel).set_index("industry").loc["24"]
    own = panel[panel["industry"] == "24"].set_index(["year", "iso3"])
    shares = 100 * own["foreign_value_added"] / own["exports"]
    for year, column in ((1995, "start"), (2008, "end")):
        weighted = np.average(shares.loc[year], weights=own["exports"].loc[year])
        assert row[column] == pytest.approx(weighted)
    assert row["change"] == pytest.approx(row["end"] - row["start"])
    assert (row["label"], row["apr"], row["advanced"]) == ("Chemicals", 6.0, 1)


def test_one_row_an_industry_in_the_order_of_the_tables(panel):
    found = industry_changes(panel.sample(frac=1, random_state=1))
    assert found["industry"].tolist() == list(INDUSTRIES)
    assert found["label"].tolist() == list(INDUSTRY_NAMES.values())
    assert found["label"].is_unique


def test_a_year_that_the_panel_lacks_is_named(panel):
    with pytest.raises(ValueError, match="panel: year: no cells of 2012"):
        industry_changes(panel, (1995, 2012))


def test_statistics_are_those_of_numpy(panel):
    data = industry_changes(panel)
    found = association(data)
    x, y = data["apr"], data["change"]
    assert found["pearson"] == pytest.approx(np.corrcoef(x, y)[0, 1])
    assert found["spearman"] == pytest.approx(np.corrcoef(rankdata(x), rankdata(y))[0, 1])
    assert [found["slope"], found["intercept"]] == pytest.approx(np.polyfit(x, y, 1).tolist())
    assert found["n"] == 14


def test_an_outlier_is_the_most_influential_and_the_rest_lies_on_a_line(panel):
    line = industry_changes(panel).assign(change=lambda data: 2 * data["apr"] + 1)
    line.loc[line["label"] == "Metals", "change"] += 30
    label, others = without_most_influential(line)
    assert label == "Metals"
    assert others["pearson"] == pytest.approx(1)
    assert others["slope"] == pytest.approx(2)
    assert others["n"] == 13


def test_macros_are_named_once_and_survive_the_file(panel, tmp_path):
    data = industry_changes(panel)
    data.to_csv(tmp_path / "industries.csv", index=False)
    macros = list(industry_macros(pd.read_csv(tmp_path / "industries.csv")))
    names = dict(macros)
    assert len(names) == len(macros)
    assert names["industries.n"] == "14"
    sign = "$-$" if association(data)["spearman"] < 0 else ""
    assert names["industries.spearman"] == f"{sign}{abs(association(data)['spearman']):.2f}"
    assert {"industries.pearson", "industries.slope", "industries.without.slope"} < set(names)


@pytest.mark.parametrize("seed", range(3))
def test_names_do_not_overlap(panel, seed):
    random = np.random.default_rng(seed)
    data = industry_changes(panel)
    data = data.assign(apr=random.normal(size=14), change=random.normal(size=14))
    figure = draw_industries(data)
    axis = figure.axes[0]
    assert sorted(text.get_text() for text in axis.texts) == sorted(data["label"])
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in axis.texts]
    met = [one.count_overlaps(boxes[place + 1 :]) for place, one in enumerate(boxes)]
    assert sum(met) == 0
    assert all(axis.bbox.x0 <= box.x0 and box.x1 <= axis.bbox.x1 for box in boxes)
