"""The Leontief system: Miller and Blair, the R package decompr, and identities."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.leontief import (
    divide,
    input_coefficients,
    inverse_columns,
    inverse_times,
    leontief_inverse,
    leontief_system,
    times_inverse,
    times_inverse_blocks,
)
from gvcaccounts.tables import exports_by_destination, icio_table
from icio_examples import leather, random_tables


def test_miller_and_blair():
    """Miller and Blair (2009), chapter 2: two sectors, here two regions of one industry."""
    Z, x = np.array([[150, 500], [200, 100.0]]), np.array([1000, 2000.0])
    Y = np.diag(x - Z.sum(axis=1))
    system = leontief_system(icio_table(["1", "2"], ["all"], Z, Y))
    published = [[1.25412541, 0.33003300], [0.26402640, 1.12211221]]
    assert leontief_inverse(system) == pytest.approx(np.array(published), abs=5e-9)


def test_leather_value_added_of_exports(shared):
    """Value added of each cell in the exports of each cell: decompr::leontief, to 1e-6."""
    system = leontief_system(leather())
    exports = exports_by_destination(system.table).sum(axis=1)
    computed = system.v[:, None] * leontief_inverse(system) * exports
    peer = pd.read_csv(shared / "oracles/decompr_leather_leontief.csv")["FVAX"]
    assert computed.ravel() == pytest.approx(peer.to_numpy(), rel=1e-6, abs=1e-6)


@random_tables
def test_solving_is_multiplying_with_the_inverse(table):
    system = leontief_system(table)
    G, N = table.n_regions, table.n_industries
    B = np.linalg.inv(np.eye(G * N) - input_coefficients(table))
    assert times_inverse(system, table.Y) == pytest.approx(B @ table.Y, rel=1e-9, abs=1e-9)
    assert inverse_times(system, table.Y.T) == pytest.approx(table.Y.T @ B, rel=1e-9, abs=1e-9)
    blocks = B.reshape(G, N, G, N)[np.arange(G), :, np.arange(G), :]
    before = inverse_columns(system, np.array([0, G * N - 1]))
    assert before == pytest.approx(B[:, [0, -1]], rel=1e-9, abs=1e-12)
    divided = np.einsum("gi,gij->gj", system.v.reshape(G, N), np.linalg.inv(blocks)).ravel()
    assert times_inverse_blocks(system, system.v) == pytest.approx(divided, rel=1e-9, abs=1e-12)
    assert leontief_inverse(system) == pytest.approx(B, rel=1e-9, abs=1e-12)
    assert np.array_equal(inverse_columns(system, np.array([0])), leontief_inverse(system)[:, :1])
    assert system.domestic_blocks == pytest.approx(blocks, rel=1e-9, abs=1e-12)


@random_tables
def test_value_of_goods_is_value_added_and_output_serves_final_use(table):
    system = leontief_system(table)
    value = inverse_times(system, system.v[None, :])
    assert value == pytest.approx(np.ones_like(value), rel=1e-9)
    assert system.output_by_use.sum(axis=1) == pytest.approx(table.x, rel=1e-8, abs=1e-8)


@pytest.mark.parametrize(("inputs", "whole"), [(0.2, False), (0.9, True)])
def test_division_by_blocks_needs_the_inverse_only_in_very_open_economies(inputs, whole):
    """Two regions that buy inputs of each other only: B_ss = 1 / (1 - inputs²), by hand."""
    Z, Y = inputs * np.array([[0, 1], [1, 0]]), (1 - inputs) * np.eye(2)
    system = leontief_system(icio_table(["A", "B"], ["all"], Z, Y))
    divided = times_inverse_blocks(system, np.array([3.0, 1.0]))
    assert divided == pytest.approx((1 - inputs**2) * np.array([3, 1]), rel=1e-13)
    assert ("inverse" in vars(system)) == whole


def test_a_closed_circle_without_value_added_is_named():
    Z = np.array([[0, 10, 0], [10, 0, 0], [0, 0, 1.0]])
    table = icio_table(["A"], ["m", "n", "o"], Z, np.array([[0], [0], [5.0]]))
    with pytest.raises(ValueError, match=r"I - A is singular at \('A', 'n'\)"):
        leontief_system(table)


def test_division_by_zero_is_zero():
    assert divide(np.array([1.0, 2.0]), np.array([0.0, 4.0])).tolist() == [0.0, 0.5]
