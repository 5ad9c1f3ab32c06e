"""Table of how far measures of one thing agree, by two."""

from __future__ import annotations

import pandas as pd

from gvcrobots.declare.exhibits import AgreementTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.task import Task

VIEWS = {
    "levels": "Levels",
    "within": "Within cells",
    "after_industry_years": "After industry-years",
}


def render(task: Task) -> str:
    """Read the correlations and set the table."""
    return agreement_table(task.name, task.exhibit, task.computed())


def agreement_table(name: str, exhibit: AgreementTable, data: pd.DataFrame) -> str:
    """Set three correlations a pair, one row a pair.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    data
        Result of `agreement.compute`.

    Returns
    -------
    str
        LaTeX fragment.
    """
    body = []
    for (first, second), rows in data.groupby(["first", "second"], sort=False):
        values = rows.set_index("view")["correlation"]
        label = latex.escape(f"{exhibit.rows[first]} and {exhibit.rows[second]}")
        counts = [latex.figure(rows[count].iloc[0], 0) for count in ("n", "economies")]
        body.append(latex.cells(label, *(latex.figure(values[v], 2) for v in VIEWS), *counts))
    header = [latex.cells("", *VIEWS.values(), "Cell-years", "Economies")]
    return latex.table(name, exhibit, "lrrrrr", header, body, latex.words(exhibit.notes))
