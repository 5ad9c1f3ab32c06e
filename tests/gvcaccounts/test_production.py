"""Production-based participation of Wang, Wei, Yu and Zhu (2017)."""

import numpy as np
import pytest
from gvcaccounts.leontief import input_coefficients, leontief_system
from gvcaccounts.production import backward_activities, forward_activities
from icio_examples import random_tables


@random_tables
def test_the_four_activities_with_explicit_matrices(table):
    """V B Ŷ = V L Ŷ_D + V L Ŷ_F + V L A_F L Ŷ_D + V L A_F (B Ŷ - L Ŷ_D), rows and columns."""
    A, cells = input_coefficients(table), table.region_of_cell
    same = cells[:, None] == cells[None, :]
    unit = np.eye(len(A))
    L, B, A_F = np.linalg.inv(unit - A * same), np.linalg.inv(unit - A), A * ~same
    V, home = np.diag(1 - A.sum(axis=0)), table.Y[np.arange(len(A)), cells]
    Y_D, Y = np.diag(home), np.diag(table.Y.sum(axis=1))
    parts = {
        "domestic": V @ L @ Y_D,
        "traditional": V @ L @ (Y - Y_D),
        "simple": V @ L @ A_F @ L @ Y_D,
        "complex": V @ L @ A_F @ (B @ Y - L @ Y_D),
    }
    system = leontief_system(table)
    forward, backward = forward_activities(system), backward_activities(system)
    for kind, matrix in parts.items():
        wanted = matrix.sum(axis=1), matrix.sum(axis=0)
        assert getattr(forward, kind) == pytest.approx(wanted[0], rel=1e-8, abs=1e-8)
        assert getattr(backward, kind) == pytest.approx(wanted[1], rel=1e-8, abs=1e-8)


@random_tables
def test_activities_add_up_and_agree_for_the_world(table):
    system = leontief_system(table)
    forward, backward = forward_activities(system), backward_activities(system)
    assert forward.total == pytest.approx(table.va, rel=1e-8, abs=1e-8)
    assert backward.total == pytest.approx(table.Y.sum(axis=1), rel=1e-8, abs=1e-8)
    for kind in ("domestic", "traditional", "simple", "complex", "gvc"):
        world = getattr(forward, kind).sum()
        assert world == pytest.approx(getattr(backward, kind).sum(), rel=1e-8, abs=1e-8)
