"""Value added by origin."""

import numpy as np
import pytest
from gvcaccounts.content import (
    foreign_share,
    foreign_value_added_in_output,
    origin_of_value,
    own_share,
    regional_shares,
    value_through_partners,
)
from gvcaccounts.leontief import leontief_inverse, leontief_system
from gvcaccounts.links import partner_links
from gvcaccounts.tables import exports_by_destination
from icio_examples import arrays, leather, random_tables


@random_tables
def test_domestic_and_foreign_content_add_to_one(table):
    origin = origin_of_value(leontief_system(table))
    assert own_share(origin) + foreign_share(origin) == pytest.approx(np.ones(len(table.x)))


@random_tables
def test_regional_and_extraregional_add_to_foreign(table):
    origin = origin_of_value(leontief_system(table))
    groups = np.array(["x", "x", "", "y"])[: table.n_regions]
    regional, extraregional = regional_shares(origin, groups)
    assert regional + extraregional == pytest.approx(foreign_share(origin), abs=1e-12)
    assert not regional[table.region_of_cell >= 2].any()


def test_services_are_part_of_all():
    system = leontief_system(leather())
    some = np.tile([True, False, False], 3)
    part, rest = origin_of_value(system, some), origin_of_value(system, ~some)
    assert part + rest == pytest.approx(origin_of_value(system))


@random_tables
def test_foreign_value_added_in_output_is_fva_over_exports(table):
    system = leontief_system(table)
    foreign = foreign_share(origin_of_value(system))
    once = foreign_value_added_in_output(system, foreign)
    assert (once <= foreign + 1e-12).all()
    for region in table.regions:
        terms = arrays(system, region)
        rows = np.array([cell[0] == region for cell in table.cells])
        unit = once[rows][:, None] * terms["EXGR"]
        assert unit == pytest.approx(terms["FVA"], rel=1e-8, abs=1e-9)


def test_links_are_value_added_in_exports_of_partners():
    system = leontief_system(leather())
    table = system.table
    exports = exports_by_destination(table).sum(axis=1)
    B = leontief_inverse(system)
    wanted = system.v[0] * B[0, 3:6] @ exports[3:6]  # Argentine agriculture in Turkish exports
    assert value_through_partners(system)[0, 1] == pytest.approx(wanted)
    links = partner_links(system)
    assert len(links) == 9 * 2
    first = links.iloc[0]
    assert tuple(first[:3]) == ("Argentina", "Agriculture", "Turkey")
    assert first["link"] == pytest.approx(wanted / table.va[0])
