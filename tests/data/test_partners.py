"""Robots of partners: on numbers small enough to add by hand, and on the tables of the package."""

import pandas as pd
import pytest
from gvcrobots.data.partners import (
    partner_measures,
    partner_robots,
    partner_shares,
    reporting_partners,
)
from gvcrobots.data.raw_tables import read_raw_table
from gvcrobots.declare.construction import Construction

YEARS = range(1996, 2012)
SPAN = (1996, 2011)


@pytest.fixture
def robots():
    """A and B report always, C from 2000 on."""
    keys = pd.MultiIndex.from_product([list("ABC"), YEARS], names=["iso3", "year"])
    frame = keys.to_frame(index=False)
    values = frame["iso3"].map({"A": 1.0, "B": 2.0, "C": 4.0}) + (frame["year"] - 1996)
    return values.mask((frame["iso3"] == "C") & (frame["year"] < 2000)).set_axis(keys)


@pytest.fixture
def links():
    rows = [
        ("A", "29", "A", 0.5),  # at home: no partner
        ("A", "29", "B", 0.2),
        ("A", "29", "C", 0.1),
        ("A", "29", "ROW", 0.1),
        ("D", "29", "A", 0.3),
        ("D", "29", "B", 0.1),
    ]
    return pd.DataFrame(rows, columns=["iso3", "industry", "partner", "link"])


def test_partners_that_begin_to_report_later_do_not_count(robots):
    assert reporting_partners(robots, SPAN) == ["A", "B"]


def test_sums_over_partners(robots, links):
    shares = partner_shares(links, ["A", "B"])
    found = partner_robots(shares, robots, SPAN)
    assert found["A", "29", 1996] == pytest.approx(0.2 * 2)
    assert found["D", "29", 1996] == pytest.approx(0.3 * 1 + 0.1 * 2)
    assert found["D", "29", 2000] == pytest.approx(0.3 * 5 + 0.1 * 6)
    assert shares.sum(axis="columns").to_dict() == pytest.approx(
        {("A", "29"): 0.2, ("D", "29"): 0.4}
    )


def test_a_common_rise_moves_the_sum_by_the_links_that_are_covered(robots, links):
    shares = partner_shares(links, ["A", "B"])
    moved = partner_robots(shares, robots + 1, SPAN) - partner_robots(shares, robots, SPAN)
    covered = shares.sum(axis="columns").loc[[key[:2] for key in moved.index]]
    assert moved.tolist() == pytest.approx(covered.tolist())


@pytest.mark.parametrize("cell", [("CHN", "30t33"), ("DEU", "34t35"), ("SVK", "15t16")])
def test_the_tables_of_the_package_row_by_row(root, robots, cell):
    """Sums of the links that the package holds, added row by row."""
    links = read_raw_table(root / "raw/wiod/links.csv")
    named = robots.rename({"A": "USA", "B": "FRA", "C": "JPN"}, level="iso3")
    settings = Construction.read(root / "config/data.yaml").partners
    found = partner_measures(links, named, settings)
    expected = covered = 0.0
    for row in links[(links["iso3"] == cell[0]) & (links["industry"] == cell[1])].itertuples():
        if row.partner in ("USA", "FRA") and row.partner != cell[0]:
            expected += row.link * named[row.partner, 2005]
            covered += row.link
    assert found["robots_partner"].series[(*cell, 2005)] == pytest.approx(expected, rel=1e-12)
    assert found["links_covered"].series[cell] == pytest.approx(covered, rel=1e-12)
