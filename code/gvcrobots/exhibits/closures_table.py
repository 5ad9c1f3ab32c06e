"""Table of the closures of the rounded tables."""

from __future__ import annotations

import pandas as pd

from gvcrobots.declare.exhibits import ClosuresTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.robustness_rows import ROLES
from gvcrobots.exhibits.task import Task
from gvcrobots.programme.technologies import chosen, quoted_terms


def render(task: Task) -> str:
    """Read what the closures do and the estimates under each, and set the table."""
    exhibit = task.exhibit
    rows = chosen([(exhibit.family, name) for name in exhibit.rows], task.families)
    estimates = quoted_terms(rows, task.context["roles"], task.table("estimates"))
    return closures_table(task.name, exhibit, task.computed(), estimates)


def closures_table(
    name: str, exhibit: ClosuresTable, closures: pd.DataFrame, estimates: pd.DataFrame
) -> str:
    """Set agreement, cells moved, identities and both headline estimates, one row a specification.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    closures
        Result of `closures.compute`.
    estimates
        Result of `technologies.quoted_terms`.

    Returns
    -------
    str
        LaTeX fragment; a row that is not a closure has its estimates alone.
    """
    known = closures.set_index("closure")
    body = []
    for row, label in exhibit.rows.items():
        judged = [""] * 4
        if row in known.index:
            judged = _judged(known.loc[row], row in exhibit.adds_up)
        elif body and r"\addlinespace" not in body:
            body.append(r"\addlinespace")
        by_role = estimates[estimates["specification"] == row].set_index("role")
        body.append(latex.cells(latex.escape(label), *judged, *interval_cells(by_role)))
    header = [
        latex.cells(
            "",
            r"\multicolumn{2}{c}{Agreement}",
            "Moved",
            "Adds",
            *(rf"\multicolumn{{2}}{{c}}{{{title}}}" for title in ROLES.values()),
        ),
        r"\cmidrule(lr){2-3}\cmidrule(lr){6-7}\cmidrule(lr){8-9}",
        latex.cells("", "cells", "ind.-years", r"\%", "up", *["Estimate", "95 \\% interval"] * 2),
    ]
    notes = latex.words(exhibit.notes)
    return latex.table(name, exhibit, "lrrrcrcrc", header, body, notes, "scriptsize")


def _judged(row: pd.Series, adds_up: bool) -> list[str]:
    agreed = [latex.figure(row[view], 2) for view in ("within", "after_industry_years")]
    return [*agreed, latex.figure(row["moved"], 1), "yes" if adds_up else "no"]


def interval_cells(by_role: pd.DataFrame) -> list[str]:
    """Estimate and interval of robots and of digital infrastructure, a cell each."""
    cells = []
    for role in ROLES:
        row = by_role.loc[role]
        bounds = ", ".join(latex.figure(row[bound]) for bound in ("ci_low", "ci_high"))
        cells += [latex.figure(row["estimate"]), f"[{bounds}]"]
    return cells
