"""Table of the Monte Carlo of the methods of inference."""

from __future__ import annotations

import pandas as pd

from gvcrobots.declare.exhibits import MontecarloTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.methods import METHOD_NAMES
from gvcrobots.exhibits.task import Task


def render(task: Task) -> str:
    """Read the rates and set the table."""
    return montecarlo_table(task.name, task.exhibit, task.table("rejections"))


def montecarlo_table(name: str, exhibit: MontecarloTable, rates: pd.DataFrame) -> str:
    """Set rejection rates and coverage, one block a setting and term, one row a method.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    rates
        Result of `rejections.rejection_rates`.

    Returns
    -------
    str
        LaTeX fragment.
    """
    columns = list(rates[["setting", "term"]].drop_duplicates().itertuples(index=False, name=None))
    wide = rates.set_index(["setting", "term", "inference"])
    header = [
        latex.cells("", *(latex.escape(setting) for setting, _ in columns)),
        latex.cells("", *(latex.escape(term.split(":")[0]) for _, term in columns)),
    ]
    body: list[str] = []
    for statistic, title in (("rejection", "Rejections, \\%"), ("coverage", "Coverage, \\%")):
        body += [r"\addlinespace"] if body else []
        body.append(rf"\emph{{{title}}}")
        for method in rates["inference"].drop_duplicates():
            shares = (wide[statistic].get((*key, method)) for key in columns)
            figures = ("" if share is None else latex.figure(share, 1) for share in shares)
            body.append(latex.cells(rf"\quad {METHOD_NAMES[method]}", *figures))
    replications = f"{rates['replications'].iloc[0]:,} replications."
    notes = latex.words(f"{exhibit.notes} {replications}")
    return latex.table(name, exhibit, "l" + "r" * len(columns), header, body, notes)
