"""Sheets with labels."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.labelled import table_of_labels

CELLS = [("A", "m"), ("B", "m")]


def test_totals_and_value_added_are_left_out_and_blanks_are_zero():
    sheet = pd.DataFrame([[1, " ", 5, 6, 12], [None, 2, 3, "4", 9], [8, 8, 8, 8, 8]])
    rows, columns = [*CELLS, ("TOT", "VA")], [*CELLS, ("A", "C"), ("A", "I"), ("TOT", "x")]
    table = table_of_labels(rows, columns, sheet, "sheet")
    assert np.array_equal(table.Z, [[1, 0], [0, 2]])
    assert np.array_equal(table.Y, [[11, 0], [7, 0]])


@pytest.mark.parametrize(
    ("rows", "columns", "values", "message"),
    [
        (CELLS, [("C", "m")] * 2, np.ones((2, 2)), "no row has the label"),
        ([*CELLS, ("B", "s")], [*CELLS, ("B", "s")], np.ones((3, 3)), "'B' has other industries"),
        (CELLS, CELLS, pd.DataFrame([[1, 2], ["n.a.", 3]]), "'n.a.' is not a number"),
    ],
)
def test_wrong_sheets_are_named(rows, columns, values, message):
    with pytest.raises(ValueError, match=f"file: .*{message}"):
        table_of_labels(rows, columns, values, "file")
