"""Table of the headline estimates by family of tables, with what each can detect."""

from __future__ import annotations

import pandas as pd

from gvcrobots.declare.exhibits import YardsticksTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.robustness_rows import ROLES
from gvcrobots.exhibits.task import Task
from gvcrobots.programme.technologies import chosen, quoted_terms
from gvcrobots.results import KEYS


def render(task: Task) -> str:
    """Read coverage, estimates and diagnostics, and set the table."""
    return yardsticks_table(task.name, task.exhibit, task.computed(), detectable_rows(task))


def detectable_rows(task: Task) -> pd.DataFrame:
    """Take the estimates of every row of an exhibit with the effects that they can detect.

    Returns
    -------
    DataFrame
        Columns of `technologies.quoted_terms` and `detectable`, 80 per cent power.
    """
    family, rows = task.exhibit.family, task.exhibit.rows
    declared = chosen([(family, name) for name in rows], task.families)
    estimates = quoted_terms(declared, task.context["roles"], task.table("estimates"))
    diagnostics = task.table("diagnostics")
    found = diagnostics[diagnostics["statistic"] == "detectable_effect"]
    detectable = found[[*KEYS, "value"]].rename(columns={"value": "detectable"})
    return estimates.merge(detectable, on=KEYS, how="left", validate="1:1")


def yardsticks_table(
    name: str, exhibit: YardsticksTable, coverage: pd.DataFrame, estimates: pd.DataFrame
) -> str:
    """Set estimate, interval and detectable effect of both technologies, one row a family.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    coverage
        Result of `coverage.compute`.
    estimates
        Result of `detectable_rows`.

    Returns
    -------
    str
        LaTeX fragment.
    """
    counted = coverage.set_index("specification")
    body = []
    for row, label in exhibit.rows.items():
        by_role = estimates[estimates["specification"] == row].set_index("role")
        span = counted.loc[row]
        years = f"{span['first_year']}--{span['last_year']}"
        numbers = by_role.iloc[0]
        counts = [latex.figure(numbers[key], 0) for key in ("n_clusters", "n_obs")]
        cells = [cell for role in ROLES for cell in _cells(by_role.loc[role])]
        shown = [years, latex.figure(span["years"], 0), *counts, *cells]
        body.append(latex.cells(latex.escape(label), *shown))
    header = [
        latex.cells("", *[""] * 4, *(rf"\multicolumn{{3}}{{c}}{{{t}}}" for t in ROLES.values())),
        r"\cmidrule(lr){6-8}\cmidrule(lr){9-11}",
        latex.cells("", "Years", "$T$", "$G$", "$N$", *["Estimate", r"95 \% interval", "MDE"] * 2),
    ]
    notes = latex.words(exhibit.notes)
    return latex.table(name, exhibit, "llrrrrcrrcr", header, body, notes, "scriptsize")


def _cells(row: pd.Series) -> list[str]:
    bounds = ", ".join(latex.figure(row[bound], 2) for bound in ("ci_low", "ci_high"))
    return [latex.figure(row["estimate"], 2), f"[{bounds}]", latex.figure(row["detectable"], 2)]
