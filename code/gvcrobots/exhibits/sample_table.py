"""Table of the construction of the estimation sample."""

from __future__ import annotations

import pandas as pd

from gvcrobots.declare.exhibits import SampleTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.task import Task

COUNTS = {
    "cells": "Cells",
    "dropped": "Dropped",
    "economies": "Economies",
    "economy_industries": "Economy-industries",
}


def render(task: Task) -> str:
    """Read the counts and set the table."""
    return sample_table(task.name, task.exhibit, task.table("sample"))


def sample_table(name: str, exhibit: SampleTable, counts: pd.DataFrame) -> str:
    """Set what is left after each filter, and what it dropped, as a LaTeX table.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    counts
        One row a filter: `filter`, the columns of `COUNTS`, `first_year`, `last_year`.

    Returns
    -------
    str
        LaTeX fragment.
    """
    header = [latex.cells("Filter", *COUNTS.values(), "Years")]
    body = [
        latex.cells(
            latex.escape(row.filter),
            *(latex.figure(getattr(row, column), 0) for column in COUNTS),
            f"{row.first_year}--{row.last_year}",
        )
        for row in counts.itertuples()
    ]
    return latex.table(name, exhibit, "lrrrrc", header, body, latex.words(exhibit.notes))
