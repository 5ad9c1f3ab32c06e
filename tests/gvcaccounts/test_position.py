"""Length of chains and position in them."""

import numpy as np
import pytest
from gvcaccounts.leontief import input_coefficients, leontief_system
from gvcaccounts.position import backward_length, upstreamness
from gvcaccounts.tables import icio_table
from icio_examples import leather, random_tables


def test_upstreamness_of_leather():
    """Published to five digits; the second one is 2.17686 in exact arithmetic, hence 3e-5."""
    stages = upstreamness(leontief_system(leather()))
    assert stages[:3] == pytest.approx([2.09840, 2.17688, 1.63112], abs=3e-5)


def test_a_chain_of_three_countries():
    """A sells all to B, B all to C, C all to final use: stages can be counted."""
    Z = np.array([[0, 10, 0], [0, 0, 20], [0, 0, 0.0]])
    Y = np.array([[0, 0, 0], [0, 0, 0], [0, 0, 40.0]])
    table = icio_table(["A", "B", "C"], ["all"], Z, Y)
    system = leontief_system(table)
    length = backward_length(system)
    assert upstreamness(system).tolist() == [3, 2, 1]
    assert length.domestic.tolist() == [1, 1, 1]
    assert length.foreign == pytest.approx([0, 0.5, 0.75])  # B: 10/20; C: 20/40 (1 + 10/20)


@random_tables
def test_length_is_the_column_sum_of_the_inverse(table):
    B = np.linalg.inv(np.eye(len(table.x)) - input_coefficients(table))
    length = backward_length(leontief_system(table))
    alive = table.x != 0
    assert length.total[alive] == pytest.approx(B.sum(axis=0)[alive], rel=1e-9)
    assert not length.total[~alive].any()


@random_tables
def test_world_averages_of_both_distances_agree(table):
    """Weighted by value added, distance to final use is that from primary factors, by final use."""
    system = leontief_system(table)
    up, down = upstreamness(system), backward_length(system).total
    final = table.Y.sum(axis=1)
    assert up @ table.va == pytest.approx(down @ final, rel=1e-8)
