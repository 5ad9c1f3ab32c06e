"""Closing tables whose rows fall short of output."""

import numpy as np
import pytest
from gvcaccounts.classes import geographies, sector_groups
from gvcaccounts.closures import CLOSURES, close_table, ras_table, row_sums
from gvcaccounts.content import foreign_share, origin_of_value
from gvcaccounts.decompositions import METHODS
from gvcaccounts.leontief import leontief_system
from gvcaccounts.tables import check_table, icio_table
from gvcaccounts.wiod2013 import INDUSTRIES, REGIONS, read_wiod2013
from icio_examples import arrays, leather, random_tables, totals

# North's uses add to 100 of an output of 110: ten are lost in rounding.
SHORT = icio_table(["N", "S"], ["all"], [[20, 30], [10, 60]], [[40, 10], [20, 110]], [110, 200])


def test_by_hand():
    prorata = close_table(SHORT, "prorata")
    assert prorata.Z[0].tolist() == pytest.approx([22, 33])
    assert prorata.Y[0].tolist() == pytest.approx([44, 11])
    assert prorata.va.tolist() == pytest.approx([110 - 32, 200 - 93])
    sums = close_table(SHORT, "row_sums")
    assert sums.x.tolist() == [100, 200]
    assert sums.va.tolist() == [70, 110]
    own = close_table(SHORT, "own_use")
    assert own.Y[0].tolist() == [50, 10]
    assert own.va.tolist() == [80, 110]
    assert close_table(SHORT, "published") is SHORT
    for closed in (prorata, sums, own):
        check_table(closed, tolerance=1e-12)
        assert closed.va.sum() == pytest.approx(closed.Y.sum())


def test_a_row_without_uses_is_final_use_at_home():
    table = icio_table(["N", "S"], ["all"], [[0, 0], [2, 3]], [[0, 0], [4, 5]], [3, 14])
    closed = close_table(table, "prorata")
    assert closed.Y[0].tolist() == [3, 0]
    assert closed.Z[0].tolist() == [0, 0]


def test_a_cell_without_uses_has_no_inputs_when_output_is_the_sum_of_uses():
    """Its output is zero then; what it bought is final use in its region."""
    table = icio_table(["N", "S"], ["all"], [[0, 0], [2, 3]], [[0, 0], [4, 5]], [3, 14])
    closed = close_table(table, "row_sums")
    assert closed.x.tolist() == [0, 14]
    assert closed.Z.tolist() == [[0, 0], [0, 3]]
    assert closed.Y.tolist() == [[0, 0], [6, 5]]
    check_table(closed)


def test_unknown_closure():
    with pytest.raises(ValueError, match="no closure 'pro_rata'; nearest 'prorata'"):
        close_table(SHORT, "pro_rata")


@random_tables
def test_a_balanced_table_is_left_alone(table):
    for closure in CLOSURES:
        closed = close_table(table, closure)
        assert pytest.approx(table.Z, rel=1e-12) == closed.Z
        assert pytest.approx(table.Y, rel=1e-12, abs=1e-12) == closed.Y
        assert closed.x == pytest.approx(table.x, rel=1e-12)


def test_ras_gives_back_a_table_that_was_scaled():
    table = leather()
    r, s = np.linspace(0.8, 1.25, 9), np.linspace(1.1, 0.9, 9)
    scaled = icio_table(
        table.regions, table.industries, r[:, None] * table.Z * s, r[:, None] * table.Y, table.x
    )
    balanced = ras_table(scaled, table.va, table.Y.sum(axis=0))
    assert pytest.approx(table.Z, rel=1e-7) == balanced.Z
    assert pytest.approx(table.Y, rel=1e-7) == balanced.Y


def test_ras_with_inventories_that_run_down():
    Y = np.array([[50.0, -5], [20, 110]])
    table = icio_table(["N", "S"], ["all"], [[20, 30], [10, 60]], Y, [110, 200])
    balanced = ras_table(table, [78, 105])
    assert row_sums(balanced) == pytest.approx(table.x)
    assert balanced.va == pytest.approx([78, 105])
    assert balanced.Y[0, 1] < 0


def test_margins_that_contradict_each_other():
    with pytest.raises(ValueError, match="value added is 200 in sum, final demand 150"):
        ras_table(SHORT, [80, 120], [70, 80])
    table = icio_table(["N", "S"], ["all"], [[0, 0], [10, 60]], [[0, 30], [20, 110]], [30, 200])
    with pytest.raises(ValueError, match="after 50 rounds row 1 is still off"):
        ras_table(table, [20, 110], [100, 30], rounds=50)


@pytest.fixture(scope="module")
def published(shared):
    pytest.importorskip("rdata")
    return read_wiod2013(shared / "data/wiod2013", 2008)


@pytest.mark.parametrize("closure", ["prorata", "row_sums", "own_use"])
def test_every_method_adds_up_on_wiod(published, closure):
    """In every cell and flow of 2008, relative to the exports of the economy."""
    system = leontief_system(close_table(published, closure))
    for region in ("DEU", "LVA", "ROW"):
        terms = {method: arrays(system, region, method) for method in METHODS}
        exports = terms["bm_src"]["EXGR"]
        slack = 1e-10 * exports.sum()
        for t in terms.values():
            assert np.abs(t["DC"] + t["FC"] - exports).max() < slack
            assert np.abs(t["DVA"] + t["DDC"] - t["DC"]).max() < slack
        for method in ("bm_src", "bm_snk", "kww", "wwz", "oecd"):
            detail = arrays(system, region, method, detail=True)
            detail.pop("EXGR")
            assert np.abs(sum(detail.values()) - exports).max() < slack
        vax = [t["VAX"].sum() for method, t in terms.items() if method != "my"]
        assert np.ptp(vax) < slack


def test_the_closure_problem_in_figures(published):
    """Rows that fall short in 2008, what wwz misses, and how far `backward` moves."""
    residual = published.x - row_sums(published)
    assert (residual > 0).sum() == 1371
    assert np.median(residual[residual > 0]) == pytest.approx(47, abs=1)
    latvia = totals(published, "LVA", "wwz", detail=True)
    exports = latvia.pop("EXGR")
    assert sum(latvia.values()) < exports * (1 - 1e-4)
    backward = {
        closure: 100
        * foreign_share(origin_of_value(leontief_system(close_table(published, closure))))
        for closure in CLOSURES
    }
    groups = sector_groups(INDUSTRIES, "nace1")
    made = np.isin(INDUSTRIES, groups["advanced"] + groups["other_manufacturing"])
    some = np.isin(REGIONS, [*geographies()["EU27_2007"], "USA", "JPN", "BRA", "MEX"])
    cells = np.outer(some, made).ravel() & (published.x > 0)
    moved = {c: np.abs(b - backward["published"])[cells] for c, b in backward.items()}
    assert (moved["row_sums"] > 1).mean() == pytest.approx(0.26, abs=0.01)
    assert (moved["prorata"] > 1).mean() < 0.01
    assert moved["own_use"].max() == 0
