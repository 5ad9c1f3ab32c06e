"""Decompositions of exports against exvatools, decompr and the textbook formulas."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.aggregation import aggregate
from gvcaccounts.decompositions import METHODS, decompose, decomposition_table
from gvcaccounts.leontief import input_coefficients, leontief_system
from gvcaccounts.participation import gvc_trade
from gvcaccounts.tables import icio_table
from icio_examples import leather, random_tables, wiodtest

# Exports of ESP in the wiodtest table, exvatools 0.9.0, Borin and Mancini source-based.
ESP = {
    "EXGR": 3448.0303, "DC": 1536.5753, "DVA": 1359.3009, "VAX": 1213.6862, "DAVAX": 551.8588,
    "FC": 1911.4550, "FVA": 1691.0189, "GVCB": 2088.7295, "GVCF": 807.4420,
}  # fmt: skip
# Argentina in the leather table, decompr 6, Koopman, Wang and Wei.
ARGENTINA = {
    "DVA_FIN": 19.34940, "DVA_INT": 18.97119, "DVA_INTrex": 8.41149, "RDV_FIN": 5.25950,
    "RDV_INT": 0.82597, "DDC": 0.87239, "FVA_FIN": 3.45060, "FVA_INT": 3.38862, "FDC": 3.77083,
}  # fmt: skip


@pytest.mark.parametrize(
    ("method", "peer"),
    [
        ("bm_source", "bm_src"),
        ("bm_source", "my"),  # Miroudot and Ye (2021) prove that the country's terms are the same
        ("bm_sink", "bm_snk"),
        ("wwz_totals", "wwz"),
        ("wwz_totals", "kww"),
        ("oecd", "oecd"),
    ],
)
def test_exvatools(shared, method, peer):
    """Every term of six methods for all six exporters, to 1e-8 relative."""
    published = pd.read_csv(shared / "oracles/exvatools_wiodtest_totals.csv")
    published = published[published["method"] == peer]
    computed = decomposition_table(leontief_system(wiodtest(shared)), method)
    long = computed.melt("exporter", var_name="var", value_name="computed")
    both = published.merge(long, on=["exporter", "var"], how="left", validate="one_to_one")
    assert len(both) == len(published) > 40
    assert both["computed"].to_numpy() == pytest.approx(both["value"].to_numpy(), rel=1e-8)


def test_exvatools_spain(shared):
    terms = decompose(leontief_system(wiodtest(shared)), "ESP")
    assert {term: terms[term].sum() for term in ESP} == pytest.approx(ESP, abs=1e-4)


def test_decompr_kww_argentina():
    terms = decompose(leontief_system(leather()), "Argentina", "kww")
    totals = {term: figures.sum() for term, figures in terms.items()}
    assert totals == pytest.approx(ARGENTINA, abs=1e-5)
    assert sum(totals.values()) == pytest.approx(64.3)


def test_decompr_kww(shared):
    peer = pd.read_csv(shared / "oracles/decompr_leather_kww.csv").set_index("Country")
    computed = decomposition_table(leontief_system(leather()), "kww").set_index("exporter")
    pd.testing.assert_frame_equal(
        computed[peer.columns], peer, rtol=1e-6, atol=1e-6, check_names=False
    )


def test_decompr_wwz_by_exporter_industry_and_importer(shared):
    """All 16 terms of all 18 flows, to 1e-6."""
    peer = pd.read_csv(shared / "oracles/decompr_leather_wwz.csv")
    peer.columns = ["exporter", "industry", "importer", *peer.columns[3:]]
    keys = ["exporter", "industry", "importer"]
    computed = decomposition_table(leontief_system(leather()), "wwz", by=keys)
    assert len(computed) == 18
    both = computed.merge(peer, on=keys, suffixes=("", "_peer"), validate="one_to_one")
    for term in computed.columns[3:]:
        assert both[term].to_numpy() == pytest.approx(both[f"{term}_peer"].to_numpy(), abs=1e-6)


def explicit(table, members):
    """B, v, A and L of a group by explicit inverses, and which regions and cells are in it."""
    A = input_coefficients(table)
    inside = np.isin(table.regions, members)
    cells = np.repeat(inside, table.n_industries)
    B = np.linalg.inv(np.eye(len(A)) - A)
    cut = A.copy()
    cut[np.ix_(cells, ~cells)] = 0.0
    return A, B, np.linalg.inv(np.eye(len(A)) - cut), 1.0 - A.sum(axis=0), inside, cells


def total(system, members, method):
    return {term: figures.sum() for term, figures in decompose(system, members, method).items()}


@random_tables
def test_koopman_wang_wei_equation_36(table):
    """The nine terms of the paper for a country's total, with explicit inverses."""
    A, B, _, v, _, cells = explicit(table, [table.regions[0]])
    Y, x, N = table.Y, table.x, table.n_industries
    L = np.linalg.inv(np.eye(N) - A[:N, :N])
    vB, FB = v[cells] @ B[np.ix_(cells, cells)], v[~cells] @ B[np.ix_(~cells, cells)]
    E_s = x[:N] - A[:N, :N] @ x[:N] - Y[:N, 0]
    wanted = dict.fromkeys(ARGENTINA, 0.0)
    wanted["DVA_FIN"], wanted["FVA_FIN"] = vB @ Y[:N, 1:].sum(1), FB @ Y[:N, 1:].sum(1)
    wanted["RDV_INT"] = (vB - v[:N] @ L) @ Y[:N, 0]
    wanted["DDC"] = (vB - v[:N] @ L) @ E_s
    for r in range(1, table.n_regions):
        to = slice(r * N, (r + 1) * N)
        value = v[:N] @ B[:N, to]
        wanted["DVA_INT"] += value @ Y[to, r]
        wanted["RDV_FIN"] += value @ Y[to, 0]
        wanted["DVA_INTrex"] += value @ (Y[to, 1:].sum(1) - Y[to, r])
        home = np.linalg.inv(np.eye(N) - A[to, to]) @ Y[to, r]
        wanted["FVA_INT"] += FB @ A[:N, to] @ home
        wanted["FDC"] += FB @ A[:N, to] @ (x[to] - home)
    computed = total(leontief_system(table), table.regions[0], "kww")
    assert computed == pytest.approx(wanted, rel=1e-8, abs=1e-7)


@random_tables
def test_borin_mancini_with_explicit_extraction(table):
    """A group of two exporters (of three or more regions), else one, by the papers' matrices."""
    members = list(table.regions[: max(1, table.n_regions - 2)])
    A, B, cut, v, inside, cells = explicit(table, members)
    final = table.Y[cells][:, ~inside].sum(axis=1)
    exports = A[np.ix_(cells, ~cells)] @ table.x[~cells] + final
    kept = table.Y.copy()
    kept[np.ix_(cells, ~inside)] = 0.0
    output = (cut @ kept)[~cells]
    wanted = {
        "EXGR": exports.sum(),
        "DC": v[cells] @ B[np.ix_(cells, cells)] @ exports,
        "DVA": v[cells] @ cut[np.ix_(cells, cells)] @ exports,
        "FC": v[~cells] @ B[np.ix_(~cells, cells)] @ exports,
        "FVA": v[~cells] @ cut[np.ix_(~cells, cells)] @ exports,
        "VAX": v[cells] @ (B @ table.Y)[cells][:, ~inside].sum(axis=1),
    }
    system = leontief_system(table)
    for method in ("bm_source", "bm_sink"):
        computed = total(system, members, method)
        assert {k: computed[k] for k in wanted} == pytest.approx(wanted, rel=1e-8, abs=1e-7)
    unit = v[cells] @ B[np.ix_(cells, cells)]
    ref = unit @ A[np.ix_(cells, ~cells)] @ output[:, inside].sum(axis=1)
    assert total(system, members, "bm_sink")["REF"] == pytest.approx(ref, rel=1e-8, abs=1e-7)


@random_tables
def test_terms_add_up(table):
    """In every cell and flow: to gross exports, and DC + FC = exports."""
    system = leontief_system(table)
    for region in table.regions:
        terms = {method: decompose(system, region, method) for method in METHODS}
        exports = terms["bm_source"]["EXGR"]
        for method in ("bm_source", "bm_sink", "wwz_totals", "oecd"):
            t = terms[method]
            assert t["DC"] + t["FC"] == pytest.approx(exports, rel=1e-8, abs=1e-7)
            assert t["DVA"] + t["DDC"] == pytest.approx(t["DC"], rel=1e-8, abs=1e-7)
        for method in ("bm_source", "bm_sink", "wwz_totals"):
            t = terms[method]
            assert t["VAX"] + t["REF"] == pytest.approx(t["DVA"], rel=1e-8, abs=1e-7)
            assert t["FVA"] + t["FDC"] == pytest.approx(t["FC"], rel=1e-8, abs=1e-7)
        for method in ("wwz", "kww"):
            assert sum(terms[method].values()) == pytest.approx(exports, rel=1e-8, abs=1e-7)
        assert terms["bm_source"]["GVC"] + terms["bm_source"]["DAVAX"] == pytest.approx(exports)
        assert all(np.isfinite(f).all() for t in terms.values() for f in t.values())


@random_tables
def test_methods_agree_on_the_country(table):
    system = leontief_system(table)
    for region in table.regions:
        first = total(system, region, "bm_source")
        for method in ("bm_sink", "wwz_totals", "oecd"):
            other = total(system, region, method)
            same = ["EXGR", "DC", "DVA", "VAX", "REF", "DDC", "FC"]
            same += ["FVA", "FDC"] if method == "bm_sink" else []
            assert [other[k] for k in same] == pytest.approx(
                [first[k] for k in same], rel=1e-8, abs=1e-7
            )


@random_tables
def test_quick_participation_is_the_decomposition(table):
    system = leontief_system(table)
    quick = gvc_trade(system)
    for g, region in enumerate(table.regions):
        cells, abroad = table.region_of_cell == g, np.arange(table.n_regions) != g
        terms = decompose(system, region)
        for term, figures in (
            ("EXGR", quick.exports),
            ("DAVAX", quick.davax),
            ("GVC", quick.gvc),
            ("GVCB", quick.gvc_backward),
            ("GVCF", quick.gvc_forward),
        ):
            assert figures[cells][:, abroad] == pytest.approx(terms[term], rel=1e-9, abs=1e-9)


@random_tables
def test_order_of_regions_changes_nothing(table):
    G, N = table.n_regions, table.n_industries
    order = np.roll(np.arange(G), 1)
    cells = (order[:, None] * N + np.arange(N)).ravel()
    moved = icio_table(
        [table.regions[g] for g in order],
        table.industries,
        table.Z[np.ix_(cells, cells)],
        table.Y[np.ix_(cells, order)],
    )
    for method in METHODS:
        before = decomposition_table(leontief_system(table), method).set_index("exporter")
        after = decomposition_table(leontief_system(moved), method).set_index("exporter")
        pd.testing.assert_frame_equal(
            before, after.loc[before.index], rtol=1e-8, atol=1e-7, check_names=False
        )


@random_tables
def test_aggregation_leaves_value_added_of_the_world_consistent(table):
    """What regions earn from the final demand of the others is the same before and after."""
    system = leontief_system(table)
    members = list(table.regions[1:])
    merged = leontief_system(aggregate(table, regions=dict.fromkeys(members, "rest")))
    assert merged.table.x.sum() == pytest.approx(table.x.sum())
    assert merged.table.va.sum() == pytest.approx(table.va.sum())
    for s in (system, merged):
        earned = s.v @ s.output_by_use
        assert earned.sum() == pytest.approx(table.va.sum())
        assert earned == pytest.approx(s.table.Y.sum(axis=0))
    group = total(system, members, "bm_source")
    within = decomposition_table(merged, "bm_source").set_index("exporter").loc["rest"]
    assert group["EXGR"] == pytest.approx(within["EXGR"])
    earned = (system.v[:, None] * system.output_by_use)[table.region_of_cell > 0, 0].sum()
    assert group["VAX"] == pytest.approx(earned, rel=1e-8, abs=1e-7)


def test_tables_by_key_have_the_same_total(shared):
    system = leontief_system(wiodtest(shared))
    world = decomposition_table(system, by=())
    assert len(world) == 1
    for by in (["exporter"], ["industry"], ["importer", "exporter"], ["exporter", "industry"]):
        table = decomposition_table(system, by=by)
        assert list(table.columns[: len(by)]) == by
        assert table.drop(columns=by).sum().to_numpy() == pytest.approx(world.iloc[0].to_numpy())


def test_group_leaves_its_own_trade_out(shared):
    system = leontief_system(wiodtest(shared))
    group = {"EU": ["ESP", "FRA"], "USA": "USA"}
    table = decomposition_table(system, "wwz_totals", by=["exporter"], exporters=group)
    members = decomposition_table(system, "wwz_totals", by=["exporter", "importer"])
    outside = members[
        members["exporter"].isin(group["EU"]) & ~members["importer"].isin(group["EU"])
    ]
    assert table.loc[0, "EXGR"] == pytest.approx(outside["EXGR"].sum())
    assert table.loc[0, "DC"] + table.loc[0, "FC"] == pytest.approx(table.loc[0, "EXGR"])
    assert table.loc[0, "FC"] < outside["FC"].sum()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"method": "icio"}, "no method 'icio'; there are bm_source"),
        ({"by": ["country"]}, "no key 'country'"),
        ({"exporters": {"X": "Atlantis"}}, "no region 'Atlantis'"),
        ({"exporters": {"X": ["Argentina", "Turkey", "Germany"]}}, "leave no trade"),
    ],
)
def test_wrong_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        decomposition_table(leontief_system(leather()), **arguments)
