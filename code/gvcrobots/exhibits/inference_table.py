"""Appendix tables of inference: every method beside the headline one, for a family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.declare.exhibits import InferenceTable
from gvcrobots.declare.files import term_label
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.methods import METHOD_NAMES
from gvcrobots.exhibits.task import Task


def render(task: Task) -> str:
    """Read the estimates of the family and set the table."""
    return inference_table(task.name, task.exhibit, task.family, task.table("estimates"))


def inference_table(
    name: str, exhibit: InferenceTable, family: Mapping[str, Any], estimates: pd.DataFrame
) -> str:
    """Set standard error, degrees of freedom, p-value and interval of every method.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    family
        Resolved family.
    estimates
        Rows of `output/estimates.csv` of the family.

    Returns
    -------
    str
        LaTeX fragment, one block a specification and term of interest, one row a method.
    """
    body: list[str] = []
    for column in exhibit.columns:
        for term in family["specifications"][column]["terms"]:
            chosen = estimates["specification"].eq(column) & estimates["term"].eq(term)
            rows = estimates[chosen].set_index("inference")
            estimate = latex.figure(rows["estimate"].iloc[0])
            label = latex.escape(term_label(term, family["labels"]))
            title = f"{label}, {column.replace('_', ', ')}: {estimate}"
            body += [r"\addlinespace"] if body else []
            body.append(rf"\multicolumn{{5}}{{l}}{{{title}}}")
            body += [
                _row(METHOD_NAMES[key], rows.loc[key]) for key in METHOD_NAMES if key in rows.index
            ]
    header = [latex.cells("", "S.e.", "d.f.", "$p$", "95 per cent interval")]
    notes = latex.words(exhibit.notes)
    return latex.table(name, exhibit, "lrrrr", header, body, notes, "scriptsize")


def _row(label: str, row: pd.Series) -> str:
    bounds = [latex.figure(row[bound]) for bound in ("ci_low", "ci_high")]
    interval = latex.MISSING if pd.isna(row["ci_low"]) else f"[{', '.join(bounds)}]"
    return latex.cells(
        rf"\quad {label}",
        latex.figure(row["std_error"]),
        latex.figure(row["df"], 1),
        latex.p_figure(row["p_value"]),
        interval,
    )
