"""Sheets with labels."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.labelled import ADDED, CELL, LEFT_OUT, OUTPUT, USE, Layout, table_of_labels

CELLS = [("A", "m"), ("B", "m")]
USES = [("A", "C"), ("B", "C")]
ROWS = {("TOT", "VA"): ADDED, ("TOT", "II"): LEFT_OUT}
COLUMNS = {label: USE for label in (*USES, ("A", "I"), ("C", "C"))} | {("TOT", "x"): OUTPUT}
LAYOUT = Layout(lambda row: ROWS.get(row, CELL), lambda column: COLUMNS.get(column, CELL))
SHEET = [[1, " ", 5, 6, 12], [None, 2, 3, "4", 9], [1, 2, 0, 0, 0], [11, 7, 0, 0, 0]]
DOWN, ACROSS = [*CELLS, ("TOT", "II"), ("TOT", "VA")], [*CELLS, *USES, ("TOT", "x")]


def test_totals_and_value_added_are_compared_and_blanks_are_zero():
    table = table_of_labels(DOWN, ACROSS, pd.DataFrame(SHEET), LAYOUT, "sheet")
    assert np.array_equal(table.Z, [[1, 0], [0, 2]])
    assert np.array_equal(table.Y, [[5, 6], [3, 4]])


@pytest.mark.parametrize(
    ("rows", "columns", "message"),
    [
        ([("C", "m"), *DOWN[1:]], ACROSS, "column 'A m' is no industry: no row 'A m'; nearest"),
        (DOWN, [*CELLS, USES[0], ("C", "C"), ACROSS[4]], "demand 'C' of 'C': no region 'C'"),
        (DOWN, [*CELLS, USES[0], ("A", "I"), ACROSS[4]], "region 'B' has no final demand 'C'"),
        (DOWN, [*CELLS, USES[0], USES[0], ACROSS[4]], "column 'A C' is there twice"),
        ([CELLS[0], ("B", "s"), *DOWN[2:]], [CELLS[0], ("B", "s"), *ACROSS[2:]], "has other ind"),
        (DOWN, ACROSS[:4], r"figures of shape \(4, 5\) for labels of shape \(4, 4\)"),
    ],
)
def test_wrong_labels_are_named(rows, columns, message):
    with pytest.raises(ValueError, match=f"file: .*{message}"):
        table_of_labels(rows, columns, pd.DataFrame(SHEET), LAYOUT, "file")


def test_words_among_figures_are_named():
    sheet = pd.DataFrame([[1, "n.a.", 5, 6, 12], *SHEET[1:]])
    with pytest.raises(ValueError, match=r"file: 'n.a.' is not a number"):
        table_of_labels(DOWN, ACROSS, sheet, LAYOUT, "file")


def test_a_sheet_without_final_demand_is_named():
    sheet = pd.DataFrame(SHEET).iloc[:, [0, 1, 4]]
    with pytest.raises(ValueError, match="no column is final demand"):
        table_of_labels(DOWN, [*CELLS, ACROSS[4]], sheet, LAYOUT, "file")
