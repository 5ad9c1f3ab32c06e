"""Table of the reliabilities that every three measures of one thing imply."""

from __future__ import annotations

import pandas as pd

from gvcrobots.declare.exhibits import ReliabilityTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.agreement_table import VIEWS
from gvcrobots.exhibits.task import Task

THREE = ["first", "second", "third"]


def render(task: Task) -> str:
    """Read the reliabilities and set the table."""
    return reliability_table(task.name, task.exhibit, task.computed())


def reliability_table(name: str, exhibit: ReliabilityTable, data: pd.DataFrame) -> str:
    """Set one column a measure, one row a triple, in blocks by what is correlated.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    data
        Result of `reliability.compute`.

    Returns
    -------
    str
        LaTeX fragment; a measure that is not of the three has no figure.
    """
    body: list[str] = []
    for view, block in data.groupby("view", sort=False):
        body += [r"\addlinespace"] if body else []
        body.append(rf"\emph{{{VIEWS[view]}}}")
        for three, rows in block.groupby(THREE, sort=False):
            shares = rows.set_index("measure")["reliability"]
            label = ", ".join(latex.escape(exhibit.rows[name]) for name in three)
            cells = (latex.figure(shares[m], 2) if m in shares else "" for m in exhibit.rows)
            count = latex.figure(rows["n"].iloc[0], 0)
            body.append(latex.cells(rf"\quad {label}", *cells, count))
    header = [latex.cells("Three families", *map(latex.escape, exhibit.rows.values()), "$N$")]
    columns = "l" + "r" * len(exhibit.rows) + "r"
    return latex.table(name, exhibit, columns, header, body, latex.words(exhibit.notes))
