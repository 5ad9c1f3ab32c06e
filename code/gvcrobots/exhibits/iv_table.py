"""Tables of instrumented regressions: estimates, sets robust to weak instruments, first stages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from gvcrobots.declare.exhibits import IvTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.regression_table import count_rows, counts_of, design_rows
from gvcrobots.exhibits.task import Task

STATISTICS = {
    "effective_f": "effective F",
    "critical_value": "critical value",
    "sanderson_windmeijer": "SW F",
}


def render(task: Task) -> str:
    """Read estimates and diagnostics of the family and set the table."""
    results = task.table("estimates"), task.table("diagnostics")
    return iv_table(task.name, task.exhibit, task.family, *results)


def iv_table(
    name: str,
    exhibit: IvTable,
    family: Mapping[str, Any],
    estimates: pd.DataFrame,
    diagnostics: pd.DataFrame,
) -> str:
    """Set instrumented specifications side by side.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    family
        Resolved family.
    estimates, diagnostics
        Rows of `output/estimates.csv` and `output/diagnostics.csv` of the family.

    Returns
    -------
    str
        LaTeX fragment: 2SLS estimate, CRV1 standard error in parentheses, Anderson-Rubin set, then
        the strength of the instruments.
    """
    columns = exhibit.columns
    declared = [family["specifications"][column] for column in columns]
    terms = dict.fromkeys(term for specification in declared for term in specification["terms"])
    rows = estimates.set_index(["specification", "term", "inference"])
    values = diagnostics.set_index(["specification", "term", "statistic"])
    body: list[str] = []
    for term in terms:
        body += _term_rows(term, columns, rows, values, family["labels"])
    body += [r"\midrule", r"\emph{First stages}"]
    body += _strength_rows(terms, columns, values["value"], family["labels"])
    results = [estimates[estimates["specification"] == column] for column in columns]
    body += [r"\midrule", *design_rows(declared), r"\midrule", *count_rows(declared, results)[:-1]]
    header = [latex.cells("", *(f"({number})" for number in range(1, len(columns) + 1)))]
    sample = latex.escape(declared[0]["sample"]["label"])
    notes = f"{latex.words(exhibit.notes, counts_of(columns, results))} Sample: {sample}."
    return latex.table(name, exhibit, "@{}l" + "c" * len(columns) + "@{}", header, body, notes)


def _strength_rows(
    terms: Iterable[str], columns: Sequence[str], values: pd.Series, labels: Mapping[str, str]
) -> list[str]:
    rows = []
    for term in terms:
        for statistic, label in STATISTICS.items():
            title = latex.escape(f"{labels[term.split(':')[0]]}, {label}")
            shown = (values.get((column, term, statistic)) for column in columns)
            rows.append(latex.cells(rf"\quad {title}", *map(_value, shown)))
    # The same for every term of a regression.
    ranks = values.xs("kleibergen_paap", level="statistic").groupby(level=0).first()
    return [*rows, latex.cells(r"\quad All, KP F", *(_value(ranks[column]) for column in columns))]


def _term_rows(
    term: str,
    columns: Sequence[str],
    rows: pd.DataFrame,
    values: pd.DataFrame,
    labels: Mapping[str, str],
) -> list[str]:
    first, *others = term.split(":")
    estimates, errors, sets = [], [], []
    for column in columns:
        present = (column, term, "crv1") in rows.index
        estimates.append(
            latex.figure(rows.loc[(column, term, "crv1"), "estimate"]) if present else ""
        )
        errors.append(
            f"({latex.figure(rows.loc[(column, term, 'crv1'), 'std_error'])})" if present else ""
        )
        words = values["detail"].get((column, term, "anderson_rubin_set"), "")
        sets.append(_set(words))
    product = latex.escape(" ".join(f"× {labels[name]}" for name in others))
    return [
        latex.cells(latex.escape(labels[first]), *estimates),
        latex.cells(product, *errors),
        latex.cells(r"\quad Anderson-Rubin set", *sets),
    ]


def _set(words: str) -> str:
    return words.replace("-inf", r"$-\infty$").replace("inf)", r"$\infty$)").replace("[-", "[$-$")


def _value(value: float | None) -> str:
    return "" if value is None else latex.figure(value, 2)
