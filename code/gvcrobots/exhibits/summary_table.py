"""Table of summary statistics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.declare.exhibits import SummaryTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.task import Task

STATISTICS = {"mean": "Mean", "sd": "S.d.", "within_sd": "Within", "min": "Min.", "max": "Max."}


def render(task: Task) -> str:
    """Read the statistics and set the table."""
    variables, sample = task.context["variables"], task.context["sample"]["label"]
    return summary_table(task.name, task.exhibit, variables, sample, task.computed())


def summary_table(
    name: str,
    exhibit: SummaryTable,
    variables: Mapping[str, Mapping[str, Any]],
    sample: str,
    statistics: pd.DataFrame,
) -> str:
    """Set summary statistics as a LaTeX table.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    variables
        Label and unit of each variable.
    sample
        Label of the sample.
    statistics
        Result of `summary.compute`.

    Returns
    -------
    str
        LaTeX fragment.
    """
    header = [latex.cells("", "Unit", *STATISTICS.values(), "$N$")]
    body = [
        latex.cells(
            latex.escape(variables[row.variable]["label"]),
            latex.escape(variables[row.variable]["unit"]),
            *(_figure(getattr(row, key)) for key in STATISTICS),
            latex.figure(row.n, 0),
        )
        for row in statistics.itertuples()
    ]
    first = statistics.iloc[0]
    counts = ", ".join(f"{first[key]} {key}" for key in ("economies", "industries", "years"))
    notes = f"{latex.words(exhibit.notes)} Sample: {latex.escape(sample)}; {counts}."
    return latex.table(name, exhibit, "ll" + "r" * (len(STATISTICS) + 1), header, body, notes)


def _figure(value: float) -> str:
    """Two decimals, or none where they would only be noise."""
    return latex.figure(value, 0 if abs(value) >= 1000 else 2)
