"""Table of all tests of the claims."""

from __future__ import annotations

import pandas as pd

from gvcrobots.declare.exhibits import AllTestsTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.claim_cells import LEFT, SIGNS, numbers, tested
from gvcrobots.exhibits.sentences import SHORT
from gvcrobots.exhibits.task import Task

COLUMNS = f"@{{}}l{LEFT}p{{4.2cm}}c{LEFT}p{{2.25cm}}rrrrl@{{}}"
HEADER = ["", "Test", "Sign", "Specification", "Estimate", "Interval", "$p$", "MDE", "Verdict"]


def render(task: Task) -> str:
    """Read the scores and set the table."""
    return tests_table(task.name, task.exhibit, task.table("claims"))


def tests_table(name: str, exhibit: AllTestsTable, scores: pd.DataFrame) -> str:
    """Set every test of every claim, one row each.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    scores
        Result of `verdicts.score`.

    Returns
    -------
    str
        LaTeX fragment.
    """
    body = [
        latex.cells(
            test["claim"] if test["number"] == 1 else "",
            tested(test),
            SIGNS[test["sign"]],
            latex.escape(f"{test['family']}, {test['specification']}"),
            *numbers(test),
            SHORT[test["verdict"]],
        )
        for test in scores.to_dict("records")
    ]
    notes = latex.words(exhibit.notes)
    header = [latex.cells(*HEADER)]
    return latex.table(name, exhibit, COLUMNS, header, body, notes, "scriptsize")
