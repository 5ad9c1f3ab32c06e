"""All indicators of a table, and the world's participation."""

import numpy as np
import pytest
from gvcaccounts.classes import geographies, sector_groups
from gvcaccounts.indicators import cell_indicators, per_cent
from gvcaccounts.inputs import input_shares
from gvcaccounts.leontief import leontief_system
from gvcaccounts.tables import icio_table
from gvcaccounts.wiod2013 import INDUSTRIES
from gvcaccounts.world import world_participation
from icio_examples import small_wiod

GROUPS = sector_groups(INDUSTRIES, "nace1")
SERVICES = GROUPS["services"]
REGIONS = {name: geographies()[name] for name in ("Europe", "Americas", "Asia-Pacific")}


@pytest.fixture(scope="module")
def system():
    return leontief_system(small_wiod(4))


@pytest.fixture(scope="module")
def cells(system):
    n = len(system.table.x)
    accounts = np.where(np.arange(n) < 35, np.nan, 0.9 * system.table.va)
    cost = {"DEU": 30.0, "USA": 40.0, "CHN": 2.0}
    return cell_indicators(system, SERVICES, REGIONS, labour_cost=cost, value_added=accounts)


def test_identities(cells):
    for parts, whole in (
        (["backward_regional", "backward_extraregional"], "backward"),
        (["length_foreign", "length_domestic"], "downstreamness"),
        (["backward_cheaper", "backward_dearer"], "backward"),
        (["backward_only", "two_sided"], "gvc_backward"),
        (["forward_only"], "gvc_forward"),
    ):
        assert cells[parts].sum(axis=1).to_numpy() == pytest.approx(cells[whole].to_numpy())
    value = cells["backward"] * cells["exports"] / 100
    assert value.to_numpy() == pytest.approx(cells["foreign_value_added"].to_numpy())
    assert (cells["foreign_services_content"] <= cells["services_content"] + 1e-9).all()
    assert (cells["foreign_services_content"] <= cells["backward"] + 1e-9).all()
    assert (cells["import_content_output"] <= cells["backward"] + 1e-9).all()
    assert (cells["gvc_backward"] >= cells["backward"] - 1e-9).all()
    assert (cells["backward_basic"] <= cells["backward"]).all()
    assert (cells["backward"] <= cells["vertical_specialisation"] + 1e-9).all()
    uses = cells["intermediate_export_share"] + cells["final_export_share"]
    assert uses.to_numpy() == pytest.approx(np.full(len(cells), 100.0))
    exposure = 100 * cells["length_foreign"] / cells["downstreamness"]
    assert cells["foreign_exposure"].to_numpy() == pytest.approx(exposure.to_numpy())
    assert cells["value_added_share"].isna().sum() == 35
    assert (cells["own_industry_share"] <= cells["domestic_input_share"]).all()


def test_input_shares_by_hand(system, cells):
    Z, N = system.table.Z, len(INDUSTRIES)
    column = 1 * N + INDUSTRIES.index("34t35")  # vehicles, USA
    row = cells.iloc[column]
    assert (row["region"], row["industry"]) == ("USA", "34t35")
    bought = Z[:, column]
    assert row["domestic_input_share"] == pytest.approx(
        100 * bought[N : 2 * N].sum() / bought.sum()
    )
    assert row["own_industry_share"] == pytest.approx(100 * bought[column] / bought.sum())
    share = input_shares(system.table, "USA", ["64"])[0, INDUSTRIES.index("34t35")]
    assert share == pytest.approx(Z[INDUSTRIES.index("64") :: N, column].sum() / bought.sum())


def test_cells_without_output_exports_or_inputs_are_finite():
    table = small_wiod(3)
    Z, Y = table.Z.copy(), table.Y.copy()
    Z[4], Z[:, 4], Y[4] = 0.0, 0.0, 0.0  # no output
    Z[:, 7] = 0.0  # no inputs
    Z[9, 35:], Y[9, 1:] = 0.0, 0.0  # no exports
    Y[11, 0] = -50.0  # inventories run down
    table = icio_table(table.regions, INDUSTRIES, Z, Y)
    frame = cell_indicators(leontief_system(table), SERVICES, REGIONS)
    figures = frame.drop(columns=["region", "industry"])
    assert np.isfinite(figures.to_numpy()).all()
    assert not figures.iloc[4].any()
    assert figures.loc[9, ["exports", "gvc_backward", "gvc_forward"]].tolist() == [0, 0, 0]
    assert figures.loc[7, "length_domestic"] == 1
    assert figures.loc[7, "backward"] == pytest.approx(0, abs=1e-12)


def test_shares_of_nothing_are_zero():
    assert per_cent(np.array([1.0, 1, 1]), np.array([4.0, 0, -2])).tolist() == [25, 0, 0]


def test_world_parts_add_up(system):
    classes = {name: group for name, group in GROUPS.items() if name != "primary"}
    world = world_participation(system, classes, rest="primary")
    assert set(world_participation(system)) < set(world)
    for name in ("trade_backward", "trade_forward", "production_simple", "production_complex"):
        parts = [f"{name}_{group}" for group in GROUPS]
        assert sum(world[part] for part in parts) == pytest.approx(world[name])
    assert world["trade_based"] == pytest.approx(world["trade_backward"] + world["trade_forward"])
    assert world["production_based"] == pytest.approx(
        world["production_simple"] + world["production_complex"]
    )
    table = system.table
    gvc = world["production_based"] * table.Y.sum()
    assert gvc == pytest.approx(world["production_over_value_added"] * table.va.sum())
    assert 0 < world["foreign_content"] < world["trade_backward"]
    assert 0 < world["production_based"] < world["trade_based"] < 100
