"""Appendix table of clusters: how many there are in effect, and what each carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.declare.exhibits import DiagnosticsTable
from gvcrobots.declare.words import COUNTS
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.task import Task


def render(task: Task) -> str:
    """Read estimates and diagnostics of the families and set the table."""
    results = task.table("estimates"), task.table("diagnostics")
    return diagnostics_table(task.name, task.exhibit, task.families, *results)


def diagnostics_table(
    name: str,
    exhibit: DiagnosticsTable,
    families: Mapping[str, Mapping[str, Any]],
    estimates: pd.DataFrame,
    diagnostics: pd.DataFrame,
) -> str:
    """Set effective clusters, partial leverage and influence, one row a regression and term.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    families
        Resolved families.
    estimates, diagnostics
        Rows of `output/estimates.csv` and `output/diagnostics.csv` of the families.

    Returns
    -------
    str
        LaTeX fragment, terms of interest only.
    """
    values = diagnostics.set_index(["family", "specification", "term", "statistic"])
    body: list[str] = []
    for family, declared in families.items():
        body += [r"\addlinespace"] if body else []
        body.append(rf"\emph{{{family.capitalize()}}}")
        for column, specification in declared["specifications"].items():
            for term in specification["terms"]:
                rows = values.loc[(family, column, term)]
                label = latex.escape(declared["labels"][term.split(":")[0]])
                label = rf"\quad {label}, {column.replace('_', ', ')}"
                body.append(latex.cells(label, *_figures(rows)))
    header = [
        latex.cells(
            "", r"$G^{*}$", "Largest", r"\multicolumn{2}{c}{Estimate without}", "Detectable"
        ),
        latex.cells("", "", "leverage", "lowest", "highest", "effect"),
    ]
    regressions = estimates.groupby(["family", "specification"])[list(COUNTS)].first()
    counts = {
        f"{count}:{'.'.join(key)}": latex.figure(row[count], 0)
        for key, row in regressions.iterrows()
        for count in COUNTS
    }
    notes = latex.words(exhibit.notes, counts)
    return latex.table(name, exhibit, "lrrrrr", header, body, notes, "footnotesize")


def _figures(rows: pd.DataFrame) -> list[str]:
    named = [
        f"{latex.figure(rows.loc[key, 'value'], digits)} ({rows.loc[key, 'detail']})"
        for key, digits in (
            ("largest_partial_leverage", 2),
            ("lowest_without", 3),
            ("highest_without", 3),
        )
    ]
    clusters = latex.figure(rows.loc["effective_clusters", "value"], 1)
    return [clusters, *named, latex.figure(rows.loc["detectable_effect", "value"], 2)]
