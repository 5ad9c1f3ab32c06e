"""Tripartite participation, exposure, origins, uses and valuation, worked out by hand."""

import numpy as np
import pytest
from gvcaccounts.content import foreign_share, origin_of_value
from gvcaccounts.exposure import foreign_exposure
from gvcaccounts.leontief import leontief_inverse, leontief_system
from gvcaccounts.origins import cheaper_origins, split_by_origin
from gvcaccounts.participation import gvc_trade
from gvcaccounts.position import backward_length
from gvcaccounts.tables import exports_by_destination, icio_table
from gvcaccounts.tripartite import tripartite_trade
from gvcaccounts.uses import exports_by_use
from gvcaccounts.valuation import basic_price_content, value_added_share
from gvcaccounts.wiod2013 import read_wiod2013
from icio_examples import leather, random_tables


@pytest.fixture(scope="module")
def chain():
    """A sells 10 of its 10 to B, B 16 of its 20 to C (and 4 to own final use), C all 40 at home.

    Value added is 10 of 10 in A, 10 of 20 in B and 24 of 40 in C. What B buys of A is half of its
    output: B's goods are half A and half B.
    """
    Z = np.array([[0, 10, 0], [0, 0, 16], [0, 0, 0.0]])
    Y = np.array([[0, 0, 0], [0, 4, 0], [0, 0, 40.0]])
    return leontief_system(icio_table(["A", "B", "C"], ["all"], Z, Y))


def test_tripartite_by_hand(chain):
    """A sends B 10 of own value: B absorbs 2 (4/20) and exports 8 again. B sends C 16, half A's."""
    trade = tripartite_trade(chain)
    assert trade.one_border.sum(axis=1) == pytest.approx([2, 8, 0])
    assert trade.forward_only.sum(axis=1) == pytest.approx([8, 0, 0])
    assert trade.backward_only.sum(axis=1) == pytest.approx([0, 8, 0])
    assert trade.two_sided.sum(axis=1) == pytest.approx([0, 0, 0])


def test_two_sided_by_hand():
    """D buys what C sells of B's goods: then B's 16, half A's, are exported again by C.

    C exports 20 of its 40, so that half of B's 16 come back into exports: half of these is A's.
    """
    Z = np.array([[0, 10, 0, 0], [0, 0, 16, 0], [0, 0, 0, 20], [0, 0, 0, 0.0]])
    Y = np.zeros((4, 4))
    Y[1, 1], Y[2, 2], Y[3, 3] = 4, 20, 30
    trade = tripartite_trade(leontief_system(icio_table(list("ABCD"), ["all"], Z, Y)))
    assert trade.two_sided.sum(axis=1) == pytest.approx([0, 4, 0, 0])
    assert trade.backward_only[1] == pytest.approx([0, 0, 4, 0])
    assert trade.forward_only.sum(axis=1) == pytest.approx([8, 4, 0, 0])
    assert trade.one_border.sum(axis=1) == pytest.approx([2, 4, 12, 0])
    assert trade.backward_only[2] == pytest.approx([0, 0, 0, 8])  # 16/40 of C's 20 to D


@random_tables
def test_tripartite_parts_add_up(table):
    system = leontief_system(table)
    parts, trade = tripartite_trade(system), gvc_trade(system)
    for sum_, whole in (
        (parts.backward_only + parts.two_sided, trade.gvc_backward),
        (parts.forward_only, trade.gvc_forward),
        (parts.one_border, trade.davax),
    ):
        assert sum_ == pytest.approx(whole, abs=1e-9)
    # Exported again: A_sr L_rr E_r, from a dense calculation.
    exports, G, N = exports_by_destination(table), table.n_regions, table.n_industries
    for s in range(G):
        for r in set(range(G)) - {s}:
            A_sr = system.A[s * N : (s + 1) * N, r * N : (r + 1) * N]
            again = A_sr @ system.L[r] @ exports[r * N : (r + 1) * N].sum(axis=1)
            found = (parts.forward_only + parts.two_sided)[s * N : (s + 1) * N, r]
            assert found == pytest.approx(again, rel=1e-8, abs=1e-8)


def test_exposure_by_hand(chain):
    """Behind a unit of C: 1 of C, 16/40 of B, .2 of A; behind one of B: 1 and a half of A."""
    assert foreign_exposure(backward_length(chain)) == pytest.approx([0, 100 / 3, 37.5])


def test_exposure_is_the_foreign_part_of_columns_of_the_inverse():
    system = leontief_system(leather())
    B = leontief_inverse(system)
    turkey = 100 * (B[:3].sum(axis=0) + B[6:].sum(axis=0))[3:6] / B.sum(axis=0)[3:6]
    assert foreign_exposure(backward_length(system))[3:6] == pytest.approx(turkey)


@pytest.mark.parametrize(("year", "domestic"), [(1995, 88.5), (2011, 80.2)])
def test_exposure_of_industry_in_the_united_states(shared, year, domestic):
    """Over 80 per cent of US industrial inputs are domestic (Baldwin et al. 2023)."""
    system = leontief_system(read_wiod2013(shared / "data/wiod2013", year))
    table, length = system.table, backward_length(system)
    first = table.region("USA") * table.n_industries
    cells = slice(first + 2, first + 16)  # manufacturing
    final = table.Y.sum(axis=1)[cells]
    share = length.domestic[cells] @ final / (length.total[cells] @ final)
    assert 100 * share == pytest.approx(domestic, abs=0.1)


def test_origins_by_hand(chain):
    """A unit of C holds .2 of A's value and .2 of B's."""
    origin = origin_of_value(chain)
    assert origin[:, 2] == pytest.approx([0.2, 0.2, 0.6])
    cheaper = cheaper_origins({"A": 5.0, "B": 20.0, "C": 10.0}, ["A", "B", "C"], cheapest=())
    low, high = split_by_origin(origin, cheaper)
    assert low == pytest.approx([0, 0.5, 0.2])  # B buys of A, C of A
    assert high == pytest.approx([0, 0, 0.2])  # C of B
    assert low + high == pytest.approx(foreign_share(origin))


def test_the_rest_of_the_world_is_cheaper_than_all():
    cheaper = cheaper_origins({"A": 5.0, "B": 5.0}, ["A", "ROW", "B"])
    wanted = [[False, False, False], [True, False, True], [False, False, False]]
    assert cheaper.tolist() == wanted


@pytest.mark.parametrize("cost", [{"A": 5.0}, {"A": 5.0, "B": np.nan}, {"A": 5.0, "B": 0.0}])
def test_a_region_without_labour_cost_is_named(cost):
    with pytest.raises(ValueError, match="no labour cost of region 'B'"):
        cheaper_origins(cost, ["A", "B", "ROW"])


def test_a_classification_has_every_pair(chain):
    with pytest.raises(ValueError, match="3 x 3 truth values"):
        split_by_origin(origin_of_value(chain), np.ones((3, 3)))


def test_uses_of_exports_by_hand():
    Z, Y = np.array([[0, 3], [2, 0.0]]), np.array([[9, 5], [-1, 9.0]])
    intermediate, final = exports_by_use(icio_table(["A", "B"], ["all"], Z, Y))
    assert intermediate.tolist() == [3, 2]
    assert final.tolist() == [5, -1]


@random_tables
def test_uses_add_up_to_exports(table):
    exports = exports_by_destination(table).sum(axis=1)
    assert sum(exports_by_use(table)) == pytest.approx(exports, abs=1e-12)


def test_basic_prices_by_hand(chain):
    """Accounts say 8 in A (2 of taxes) and 9 in B (1 of taxes); none for C, which keeps its 24.

    In a unit of C are .4 of B, and in these .2 of A: .2 x .8 + .4 x 9/20 = .34 is foreign value
    added, .6 domestic, .2 x .2 + .4 x 1/20 = .06 taxes.
    """
    content = basic_price_content(chain, [8, 9, np.nan])
    assert content.foreign == pytest.approx([0, 0.4, 0.34])
    assert content.domestic == pytest.approx([0.8, 0.45, 0.6])
    assert content.taxes_and_margins == pytest.approx([0.2, 0.15, 0.06])
    assert value_added_share(chain, [8, 9, np.nan]) == pytest.approx([80, 45, np.nan], nan_ok=True)


@random_tables
def test_the_residual_as_value_added_leaves_no_taxes(table):
    system = leontief_system(table)
    content = basic_price_content(system, table.va)
    assert content.taxes_and_margins == pytest.approx(np.zeros(len(table.x)), abs=1e-10)
    assert content.foreign == pytest.approx(foreign_share(origin_of_value(system)), abs=1e-10)


@pytest.mark.parametrize("given_", [[1, 2], [1, np.inf, 3], [[1, 2, 3]]])
def test_value_added_of_another_table_is_refused(chain, given_):
    with pytest.raises(ValueError, match="wanted 3 finite figures or NaN"):
        basic_price_content(chain, given_)
