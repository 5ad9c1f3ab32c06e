"""The table type and its checks."""

import numpy as np
import pytest
from gvcaccounts.tables import check_table, exports_by_destination, icio_table
from icio_examples import leather, random_tables

REGIONS, INDUSTRIES = ["A", "B"], ["m", "s"]
Z = np.array([[1, 2, 0, 1], [1, 1, 1, 0], [0, 1, 2, 2], [1, 0, 1, 1.0]])
Y = np.array([[6, 4], [3, 4], [2, 7], [1, 6.0]])


def table(**changed):
    return icio_table(**({"regions": REGIONS, "industries": INDUSTRIES, "Z": Z, "Y": Y} | changed))


def test_output_is_the_sum_of_rows_and_value_added_the_rest_of_columns():
    made = table()
    assert made.x.tolist() == [14, 10, 14, 10]
    assert made.va.tolist() == [11, 6, 10, 6]
    assert made.cells[2] == ("B", "m")
    check_table(made)


def test_components_of_final_demand_are_added():
    parts = np.repeat(Y / 2, 2, axis=1)
    assert np.array_equal(table(Y=parts).Y, Y)


def test_a_table_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        table().Z[0, 0] = 5


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"regions": ["A", "A"]}, "region 'A' is there twice"),
        ({"Z": Z[:, :3]}, r"Z has shape \(4, 3\), wanted \(4, 4\)"),
        ({"Z": Z[:3]}, r"Z has shape \(3, 4\), wanted 4 rows"),
        ({"Y": Y[:, :1]}, "Y has shape"),
        ({"x": Y}, "x has shape"),
        ({"Y": None}, r"Y has shape \(\), wanted 4 rows"),
        ({"Y": np.where(Y == 7, np.nan, Y)}, r"Y has 1 figures not finite, first in \('B', 'm'\)"),
    ],
)
def test_wrong_arrays_are_named(changed, message):
    with pytest.raises(ValueError, match=message):
        table(**changed)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"regions": "AB"}, "wanted a list of region names, not 'AB'"),
        ({"industries": [1, 2]}, r"wanted a list of industry names, not \[1, 2\]"),
        ({"Z": [["a"] * 4] * 4}, "Z is not an array of num"),
    ],
)
def test_wrong_types_are_named(changed, message):
    with pytest.raises(TypeError, match=message):
        table(**changed)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"x": np.array([14, 11, 14, 10])}, r"1 cells with a row .* by, first \('A', 's'\): -1"),
        ({"Y": Y - [[0, 0], [9, 0], [0, 0], [0, 0]]}, r"negative value added, first \('A', 's'\)"),
        ({"Y": Y - [[30, 0], [0, 0], [0, 0], [0, 0]]}, r"negative output, first \('A', 'm'\): -16"),
        ({"x": np.array([0, 10, 14, 10])}, r"inputs but no output, first \('A', 'm'\): 3"),
    ],
)
def test_unsound_tables_are_named(changed, message):
    with pytest.raises(ValueError, match=message):
        check_table(table(**changed))


def test_rounding_is_allowed_for():
    check_table(table(x=np.array([14, 10.5, 14, 10])), rounding=1.0)


def test_one_region_has_no_trade_and_negative_value_added_has_to_be_asked_for():
    with pytest.raises(ValueError, match="one region only, 'A'"):
        check_table(icio_table(["A"], ["m"], [[1.0]], [[2.0]]))
    odd = table(Y=Y - [[0, 0], [9, 0], [0, 0], [0, 0]])
    check_table(odd, negative=True)
    with pytest.raises(TypeError, match="wanted an IcioTable, not str"):
        check_table("table")


def test_unknown_region():
    with pytest.raises(ValueError, match="no region 'C'"):
        table().region("C")


def test_leather_exports():
    assert exports_by_destination(leather()).sum(axis=1)[:3].sum() == pytest.approx(64.3)


@random_tables
def test_random_tables_are_sound(table):
    check_table(table)
    own = np.arange(table.n_regions) == table.region_of_cell[:, None]
    exports = exports_by_destination(table)
    assert not exports[own].any()
