"""Robots of partners: on numbers small enough to add by hand, and on the tables of the package."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.data.panel import economy_years
from gvcrobots.data.partners import (
    links_covered,
    partner_robots,
    partner_shares,
    reporting_partners,
    with_base_year,
)
from gvcrobots.data.raw_tables import read_raw_table

YEARS = range(1996, 2012)


@pytest.fixture
def economies():
    """A and B report always, C from 2000 on."""
    frame = pd.MultiIndex.from_product([list("ABC"), YEARS], names=["iso3", "year"])
    frame = frame.to_frame(index=False)
    frame["robots"] = frame["iso3"].map({"A": 1.0, "B": 2.0, "C": 4.0}) + (frame["year"] - 1996)
    frame.loc[(frame["iso3"] == "C") & (frame["year"] < 2000), "robots"] = np.nan
    return frame


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


def test_partners_that_begin_to_report_later_do_not_count(economies):
    assert reporting_partners(economies) == ["A", "B"]


def test_sums_over_partners(economies, links):
    found = partner_robots(partner_shares(links, economies), economies).set_index(["iso3", "year"])[
        "robots_partner"
    ]
    assert found["A", 1996] == pytest.approx(0.2 * 2)
    assert found["D", 1996] == pytest.approx(0.3 * 1 + 0.1 * 2)
    assert found["D", 2000] == pytest.approx(0.3 * 5 + 0.1 * 6)
    covered = links_covered(partner_shares(links, economies)).set_index("iso3")["links_covered"]
    assert covered.to_dict() == pytest.approx({"A": 0.2, "D": 0.4})


def test_a_common_rise_moves_the_sum_by_the_links_that_are_covered(economies, links):
    before = partner_robots(partner_shares(links, economies), economies)
    after = partner_robots(
        partner_shares(links, economies), economies.assign(robots=economies["robots"] + 1)
    )
    moved = after["robots_partner"] - before["robots_partner"]
    covered = before.merge(links_covered(partner_shares(links, economies)), on=["iso3", "industry"])
    assert moved.tolist() == pytest.approx(covered["links_covered"].tolist())


def test_a_cell_without_links_is_named(economies, links):
    cells = pd.DataFrame({"iso3": ["E"], "industry": ["29"], "year": [1995], "exports": [1.0]})
    with pytest.raises(ValueError, match=r"raw/wiod/links.csv: link: none for \['E', '29'\]"):
        with_base_year(cells, links, economies)


def test_weights_are_exports_of_1995(economies, links):
    cells = pd.DataFrame(
        {
            "iso3": ["A", "A", "D", "D"],
            "industry": "29",
            "year": [1995, 1996, 1995, 1996],
            "exports": [5.0, 7.0, 0.0, 3.0],
        }
    )
    found = with_base_year(cells, links, economies)["exports_1995"].tolist()
    assert found == pytest.approx([5.0, 5.0, np.nan, np.nan], nan_ok=True)


@pytest.mark.parametrize("cell", [("CHN", "30t33"), ("DEU", "34t35"), ("SVK", "15t16")])
def test_the_tables_of_the_package_row_by_row(root, cell):
    raw = {
        path: read_raw_table(root / f"raw/{path}.csv")
        for path in ("wiod/links", *(f"{p.parent.name}/{p.stem}" for p in root.glob("raw/*/*.csv")))
    }
    economies, links = economy_years(raw), raw["wiod/links"]
    found = partner_robots(partner_shares(links, economies), economies).set_index(
        ["iso3", "industry", "year"]
    )
    robots = economies.set_index(["iso3", "year"])["robots"]
    expected = 0.0
    for row in links[(links["iso3"] == cell[0]) & (links["industry"] == cell[1])].itertuples():
        if row.partner in (cell[0], "ROW"):
            continue
        path = [robots.get((row.partner, year), np.nan) for year in YEARS]
        expected += 0.0 if np.isnan(path).any() else row.link * robots[row.partner, 2005]
    assert found.loc[(*cell, 2005), "robots_partner"] == pytest.approx(expected, rel=1e-12)
