"""Vertical specialisation, by hand and against the inter-country system."""

import numpy as np
import pytest
from gvcaccounts.content import foreign_share, origin_of_value
from gvcaccounts.leontief import leontief_system
from gvcaccounts.tables import icio_table
from gvcaccounts.vertical import (
    national_table,
    vertical_specialisation,
    vertical_specialisation_of_cells,
)
from icio_examples import leather, random_tables

# Industry m buys 20 of s and 10 abroad for 100 of output; s buys 25 abroad for 50 of output.
# Imports in a unit of m: .1 + .2 x .5 = .2, in a unit of s .5.
BY_HAND = {
    "industries": ["m", "s"],
    "domestic": [[0, 0], [20, 0]],
    "imported": [[10, 0], [0, 25]],
    "exports": [40, 10],
    "x": [100, 50],
}


def test_two_industries_by_hand():
    assert vertical_specialisation(national_table(**BY_HAND)) == pytest.approx([20, 50])


def test_an_industry_without_output_has_none():
    nothing = BY_HAND | {"domestic": [[0, 0], [0, 0]], "imported": [[10, 0], [0, 0]], "x": [100, 0]}
    assert vertical_specialisation(national_table(**nothing)) == pytest.approx([10, 0])


@random_tables
def test_the_table_of_every_region_gives_the_same_figures(table):
    G, N = table.n_regions, table.n_industries
    cells = vertical_specialisation_of_cells(leontief_system(table)).reshape(G, N)
    for s in range(G):
        columns = table.Z[:, s * N : (s + 1) * N].reshape(G, N, N)
        imported = columns.sum(axis=0) - columns[s]
        x = table.x[s * N : (s + 1) * N]
        alone = national_table(table.industries, columns[s], imported, 0 * x, x)
        assert cells[s] == pytest.approx(vertical_specialisation(alone), rel=1e-9, abs=1e-9)


def test_it_is_foreign_content_and_what_comes_home_in_imports():
    """u' = v L + (import content): imports hold foreign value added and returned domestic value."""
    system = leontief_system(leather())
    vs, foreign = (
        vertical_specialisation_of_cells(system),
        100 * foreign_share(origin_of_value(system)),
    )
    assert (vs >= foreign).all()
    dense = 1 - np.concatenate([system.v[s * 3 : s * 3 + 3] @ system.L[s] for s in range(3)])
    assert vs == pytest.approx(100 * dense)


def test_without_trade_back_it_is_the_foreign_content():
    """A sells to B, B to final use: nothing returns, so that both measures are 10/40."""
    table = icio_table(["A", "B"], ["all"], [[0, 10], [0, 0]], [[5, 0], [30, 10]])
    system = leontief_system(table)
    assert vertical_specialisation_of_cells(system) == pytest.approx([0, 25])
    assert 100 * foreign_share(origin_of_value(system)) == pytest.approx([0, 25])


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"industries": ["m", "m"]}, "DEU 2008: industry 'm' is there twice"),
        ({"imported": [[10, 0]]}, r"DEU 2008: imported has shape \(1, 2\), wanted \(2, 2\)"),
        ({"exports": [np.nan, 1]}, "DEU 2008: exports has figures that are not finite"),
        ({"x": [-1, 50]}, "DEU 2008: industry 'm' has negative output"),
        ({"x": [100, 0]}, "DEU 2008: industry 's' has inputs but no output"),
    ],
)
def test_wrong_national_tables_are_named(changed, message):
    with pytest.raises(ValueError, match=message):
        national_table(**(BY_HAND | changed), name="DEU 2008")


def test_a_closed_circle_is_named():
    circle = BY_HAND | {"domestic": [[0, 50], [100, 0]], "imported": np.zeros((2, 2))}
    with pytest.raises(ValueError, match="I - A_d is singular"):
        vertical_specialisation(national_table(**circle))
