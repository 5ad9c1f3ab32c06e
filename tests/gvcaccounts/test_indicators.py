"""All indicators of a table, and the world's participation."""

import numpy as np
import pytest
from gvcaccounts.classes import classes_of, places
from gvcaccounts.indicators import cell_indicators, coordination_intensity, per_cent
from gvcaccounts.leontief import leontief_system
from gvcaccounts.tables import icio_table
from gvcaccounts.wiod2013 import INDUSTRIES
from gvcaccounts.world import world_participation
from icio_examples import small_wiod


@pytest.fixture(scope="module")
def system():
    return leontief_system(small_wiod(4))


@pytest.fixture(scope="module")
def cells(system):
    n = len(system.table.x)
    accounts = np.where(np.arange(n) < 35, np.nan, 0.9 * system.table.va)
    return cell_indicators(
        system, labour_cost={"DEU": 30.0, "USA": 40.0, "CHN": 2.0}, value_added=accounts
    )


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
    assert (row["iso3"], row["industry"]) == ("USA", "34t35")
    bought = Z[:, column]
    assert row["domestic_input_share"] == pytest.approx(
        100 * bought[N : 2 * N].sum() / bought.sum()
    )
    assert row["own_industry_share"] == pytest.approx(100 * bought[column] / bought.sum())
    coordination = coordination_intensity(system.table).set_index("industry")
    telecom = Z[INDUSTRIES.index("64") :: N, column].sum() / bought.sum()
    assert coordination.loc["34t35", "post_telecom"] == pytest.approx(telecom)
    assert len(coordination) == 14
    kinds = ["post_telecom", "business_services", "electrical_optical"]
    assert coordination["coordination"].to_numpy() == pytest.approx(
        coordination[kinds].sum(axis=1).to_numpy()
    )


def test_cells_without_output_exports_or_inputs_are_finite():
    table = small_wiod(3)
    Z, Y = table.Z.copy(), table.Y.copy()
    Z[4], Z[:, 4], Y[4] = 0.0, 0.0, 0.0  # no output
    Z[:, 7] = 0.0  # no inputs
    Z[9, 35:], Y[9, 1:] = 0.0, 0.0  # no exports
    Y[11, 0] = -50.0  # inventories run down
    frame = cell_indicators(leontief_system(icio_table(table.regions, INDUSTRIES, Z, Y)))
    figures = frame.drop(columns=["iso3", "industry"])
    assert np.isfinite(figures.to_numpy()).all()
    assert not figures.iloc[4].any()
    assert figures.loc[9, ["exports", "gvc_backward", "gvc_forward"]].tolist() == [0, 0, 0]
    assert figures.loc[7, "length_domestic"] == 1
    assert figures.loc[7, "backward"] == pytest.approx(0, abs=1e-12)


def test_shares_of_nothing_are_zero():
    assert per_cent(np.array([1.0, 1, 1]), np.array([4.0, 0, -2])).tolist() == [25, 0, 0]


def test_world_parts_add_up(system):
    world = world_participation(system)
    for name in ("trade_backward", "trade_forward", "production_simple", "production_complex"):
        parts = [f"{name}_{k}" for k in ("advanced", "other_manufacturing", "services", "primary")]
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


def test_classes():
    assert places(["DEU", "CHE", "MEX", "TWN", "TUR", "ROW"]).tolist() == [
        "EU and EFTA", "EU and EFTA", "Americas", "Asia-Pacific", "", "",
    ]  # fmt: skip
    assert classes_of(["AtB", "24", "19", "F", "J"]).tolist() == [
        "primary", "advanced", "other_manufacturing", "primary", "services",
    ]  # fmt: skip
