"""Robot capital against stocks worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.data.raw_tables import read_raw_table
from gvcrobots.data.robots import (
    interpolate_gaps,
    perpetual_inventory,
    pooled_growth,
    reported_imports,
    robot_capital,
    robots_per_worker,
)
from gvcrobots.declare.construction import Construction
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.fixture(scope="module")
def settings_of_robots(root):
    return Construction.read(root / "config/data.yaml").robots


def imports_table(imports, missing_years=None, economy="DEU", first=1996):
    size = len(imports)
    return pd.DataFrame(
        {
            "iso3": economy,
            "year": range(first, first + size),
            "real_imports": imports,
            "stock_linear_retirement": np.arange(float(size)),
            "missing_years": missing_years or [0] * size,
        }
    )


def inventory(imports, depreciation=0.10, growth=0.10):
    series = pd.Series(imports, dtype=float)
    economy = pd.Series(["DEU"] * len(series))
    return perpetual_inventory(series, economy, depreciation, growth).tolist()


def test_perpetual_inventory_by_hand():
    # 20/(.10 + .10) = 100; .9 x 100 + 30 = 120; .9 x 120 + 0 = 108
    assert inventory([20, 30, 0]) == pytest.approx([100, 120, 108], rel=1e-12)


def test_the_stock_starts_in_the_first_reported_year():
    stock = inventory([np.nan, np.nan, 20, 30])
    assert np.isnan(stock[:2]).all()
    assert stock[2:] == pytest.approx([100, 120], rel=1e-12)


def test_a_steady_state_grows_at_g():
    imports = 20 * 1.05 ** np.arange(40)
    stock = np.array(inventory(imports, depreciation=0.10, growth=0.05))
    assert stock[-1] / stock[-2] == pytest.approx(1.05, rel=1e-3)


def test_economies_do_not_mix():
    economy = pd.Series(["AUT", "AUT", "DEU", "DEU"])
    stock = perpetual_inventory(pd.Series([1.0, 1, 20, 30]), economy, 0.10, 0.10)
    assert stock.tolist() == pytest.approx([5, 5.5, 100, 120], rel=1e-12)


@settings(derandomize=True, max_examples=50)
@given(
    st.lists(st.floats(0, 1e9), min_size=2, max_size=20),
    st.floats(0.01, 0.5),
    st.floats(0, 0.2),
)
def test_the_stock_obeys_its_law_of_motion(imports, depreciation, growth):
    stock = np.array(inventory(imports, depreciation, growth))
    expected = (1 - depreciation) * stock[:-1] + np.array(imports[1:])
    np.testing.assert_allclose(stock[1:], expected, rtol=1e-9, atol=1e-6)


def test_growth_that_eats_depreciation_is_refused():
    with pytest.raises(ValueError, match="must be positive"):
        inventory([1, 2], depreciation=0.05, growth=-0.05)


def test_pooled_growth_is_that_of_economies_that_report_in_both_years():
    table = pd.concat(
        [
            imports_table([100, np.nan, 121]),
            imports_table([100, np.nan, 363], economy="AUT"),
            imports_table([np.nan, 5, 5000], economy="BEL"),
        ],
        ignore_index=True,
    )
    growth = pooled_growth(table["real_imports"], table, (1996, 1998))
    assert growth == pytest.approx((484 / 200) ** 0.5 - 1, rel=1e-12)


def test_interior_gaps_are_linear_and_outer_ones_stay():
    series = pd.Series([np.nan, 10, np.nan, np.nan, 40, np.nan])
    filled = interpolate_gaps(series, pd.Series(["DEU"] * 6)).tolist()
    assert filled[1:5] == [10, 20, 30, 40]
    assert np.isnan([filled[0], filled[5]]).all()


def test_a_year_in_which_the_count_of_missing_years_rises_was_not_reported():
    table = imports_table([10, 1, 30], missing_years=[0, 1, 1])
    assert reported_imports(table).isna().tolist() == [False, True, False]


def test_a_year_without_a_row_is_refused(settings_of_robots):
    table = imports_table([10, 20, 30]).drop(index=1)
    with pytest.raises(ValueError, match=r"no row for the year before \('DEU', 1998\)"):
        robot_capital(table, settings_of_robots)


def test_robots_per_worker_is_linear_near_zero_and_log_far_from_it():
    stock, persons = pd.Series([0, 1e-3, 1e6]), pd.Series([1.0, 1, 1])
    robots = robots_per_worker(stock, persons)
    assert robots.tolist() == pytest.approx([0, 1e-3, np.log(2e6)], rel=1e-6)


def test_robot_capital_of_the_raw_table(root, settings_of_robots):
    table = read_raw_table(root / "raw/comtrade_robots/robots.csv")
    capital = robot_capital(table, settings_of_robots)
    starts = capital.dropna(subset=["robot_stock"]).groupby("iso3")["year"].min()
    later = {
        "BEL": 1999,
        "BRA": 1997,
        "HRV": 1997,
        "LTU": 2000,
        "LUX": 1999,
        "LVA": 1997,
        "ROU": 1997,
    }
    assert starts[starts > 1996].to_dict() == later | {"SVK": 1997}
    flagged = capital.loc[capital["robot_imports_imputed"] == 1, ["iso3", "year"]]
    assert list(flagged.itertuples(index=False, name=None)) == [
        *(("CYP", year) for year in (2000, 2003, 2004, 2016, 2017)),
        ("CZE", 1997),
        ("DNK", 1997),
        ("LVA", 2004),
    ]
    stocks = capital.dropna(subset=["robot_stock"])
    assert (stocks["robot_stock_dep5"] > stocks["robot_stock"]).all()
    assert (stocks["robot_stock"] > stocks["robot_stock_dep15"]).all()


def test_economies_that_were_added_move_no_other(root, settings_of_robots):
    """Growth of the pooled imports is found without them; their own stocks use it."""
    table = read_raw_table(root / "raw/comtrade_robots/robots.csv")
    added = table["iso3"].isin(settings_of_robots.growth_without)
    assert set(table.loc[added, "iso3"]) == {"BRA", "MEX"}
    stocks = robot_capital(table, settings_of_robots).set_index(["iso3", "year"])
    alone = robot_capital(table[~added], settings_of_robots).set_index(["iso3", "year"])
    pd.testing.assert_frame_equal(stocks.loc[alone.index], alone)
    everyone = settings_of_robots.model_copy(update={"growth_without": ()})
    moved = robot_capital(table, everyone).set_index(["iso3", "year"])
    assert (moved.loc[alone.index, "robot_stock"] - alone["robot_stock"]).abs().max() > 0
