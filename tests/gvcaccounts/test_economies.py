"""Economies over parts: split economies and groups, as exporters and as importers."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.classes import geography
from gvcaccounts.decompositions import METHODS, decompose
from gvcaccounts.economies import economies_of
from gvcaccounts.leontief import leontief_system
from gvcaccounts.tables import icio_table
from gvcaccounts.wiod2013 import read_wiod2013
from icio_examples import arrays, peer_table, random_tables, totals

NAFTA = {"NAFTA": ["MEX", "USA"]}


@pytest.fixture(scope="module")
def table(shared):
    """CHN and MEX are made in the parts CN1, CN2, MX1 and MX2; final demand is on the parents."""
    return peer_table(shared, "iciotest")


@pytest.fixture(scope="module")
def published(shared):
    frame = pd.read_csv(shared / "oracles/exvatools_iciotest_totals.csv")
    return frame.set_index(["method", "exporter", "var"])["value"].sort_index()


@pytest.mark.parametrize("exporter", ["ESP", "NAFTA"])
@pytest.mark.parametrize("method", ["bm_src", "bm_snk", "wwz", "oecd", "my"])
def test_exvatools(table, published, method, exporter):
    """All totals to 1e-8 but VAXIM, of which the next test says why."""
    computed = pd.Series(totals(table, exporter, method))
    wanted = published.loc[method, exporter].drop("VAXIM", errors="ignore")
    assert computed.loc[wanted.index].to_numpy() == pytest.approx(wanted.to_numpy(), rel=1e-8)
    assert len(wanted) >= 7


@pytest.mark.parametrize(
    ("exporter", "importers"), [("ESP", ["MEX", "CHN"]), ({"NAFTA": ["MEX", "USA"]}, ["CHN"])]
)
def test_vaxim_of_exvatools_multiplies_sums_over_parts(table, published, exporter, importers):
    """It adds A_sr L_rr and what r gets back up over the parts of r before it multiplies them.

    The products of one part's coefficients with the other's output are in its figure; importers
    that are not split have the same figure.
    """
    name = exporter if isinstance(exporter, str) else next(iter(exporter))
    with_products = 0.0
    for importer in importers:
        right, summed = absorbed_through_others(table, exporter, importer)
        assert summed > right
        with_products += summed - right
    computed = totals(table, exporter, "bm_snk")["VAXIM"]
    assert computed + with_products == pytest.approx(published["bm_snk", name, "VAXIM"], rel=1e-8)


def absorbed_through_others(table, exporter, importer):
    """Third part of VAXIM by dense matrices, as defined and with sums over parts multiplied."""
    system = leontief_system(table)
    economies = economies_of(system, exporter if isinstance(exporter, dict) else None)
    name = exporter if isinstance(exporter, str) else next(iter(exporter))
    s, r = (economies.names.index(n) for n in (name, importer))
    own, partner = economies.cells[s], economies.cells[r]
    n, K = len(table.x), len(economies.names)
    B = np.linalg.inv(np.eye(n) - system.A)
    A_cut, Y_cut = system.A.copy(), economies.demand.copy()
    others = np.setdiff1d(np.arange(n), own)
    A_cut[np.ix_(own, others)] = 0.0
    Y_cut[np.ix_(own, np.delete(np.arange(K), s))] = 0.0
    output = np.linalg.inv(np.eye(n) - A_cut) @ Y_cut[:, r]
    elsewhere = np.setdiff1d(np.arange(n), partner)
    back = system.A[np.ix_(partner, elsewhere)] @ output[elsewhere]
    L = np.linalg.inv(np.eye(len(partner)) - system.A[np.ix_(partner, partner)])
    content = system.v[own] @ B[np.ix_(own, own)]
    coefficients = content[:, None] * (system.A[np.ix_(own, partner)] @ L)
    N = table.n_industries
    if len(own) > N:  # the rows of a group are added by industry first
        coefficients = coefficients.reshape(-1, N, len(partner)).sum(axis=0)
    added = coefficients.reshape(len(coefficients), -1, N).sum(axis=1)
    return (coefficients @ back).sum(), (added @ back.reshape(-1, N).sum(axis=0)).sum()


def halved(table, region):
    """Split a region into two halves that are alike, with its final demand on a parent."""
    G, N = table.n_regions, table.n_industries
    g = table.region(region)
    shares = np.zeros((G + 2, G))
    shares[np.arange(G), np.arange(G)] = 1.0
    shares[g, g] = 0.0
    shares[G:, g] = 0.5
    cells = np.kron(shares, np.eye(N))
    Y = np.zeros((len(cells), G + 2))
    Y[:, :G] = cells @ table.Y
    parts = {"P1": region, "P2": region}
    return icio_table(
        [*table.regions, "P1", "P2"], table.industries, cells @ table.Z @ cells.T, Y, None, parts
    )


@random_tables
def test_two_halves_that_are_alike_are_the_whole(table):
    """Exporter or importer, every method: splitting it without difference changes nothing."""
    split = halved(table, table.regions[-1])
    for method in METHODS:
        for region in (table.regions[0], table.regions[-1]):
            whole, parts = arrays(table, region, method), arrays(split, region, method)
            for term in whole:
                assert parts[term] == pytest.approx(whole[term], rel=1e-7, abs=1e-7)


@random_tables
def test_a_group_throughout_is_the_group_as_exporter_and_as_importer(table):
    members, first = list(table.regions[1:]), table.regions[0]
    system = leontief_system(table)
    groups = {"rest": members}
    for method in METHODS:
        once = totals(system, groups, method)
        assert totals(system, "rest", method, economies=groups) == pytest.approx(once)
        to = totals(system, first, method, importer=groups)
        assert totals(system, first, method, economies=groups) == pytest.approx(to)


def test_the_exporter_is_left_out_of_a_group_of_importers(table):
    by = ["importer"]
    frame = decompose(table, "USA", NAFTA, by=by).pivot(
        index="importer", columns="term", values="value"
    )
    alone = decompose(table, "USA", "MEX", by=by).pivot(
        index="importer", columns="term", values="value"
    )
    assert frame.loc["NAFTA"].to_numpy() == pytest.approx(alone.loc["MEX"].to_numpy())
    with pytest.raises(ValueError, match="no importer is outside the exporter"):
        decompose(table, NAFTA, "USA")


def test_the_european_union_as_one_importer(shared):
    """DAVAX of the United States' exports to it in WIOD 2008; and members one by one, added."""
    pytest.importorskip("rdata")
    system = leontief_system(read_wiod2013(shared / "data/wiod2013", 2008))
    one = totals(system, "USA", importer="EU27_2007")
    members = geography("EU27_2007", system.table.regions)
    several = totals(system, "USA", importer=members)
    assert one["DAVAX"] == pytest.approx(269_398, abs=0.5)
    assert several["DAVAX"] == pytest.approx(219_492, abs=0.5)
    assert one["EXGR"] == several["EXGR"]


def test_groups_with_a_common_member_are_refused(table):
    groups = {"a": ["ESP", "FRA"], "b": ["FRA", "USA"]}
    with pytest.raises(ValueError, match="'FRA' is in 'a' and 'b'"):
        decompose(table, economies=groups)
    with pytest.raises(ValueError, match="groups of exporter overlap: put 'exporter' into by"):
        decompose(table, groups, by=[])
    assert len(decompose(table, groups)) == 2 * 13
