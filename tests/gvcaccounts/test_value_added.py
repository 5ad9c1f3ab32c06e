"""Value added by origin in exports and final demand, and gross trade."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.decompositions import decompose
from gvcaccounts.gross_trade import trade
from gvcaccounts.leontief import leontief_inverse, leontief_system
from gvcaccounts.tables import exports_by_destination
from gvcaccounts.value_flows import value_added
from icio_examples import leather, peer_table, random_tables


@pytest.fixture(scope="module")
def table(shared):
    return peer_table(shared, "iciotest")


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        # get_va_exgr, get_va_exgry and get_va_fd in the vignette of exvatools 0.9.0
        ({"origin": "USA", "origin_sector": "41T98", "exporter": "ESP", "sector": "10T39"},
         51.31605),
        ({"origin": "USA", "exporter": "CHN", "sector": "10T39", "destination": "USA"}, 53.81984),
        ({"in_": "final_demand", "origin": "CHN", "destination": "USA", "sector": "10T39"},
         229.385),
    ],
)  # fmt: skip
def test_exvatools(table, arguments, wanted):
    frame = value_added(table, by=[], **arguments)
    assert frame["value"].item() == pytest.approx(wanted, abs=1e-4)


@random_tables
def test_every_element_of_the_matrices(table):
    system = leontief_system(table)
    G, N = table.n_regions, table.n_industries
    content = system.v[:, None] * leontief_inverse(system)
    exports = exports_by_destination(table)
    keys = ["origin", "origin_sector", "exporter", "sector", "importer"]
    frame = value_added(system, by=keys)
    wanted = np.einsum("ij,jr->ijr", content, exports).reshape(G, N, G, N, G)
    for row in frame.itertuples():
        o, s, r = (table.region(name) for name in (row.origin, row.exporter, row.importer))
        i, j = (table.industries.index(name) for name in (row.origin_sector, row.sector))
        assert row.value == pytest.approx(wanted[o, i, s, j, r], rel=1e-8, abs=1e-9)
    assert frame["value"].sum() == pytest.approx(exports.sum())
    used = value_added(system, "final_demand", by=["origin", "origin_sector", "destination"])
    assert used["value"].to_numpy() == pytest.approx(
        (content @ table.Y).ravel(), rel=1e-8, abs=1e-9
    )


@random_tables
def test_exports_followed_to_final_use_are_exports(table):
    gross = value_added(table, by=["origin", "exporter", "importer"])
    followed = value_added(table, by=["origin", "exporter", "importer", "destination"])
    keys = ["origin", "exporter", "importer"]
    added = followed.groupby(keys, sort=False)["value"].sum()
    assert added.to_numpy() == pytest.approx(
        gross.groupby(keys, sort=False)["value"].sum().to_numpy(), rel=1e-8, abs=1e-8
    )


def test_origins_are_the_terms_of_the_decomposition(table):
    origin = value_added(table, exporter="NAFTA", by=["origin"]).set_index("origin")["value"]
    terms = decompose(table, "NAFTA", by=[]).set_index("term")["value"]
    assert origin[["MEX", "USA"]].sum() == pytest.approx(terms["DC"])
    assert origin.drop(["MEX", "USA"]).sum() == pytest.approx(terms["FC"])


def test_sellers_of_final_goods():
    """Value added in final goods by where they are finished (GVC income) is their value."""
    table = leather()
    frame = value_added(table, "final_demand", by=["exporter", "sector"])
    assert frame["value"].to_numpy() == pytest.approx(table.Y.sum(axis=1))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"in_": "imports"}, "no flow 'imports'; nearest 'exports'"),
        ({"in_": "final_demand", "importer": "Turkey"}, "has a destination and no importer"),
        ({"in_": "final_demand", "by": ["importer"]}, "no key 'importer'"),
        ({"origin_sector": "Wood"}, "origin_sector: no industry 'Wood'"),
        ({"origin": {"a": "Turkey", "b": ["Turkey", "Germany"]}, "by": []}, "of origin overlap"),
    ],
)
def test_wrong_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        value_added(leather(), **arguments)


def test_trade_of_exvatools(table):
    """Indicators of Spain in exvatools' `tiva`."""
    frame = trade(table, "ESP").set_index("term")["value"]
    wanted = {
        "EXGR": 4666.958908, "EXGR_FNL": 1343.034312, "EXGR_INT": 3323.924596,
        "IMGR": 5292.124097, "IMGR_FNL": 2386.144372, "IMGR_INT": 2905.979725,
        "BALGR": -625.165190,
    }  # fmt: skip
    assert frame[list(wanted)].to_dict() == pytest.approx(wanted)
    imports = trade(table, "ESP", by=["sector", "partner"]).query("term == 'IMGR'")
    imports = imports.set_index(["sector", "partner"])["value"]
    assert imports["10T39", "MEX"] == pytest.approx(620.3172067)
    assert imports["41T98", "CHN"] == pytest.approx(503.0640114)


@random_tables
def test_imports_exported_again(table):
    """Inputs that exports call for through domestic suppliers; not more than is imported."""
    system = leontief_system(table)
    N, exports = table.n_industries, exports_by_destination(table).sum(axis=1)
    frame = trade(system, table.regions[0], by=["partner", "sector"])
    again = frame[frame["term"] == "REII"]["value"].to_numpy()
    wanted = system.A[N:, :N] @ system.L[0] @ exports[:N]
    assert again.reshape(N, -1).T.ravel() == pytest.approx(wanted, rel=1e-8, abs=1e-9)
    imported = frame[frame["term"] == "IMGR_INT"]["value"].to_numpy()
    assert (again <= imported + 1e-8).all()


def test_trade_balances_between_partners():
    frame = trade({1: leather()}, by=["economy", "partner"])
    assert isinstance(frame, pd.DataFrame)
    flows = frame.set_index(["year", "economy", "partner", "term"])["value"]
    assert flows[1, "Turkey", "Germany", "EXGR"] == pytest.approx(
        flows[1, "Germany", "Turkey", "IMGR"]
    )
