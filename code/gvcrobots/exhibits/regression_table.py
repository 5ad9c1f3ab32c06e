"""Tables of regressions: one column a specification, one pair of rows a term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from gvcrobots.declare.exhibits import RegressionTable
from gvcrobots.declare.words import COUNTS
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.task import Task
from gvcrobots.results import headline

EFFECT_NAMES = {
    "iso3": "Economy",
    "industry": "Industry",
    "year": "Year",
    "high_income": "Income group",
}
CLUSTER_NAMES = {"iso3": ("economy", "Economies"), "industry": ("industry", "Industries")}
MANY = 5  # columns that need smaller type
CONVENTION = (
    r"In parentheses standard errors clustered by {cluster} (CRV1 with the factor "
    r"$\frac{{G}}{{G-1}}\,\frac{{N-1}}{{N-K}}$, effects nested in clusters not counted in $K$); in "
    r"brackets 95 per cent intervals of the wild cluster restricted bootstrap (WCR-31, Webb "
    r"weights), by inversion. Singletons are dropped."
)


def render(task: Task) -> str:
    """Read the estimates of the family and set the table."""
    return regression_table(task.name, task.exhibit, task.family, task.table("estimates"))


def regression_table(
    name: str, exhibit: RegressionTable, family: Mapping[str, Any], estimates: pd.DataFrame
) -> str:
    """Set the specifications of a family side by side.

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
        LaTeX fragment. Standard errors in parentheses, bootstrap intervals in brackets, then
        effects, N, clusters, cells and the within R-squared; the notes name the conventions. No
        stars.

    Raises
    ------
    ValueError
        If a specification of the table has no estimates.
    """
    columns = exhibit.columns
    declared = [family["specifications"][column] for column in columns]
    quoted = headline(estimates)
    results = [_results(quoted, exhibit.family, column) for column in columns]
    body = [
        *_term_rows(declared, results, family["labels"]),
        r"\midrule",
        *design_rows(declared),
        r"\midrule",
        *count_rows(declared, results),
    ]
    notes = _notes(exhibit, declared, counts_of(exhibit.columns, results))
    size = "small" if len(columns) < MANY else "scriptsize"
    return latex.table(
        name, exhibit, "@{}l" + "c" * len(columns) + "@{}", _header(exhibit), body, notes, size
    )


def counts_of(columns: Sequence[str], results: Sequence[pd.DataFrame]) -> dict[str, str]:
    """Counts that notes may name: `n_clusters:column` and so on."""
    return {
        f"{count}:{column}": latex.figure(table[count].iloc[0], 0)
        for column, table in zip(columns, results, strict=True)
        for count in COUNTS
    }


def _header(exhibit: RegressionTable) -> list[str]:
    """Number the columns, and name them where the exhibit does."""
    numbers = (f"({number})" for number in range(1, len(exhibit.columns) + 1))
    header = [latex.cells("", *numbers)]
    if exhibit.headings:
        # Two short lines rather than one that is wider than the figures below it.
        parts = (latex.escape(heading).replace(", ", r",\\") for heading in exhibit.headings)
        header.append(latex.cells("", *(rf"\shortstack{{{part}}}" for part in parts)))
    return header


def _results(estimates: pd.DataFrame, family: str, specification: str) -> pd.DataFrame:
    rows = estimates[estimates["specification"] == specification]
    if rows.empty:
        raise ValueError(
            f"output/estimates/{family}.csv: no row of specification {specification!r}"
        )
    return rows.set_index("term")


def _term_rows(
    declared: Sequence[Mapping[str, Any]],
    results: Sequence[pd.DataFrame],
    labels: Mapping[str, str],
) -> list[str]:
    terms = dict.fromkeys(t for s in declared for t in (*s["terms"], *s["controls"]))
    rows = []
    for term in terms:
        shown = [table.loc[term] if term in table.index else None for table in results]
        entries = (_estimate, _error, _interval)
        for label, entry in zip(_label_lines(term, labels), entries, strict=True):
            cells = ("" if row is None else entry(row) for row in shown)
            rows.append(latex.cells(latex.escape(label), *cells))
    return rows


def _label_lines(term: str, labels: Mapping[str, str]) -> tuple[str, str, str]:
    """Label a term in three lines: a factor each, the third and later ones together."""
    first, *others = (labels[name] for name in term.split(":"))
    factors = [f"× {label}" for label in others]
    return first, "".join(factors[:1]), " ".join(factors[1:])


def _estimate(row: pd.Series) -> str:
    return latex.figure(row["estimate"])


def _error(row: pd.Series) -> str:
    return f"({latex.figure(row['std_error'])})"


def _interval(row: pd.Series) -> str:
    return f"[{latex.figure(row['ci_low'])}, {latex.figure(row['ci_high'])}]"


def design_rows(declared: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say which effects each specification absorbs, one row an effect."""
    effects = dict.fromkeys(tuple(effect) for s in declared for effect in s["effects"])
    return [
        latex.cells(
            latex.escape(_effect_label(effect)),
            *("Yes" if list(effect) in s["effects"] else "No" for s in declared),
        )
        for effect in effects
    ]


def _effect_label(effect: Sequence[str]) -> str:
    first, *others = (EFFECT_NAMES.get(column, column) for column in effect)
    return " × ".join([first, *(name.lower() for name in others)]) + " effects"


def count_rows(declared: Sequence[Mapping[str, Any]], results: Sequence[pd.DataFrame]) -> list[str]:
    """Count observations, clusters and cells, with the within R-squared in the last row."""
    clusters = CLUSTER_NAMES[declared[0]["cluster"]][1]
    counts = {
        "Observations ($N$)": ("n_obs", 0),
        f"{clusters}, clusters ($G$)": ("n_clusters", 0),
        "Economy-industry cells": ("n_cells", 0),
        "Within $R^2$": ("r2_within", 4),
    }
    return [
        latex.cells(label, *(latex.figure(table[column].iloc[0], digits) for table in results))
        for label, (column, digits) in counts.items()
    ]


def _notes(
    exhibit: RegressionTable, declared: Sequence[Mapping[str, Any]], counts: Mapping[str, str]
) -> str:
    samples = dict.fromkeys(specification["sample"]["label"] for specification in declared)
    convention = CONVENTION.format(cluster=CLUSTER_NAMES[declared[0]["cluster"]][0])
    # Where a column has an estimator of its own, the declared notes say which.
    least_squares = not any("estimator" in specification for specification in declared)
    estimator = "Least squares with absorbed effects. " if least_squares else ""
    return (
        f"{latex.words(exhibit.notes, counts)} Sample: {latex.escape('; '.join(samples))}. "
        f"{estimator}{convention}"
    )
