"""Decompositions of exports against exvatools, decompr and the textbook formulas."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.aggregation import aggregate
from gvcaccounts.decompositions import METHODS, decompose
from gvcaccounts.leontief import input_coefficients, leontief_system
from gvcaccounts.participation import gvc_trade
from gvcaccounts.tables import icio_table
from icio_examples import arrays, leather, random_tables, totals, wiodtest

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


@pytest.mark.parametrize("method", METHODS)
def test_exvatools(shared, method):
    """Every total of six methods for all six exporters, to 1e-8 relative."""
    published = pd.read_csv(shared / "oracles/exvatools_wiodtest_totals.csv")
    published = published[published["method"] == method].rename(columns={"var": "term"})
    computed = decompose(wiodtest(shared), method=method)
    both = published.merge(
        computed, on=["exporter", "term"], how="left", suffixes=("_peer", ""), validate="1:1"
    )
    assert len(both) == len(published) > 40
    assert both["value"].to_numpy() == pytest.approx(both["value_peer"].to_numpy(), rel=1e-8)


def test_exvatools_spain(shared):
    terms = totals(wiodtest(shared), "ESP")
    assert {term: terms[term] for term in ESP} == pytest.approx(ESP, abs=1e-4)


def test_decompr_kww_argentina():
    terms = totals(leather(), "Argentina", "kww", detail=True)
    exports = terms.pop("EXGR")
    assert terms == pytest.approx(ARGENTINA, abs=1e-5)
    assert sum(terms.values()) == pytest.approx(64.3) == exports


def test_decompr_kww(shared):
    peer = pd.read_csv(shared / "oracles/decompr_leather_kww.csv").set_index("Country")
    computed = decompose(leather(), method="kww", detail=True)
    computed = computed.pivot(index="exporter", columns="term", values="value")
    pd.testing.assert_frame_equal(
        computed.loc[peer.index, peer.columns], peer, rtol=1e-6, atol=1e-6, check_names=False
    )


def test_decompr_wwz_by_exporter_industry_and_importer(shared):
    """All 16 terms of all 18 flows, to 1e-6."""
    peer = pd.read_csv(shared / "oracles/decompr_leather_wwz.csv")
    keys = ["exporter", "sector", "importer"]
    peer.columns = [*keys, *peer.columns[3:]]
    computed = decompose(leather(), method="wwz", by=keys, detail=True)
    assert len(computed) == 18 * 17
    computed = computed.pivot(index=keys, columns="term", values="value")
    peer = peer.set_index(keys).loc[computed.index]
    for term in computed.columns.drop("EXGR"):
        assert computed[term].to_numpy() == pytest.approx(peer[term].to_numpy(), abs=1e-6)


def explicit(table, members):
    """B, v, A and L of a group by explicit inverses, and which regions and cells are in it."""
    A = input_coefficients(table)
    inside = np.isin(table.regions, members)
    cells = np.repeat(inside, table.n_industries)
    B = np.linalg.inv(np.eye(len(A)) - A)
    cut = A.copy()
    cut[np.ix_(cells, ~cells)] = 0.0
    return A, B, np.linalg.inv(np.eye(len(A)) - cut), 1.0 - A.sum(axis=0), inside, cells


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
    computed = totals(table, table.regions[0], "kww", detail=True)
    del computed["EXGR"]
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
    for method in ("bm_src", "bm_snk"):
        computed = totals(system, {"group": members}, method)
        assert {k: computed[k] for k in wanted} == pytest.approx(wanted, rel=1e-8, abs=1e-7)
    unit = v[cells] @ B[np.ix_(cells, cells)]
    ref = unit @ A[np.ix_(cells, ~cells)] @ output[:, inside].sum(axis=1)
    computed = totals(system, {"group": members}, "bm_snk")["REF"]
    assert computed == pytest.approx(ref, rel=1e-8, abs=1e-7)


@random_tables
def test_terms_add_up(table):
    """In every cell and flow: to gross exports, and DC + FC = exports."""
    system = leontief_system(table)
    for region in table.regions:
        terms = {method: arrays(system, region, method) for method in METHODS}
        exports = terms["bm_src"]["EXGR"]
        for t in terms.values():
            assert t["DC"] + t["FC"] == pytest.approx(exports, rel=1e-8, abs=1e-7)
            assert t["DVA"] + t["DDC"] == pytest.approx(t["DC"], rel=1e-8, abs=1e-7)
        for method in ("bm_src", "bm_snk", "kww"):
            t = terms[method]
            assert t["VAX"] + t["REF"] == pytest.approx(t["DVA"], rel=1e-8, abs=1e-7)
            assert t["FVA"] + t["FDC"] == pytest.approx(t["FC"], rel=1e-8, abs=1e-7)
        assert terms["bm_src"]["GVC"] + terms["bm_src"]["DAVAX"] == pytest.approx(exports)
        for method in ("bm_src", "bm_snk", "kww", "wwz", "oecd"):
            detail = arrays(system, region, method, detail=True)
            assert detail.pop("EXGR") == pytest.approx(exports)
            assert sum(detail.values()) == pytest.approx(exports, rel=1e-8, abs=1e-7)
            assert all(np.isfinite(figures).all() for figures in detail.values())


@random_tables
def test_methods_agree_on_the_country(table):
    system = leontief_system(table)
    for region in table.regions:
        first = totals(system, region)
        for method in METHODS:
            other = totals(system, region, method)
            same = ["EXGR", "DC", "DVA", "DDC", "FC"]
            same += ["VAX", "REF"] if method != "my" else []
            same += ["FVA", "FDC"] if method in ("bm_snk", "my") else []
            assert [other[k] for k in same] == pytest.approx(
                [first[k] for k in same], rel=1e-8, abs=1e-7
            )


@random_tables
def test_quick_participation_is_the_decomposition(table):
    system = leontief_system(table)
    quick = gvc_trade(system)
    for g, region in enumerate(table.regions):
        cells, abroad = table.region_of_cell == g, np.arange(table.n_regions) != g
        terms = arrays(system, region)
        for term, figures in (
            ("EXGR", quick.exports),
            ("DAVAX", quick.davax),
            ("GVC", quick.gvc),
            ("GVCB", quick.gvc_backward),
            ("GVCF", quick.gvc_forward),
        ):
            assert figures[cells][:, abroad] == pytest.approx(terms[term], rel=1e-9, abs=1e-8)


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
        before = decompose(table, method=method).set_index(["exporter", "term"])["value"]
        after = decompose(moved, method=method).set_index(["exporter", "term"])["value"]
        pd.testing.assert_series_equal(before, after.loc[before.index], rtol=1e-8, atol=1e-7)


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
    group = totals(system, {"rest": members})
    assert group["EXGR"] == pytest.approx(totals(merged, "rest")["EXGR"])
    earned = (system.v[:, None] * system.output_by_use)[table.region_of_cell > 0, 0].sum()
    assert group["VAX"] == pytest.approx(earned, rel=1e-8, abs=1e-7)
