"""Table of robustness: every variation, one a row."""

from __future__ import annotations

import pandas as pd

from gvcrobots.declare.exhibits import RobustnessTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.robustness_rows import ROLES, ROW, labelled
from gvcrobots.exhibits.task import Task

COUNTS = ["n_obs", "n_clusters"]


def render(task: Task) -> str:
    """Read the results of the rows and set the table."""
    data = labelled(task.exhibit.groups, task.table("robustness"))
    return robustness_table(task.name, task.exhibit, data)


def robustness_table(name: str, exhibit: RobustnessTable, data: pd.DataFrame) -> str:
    """Set estimate, interval and p-value of robots and of digital infrastructure, one row a row.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    data
        Result of `robustness_rows.labelled`.

    Returns
    -------
    str
        LaTeX fragment; groups are headed, and what a row does not have is empty.
    """
    body: list[str] = []
    for group, block in data.groupby("group", sort=False):
        body += [r"\addlinespace"] if body else []
        body.append(rf"\emph{{{latex.escape(group)}}}")
        for (label, *_), rows in block.groupby(ROW[1:], sort=False):
            by_role = rows.set_index("role")
            cells = [
                cell
                for role in ROLES
                for cell in (_cells(by_role.loc[role]) if role in by_role.index else [""] * 3)
            ]
            counts = [latex.figure(rows[column].iloc[0], 0) for column in COUNTS]
            body.append(latex.cells(rf"\quad {latex.escape(label)}", *cells, *counts))
    heads = [rf"\multicolumn{{3}}{{c}}{{{title}}}" for title in ROLES.values()]
    each = ["Estimate", "95 per cent interval", "$p$"]
    header = [
        latex.cells("", *heads, "", ""),
        r"\cmidrule(lr){2-4}\cmidrule(lr){5-7}",
        latex.cells("", *each, *each, "$N$", "$G$"),
    ]
    notes = latex.words(exhibit.notes)
    return latex.table(name, exhibit, "lrcrrcrrr", header, body, notes, "scriptsize")


def _cells(row: pd.Series) -> list[str]:
    if not row["inference"]:
        return [latex.figure(row["estimate"]), "", ""]
    bounds = ", ".join(latex.figure(row[bound]) for bound in ("ci_low", "ci_high"))
    return [latex.figure(row["estimate"]), f"[{bounds}]", latex.p_figure(row["p_value"])]
