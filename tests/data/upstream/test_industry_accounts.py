"""Labour shares of the industry accounts, and what is no share."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.data.raw_tables import read_raw_table
from gvcrobots.data.upstream.industry_accounts import labour_share

MANUFACTURING = (
    "15t16", "17t18", "19", "20", "21t22", "23", "24", "25", "26", "27t28", "29", "30t33",
    "34t35", "36t37",
)  # fmt: skip


def test_what_is_no_share_is_blank_and_said():
    accounts = pd.DataFrame(
        {
            "value_added": [80.0, 80, 80, 0, None, 80, 80],
            "labour_compensation": [60.0, 60, 90, 0, 10, None, 0],
        }
    )
    found = labour_share(accounts, pd.Series([0, 1, 1, 1, 1, 1, 1]))
    assert found["labour_share_status"].tolist() == [
        "reported", "carried", "above_value_added", "zero", "not_reported", "not_reported", "zero",
    ]  # fmt: skip
    assert found["labour_share"].tolist()[0] == 75
    assert found["labour_share"].isna().sum() == 6


@pytest.fixture(scope="module")
def accounts(root):
    return read_raw_table(root / "raw/industry_accounts/wiod2013.csv")


def test_cells_that_are_left_out_are_counted(accounts):
    """Of 9,520 manufacturing cells 9,156 have labour compensation, and 202 of these too much."""
    cells = accounts[accounts["industry"].isin(MANUFACTURING)]
    counts = cells["labour_share_status"].value_counts()
    assert counts["not_reported"] == 9520 - 9156
    assert counts["above_value_added"] == 202
    assert cells["labour_share"].notna().sum() == counts["reported"]


def test_output_is_that_of_the_tables(accounts, root):
    """Within 1 % wherever the rounding of the tables to a million is less than that."""
    tables = read_raw_table(root / "raw/wiod/indicators.csv")
    both = accounts.merge(tables, on=["iso3", "year", "industry"], validate="one_to_one")
    both = both[both["industry"].isin(MANUFACTURING) & (both["output"] >= 50)]
    assert len(both) > 9300
    np.testing.assert_allclose(both["gross_output"], both["output"], rtol=0.01)


def test_value_added_at_basic_prices_is_below_the_residual(accounts, root):
    """Net taxes on products and margins: .93 of the residual in sum, .87 in the median cell."""
    tables = read_raw_table(root / "raw/wiod/indicators.csv")
    both = accounts.merge(tables, on=["iso3", "year", "industry"], suffixes=("", "_residual"))
    both = both[both["industry"].isin(MANUFACTURING) & (both["value_added_residual"] > 0)]
    ratio = both["value_added"].sum() / both["value_added_residual"].sum()
    assert ratio == pytest.approx(0.93, abs=0.01)
    median = (both["value_added"] / both["value_added_residual"]).median()
    assert median == pytest.approx(0.87, abs=0.01)


def test_shares_of_the_three_accounts_agree_in_level(accounts, root):
    """EU KLEMS against WIOD 2013, industries of one group together: .79."""
    groups = read_raw_table(root / "raw/industry_accounts/euklems2017_groups.csv")
    klems = read_raw_table(root / "raw/industry_accounts/euklems2017.csv")
    usable = accounts[accounts["labour_share"].notna()].merge(groups, on="industry")
    keys = ["iso3", "year", "industry_group"]
    sums = usable.groupby(keys)[["labour_compensation", "value_added"]].sum().reset_index()
    sums["share"] = 100 * sums["labour_compensation"] / sums["value_added"]
    both = sums.merge(klems, on=keys).dropna(subset="labour_share")
    assert both["share"].corr(both["labour_share"]) == pytest.approx(0.79, abs=0.01)
