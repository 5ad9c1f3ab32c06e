"""Imports of robots of Brazil and Mexico, and the use of robots that firms report."""

import numpy as np
import pytest
from gvcrobots.data.codes import alpha3_of_alpha2
from gvcrobots.data.raw_tables import read_raw_table
from gvcrobots.data.upstream.robot_sources import LATIN_AMERICA, linear_stock


@pytest.fixture(scope="module")
def robots(root):
    return read_raw_table(root / "raw/comtrade_robots/robots.csv")


def test_linear_retirement_by_hand():
    # 12; 11 + 24; 10 + 22 of the second; nothing is left of the first after 3 years of 3
    assert linear_stock(np.array([np.nan, 3.0, 6, 0, 0]), 3).tolist() == pytest.approx(
        [np.nan, 3, 2 + 6, 1 + 4, 2], nan_ok=True
    )


def test_the_rule_is_that_of_the_source(robots):
    """The stocks of the 30 economies from their imports, but for the rounding of the source."""
    for iso3, rows in robots[~robots["iso3"].isin(LATIN_AMERICA)].groupby("iso3"):
        stock = linear_stock(rows["real_imports"].to_numpy())
        known = rows["stock_linear_retirement"].notna().to_numpy()
        expected = rows["stock_linear_retirement"].to_numpy()
        np.testing.assert_allclose(stock[known], expected[known], rtol=1e-6, atol=20, err_msg=iso3)


def test_brazil_and_mexico_are_there_with_their_gaps(robots):
    added = robots[robots["iso3"].isin(LATIN_AMERICA)].set_index(["iso3", "year"])
    assert len(added) == 2 * 27
    assert added.index[added["real_imports"].isna()].tolist() == [("BRA", 1996)]
    assert added.loc[("BRA", 2007), "missing_years"] == 1
    assert added.loc[("BRA", 2008), "missing_years"] == 0
    assert added.loc[("MEX", 1997), "stock_linear_retirement"] == pytest.approx(
        31308097 + 10655875 * 11 / 12
    )


def test_codes_of_the_european_union_are_known():
    codes = alpha3_of_alpha2()
    assert [codes[code] for code in ("EL", "GR", "UK", "DE", "NA")] == [
        "GRC", "GRC", "GBR", "DEU", "NAM",
    ]  # fmt: skip


def test_the_proxy_goes_with_the_use_of_robots_that_firms_report(root, robots):
    """Log linear stock per person employed in 1995 on the share of firms: about .5 in 3 waves."""
    use = read_raw_table(root / "raw/eurostat_robots/robot_use.csv")
    pwt = read_raw_table(root / "raw/pwt/economies.csv").query("year == 1995")
    both = use.merge(robots, on=["iso3", "year"]).merge(
        pwt[["iso3", "persons_employed_millions"]], on="iso3"
    )
    per_worker = np.log(both["stock_linear_retirement"] / both["persons_employed_millions"])
    assert len(both) == 74
    assert per_worker.corr(both["enterprises_using_robots_pct"]) == pytest.approx(0.5, abs=0.1)
