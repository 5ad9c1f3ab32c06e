"""Table of claim C1: world participation in global value chains and its parts."""

from __future__ import annotations

import pandas as pd

from gvcrobots.declare.exhibits import ParticipationTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.participation_labels import CLASSES, FURTHER, KINDS, MEASURES
from gvcrobots.exhibits.task import Task


def render(task: Task) -> str:
    """Read the series and set the table."""
    return participation_table(task.name, task.exhibit, task.table("participation"))


def participation_table(name: str, exhibit: ParticipationTable, data: pd.DataFrame) -> str:
    """Set the measures, their parts and the published figures for some years.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit, with the years of its columns.
    data
        Result of `participation.compute`, `output/participation.csv`.

    Returns
    -------
    str
        LaTeX fragment; parts are indented under their measure.
    """
    years, wide = exhibit.years, data.set_index(["measure", "year"])
    body: list[str] = []
    for measure, title in MEASURES.items():
        parts = KINDS[measure] | {f"{measure}_{key}": label for key, label in CLASSES.items()}
        rows = [(latex.escape(title), measure, "computed")]
        rows.append((r"\quad published", measure, "published"))
        parts = FURTHER[measure] | parts
        rows += [(rf"\quad {label}", part, "computed") for part, label in parts.items()]
        if body:
            body.append(r"\addlinespace")
        body += [
            latex.cells(label, *(_figure(wide, part, year, column) for year in years))
            for label, part, column in rows
        ]
    header = [latex.cells("", *map(str, years))]
    notes = latex.words(exhibit.notes)
    return latex.table(name, exhibit, "l" + "r" * len(years), header, body, notes)


def _figure(wide: pd.DataFrame, part: str, year: int, column: str) -> str:
    value = wide[column].get((part, year))
    return "" if pd.isna(value) else latex.figure(value, 1)
