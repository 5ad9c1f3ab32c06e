"""Table of the measures of robots beside the share of firms that use robots."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from gvcrobots.declare.exhibits import ValidationTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.task import Task


def render(task: Task) -> str:
    """Read the correlations and set the table."""
    labels = {name: words["label"] for name, words in task.context["variables"].items()}
    return validation_table(task.name, task.exhibit, task.computed(), labels)


def validation_table(
    name: str, exhibit: ValidationTable, data: pd.DataFrame, labels: Mapping[str, str]
) -> str:
    """Set both correlations, one row a measure.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    data
        Result of `validation.compute`.
    labels
        Labels of the measures; that of the present is declared.

    Returns
    -------
    str
        LaTeX fragment.
    """
    body = [
        latex.cells(
            latex.escape(labels.get(row["measure"], exhibit.present)),
            *(latex.figure(row[method], 2) for method in ("pearson", "spearman")),
            *(latex.figure(row[count], 0) for count in ("n", "economies", "waves")),
        )
        for row in data.to_dict("records")
    ]
    heads = ("Pearson", "Spearman", "Points", "Economies", "Waves")
    header = [latex.cells("Measure of robots", *heads)]
    return latex.table(name, exhibit, "lrrrrr", header, body, latex.words(exhibit.notes))
