"""Real WIOD tables, and what raw/wiod takes from them."""

import shutil

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.wiod2013 import YEARS, read_wiod2013
from gvcrobots.data.raw_tables import read_raw_table
from gvcrobots.data.upstream.wiod_tables import (
    NAMES,
    check_raw_wiod,
    gather_years,
    labour_cost,
    read_years,
    value_added_of,
    write_raw_wiod,
    year_tables,
)
from gvcrobots.declare.construction import Construction
from icio_examples import small_wiod


@pytest.fixture(scope="module")
def raw(root):
    return {name: read_raw_table(root / f"raw/wiod/{name}.csv") for name in NAMES}


@pytest.mark.parametrize(
    ("measure", "year", "published"),
    [
        ("trade_based", 1995, 35.2),
        ("trade_based", 2008, 46.1),
        ("production_based", 1995, 9.6),
        ("production_based", 2008, 14.2),
    ],
)
def test_world_participation_is_near_the_published_figures(raw, measure, year, published):
    """Claim C1, within one percentage point: the published ones use a later release too."""
    world = raw["world"].set_index("year")
    assert world.loc[year, measure] == pytest.approx(published, abs=1.0)


@pytest.mark.parametrize(("iso3", "published"), [("DEU", 26), ("CHN", 28), ("USA", 17)])
def test_backward_participation_of_manufacturing_in_2005(raw, iso3, published):
    cells = raw["indicators"].query(f"iso3 == {iso3!r} and year == 2005")
    cells = cells[cells["industry"].isin(raw["coordination"]["industry"])]
    backward = 100 * cells["foreign_value_added"].sum() / cells["exports"].sum()
    assert backward == pytest.approx(published, abs=0.5)


def test_raw_tables_are_complete(raw):
    assert len(raw["indicators"]) == 40 * 35 * 17
    assert raw["world"]["year"].tolist() == list(YEARS)
    assert len(raw["coordination"]) == 14
    assert len(raw["links"]) == 40 * 14 * 40
    assert len(raw["closures"]) == 40 * 14 * 17
    accounted = {"indicators": raw["indicators"].drop(columns="value_added_share")}
    assert not any(frame.isna().any(axis=None) for frame in (raw | accounted).values())


def test_the_headline_is_the_closure_that_is_declared(raw, construction):
    """Residuals in own final use leave inputs, and so backward participation, as published."""
    cells = raw["indicators"].merge(raw["closures"], on=["iso3", "year", "industry"])
    np.testing.assert_allclose(cells[construction.closure], cells["backward"], atol=1e-9)
    np.testing.assert_allclose(cells["own_use"], cells["published"], atol=1e-9)
    assert (cells["prorata"] > cells["published"]).mean() > 0.95  # inputs lost are inputs again


def test_shares_of_production_are_of_cells_that_produce(raw):
    """What rounding leaves of the value added of a cell without output is no denominator."""
    shares = raw["indicators"].filter(like="production_")
    assert (shares[raw["indicators"]["output"] == 0] == 0).all(axis=None)
    assert shares.abs().max(axis=None) < 1000


def test_parts_of_participation_add_up(raw):
    cells = raw["indicators"]
    origins = cells[["backward_cheaper", "backward_dearer"]].sum(axis=1)
    np.testing.assert_allclose(origins, cells["backward"], atol=1e-8)
    sides = cells[["two_sided", "backward_only", "forward_only"]].sum(axis=1)
    np.testing.assert_allclose(sides, cells["gvc_backward"] + cells["gvc_forward"], atol=1e-8)


def test_value_added_at_basic_prices_is_less_than_the_residual(raw):
    """Net taxes and margins are in the residual: .93 of it is value added (study, Valuation)."""
    cells = raw["indicators"].dropna(subset="value_added_share")
    cells = cells[cells["industry"].isin(raw["coordination"]["industry"])]
    basic = cells["value_added_share"] / 100 * cells["output"]
    assert basic.sum() / cells["value_added"].sum() == pytest.approx(0.93, abs=0.01)


@pytest.fixture(scope="module")
def construction(root):
    return Construction.read(root / "config/data.yaml")


def test_every_year_is_sound_and_the_stored_figures_are_the_computed_ones(
    shared, root, construction, accounts
):
    """The reader checks rows, value added and names of all 17 tables."""
    folder = shared / "data/wiod2013"
    years = [
        year_tables(read_wiod2013(folder, year), year, construction, accounts) for year in YEARS
    ]
    assert check_raw_wiod(gather_years(years, 1995), root / "raw/wiod") > 500_000


@pytest.fixture(scope="module")
def accounts(root):
    return read_raw_table(root / "raw/industry_accounts/wiod2013.csv")


def accounts_of(table, year):
    """Accounts in which labour costs 1, 2, 3 a person in the order of the regions."""
    rows = [
        (region, year, industry, 10.0, 5.0 * (place + 1), 5.0)
        for place, region in enumerate(table.regions)
        for industry in table.industries
        if region != "ROW"
    ]
    columns = ["iso3", "year", "industry", "value_added", "labour_compensation", "persons_engaged"]
    return pd.DataFrame(rows, columns=columns)


def test_labour_cost_is_that_of_manufacturing_in_the_base_year(construction):
    table = small_wiod(4, seed=1)
    accounts = accounts_of(table, 1995)
    services = accounts["industry"] == "70"
    accounts.loc[services, "labour_compensation"] = 1e6  # does not count
    later = accounts.assign(year=1996, labour_compensation=1e6)
    cost = labour_cost(pd.concat([accounts, later]), construction.industries, 1995)
    assert cost == pytest.approx({"DEU": 1.0, "USA": 2.0, "CHN": 3.0})


def test_value_added_is_missing_where_there_are_no_accounts():
    table = small_wiod(4, seed=1)
    value = value_added_of(table, accounts_of(table, 1995).iloc[1:])
    rest = np.repeat(table.regions, table.n_industries) == "ROW"
    assert np.isnan(value[0])
    assert np.isnan(value[rest]).all()
    assert (value[1:][~rest[1:]] == 10.0).all()


@pytest.fixture
def stored(root, tmp_path, construction):
    """Two years of a small table, stored as raw/wiod is, and the frames."""
    tables = {year: small_wiod(4, seed=year) for year in (1995, 1996)}
    accounts = pd.concat(accounts_of(table, year) for year, table in tables.items())
    years = [year_tables(t, year, construction, accounts) for year, t in tables.items()]
    for year, frames in zip((1995, 1996), years, strict=True):
        for name, frame in frames.items():
            path = tmp_path / f"derived/{year}/{name}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            frame.to_parquet(path, index=False)
    raw = tmp_path / "raw"
    raw.mkdir()
    shutil.copy(root / "raw/wiod/source.yaml", raw)
    tables = read_years(sorted(tmp_path.glob("derived/*/*.parquet")), 1995)
    write_raw_wiod(tables, raw)
    return raw, tables


def test_years_are_gathered_and_written_with_enough_digits(stored):
    raw, tables = stored
    assert len(tables["indicators"]) == 2 * 3 * 35
    assert tables["links"]["year"].unique().tolist() == [1995]
    assert check_raw_wiod(tables, raw) > 4000
    assert b"\r" not in (raw / "indicators.csv").read_bytes()


def test_a_changed_figure_is_named(stored):
    raw, tables = stored
    frame = tables["indicators"].copy()
    frame.loc[3, "backward"] *= 1 + 1e-8
    key = tuple(frame.loc[3, ["iso3", "year", "industry"]])
    with pytest.raises(ValueError, match=rf"indicators\.csv: backward of \('{key[0]}', 1995"):
        check_raw_wiod(tables | {"indicators": frame}, raw)
    with pytest.raises(ValueError, match=r"world\.csv: other keys than the 1 computed"):
        check_raw_wiod(tables | {"world": tables["world"].iloc[1:]}, raw)
    with pytest.raises(ValueError, match=r"source\.yaml: 'link' is not computed"):
        check_raw_wiod(tables | {"links": tables["links"].drop(columns="link")}, raw)


def test_noise_near_zero_is_no_difference(stored):
    raw, tables = stored
    frame = tables["links"].copy()
    assert isinstance(frame, pd.DataFrame)
    frame["link"] += 1e-14 * frame["link"].max()
    assert check_raw_wiod(tables | {"links": frame}, raw)
    assert np.isfinite(frame["link"]).all()
