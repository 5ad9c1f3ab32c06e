"""Tables in Markdown, for pages that are read without LaTeX."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.declare.exhibits import RegressionTable
from gvcrobots.declare.files import term_label
from gvcrobots.exhibits.plain import plain, plain_p, plain_p_equation
from gvcrobots.results import headline


def markdown_regressions(
    exhibit: RegressionTable, family: Mapping[str, Any], estimates: pd.DataFrame
) -> str:
    """Set the terms of interest of a regression table, controls left out.

    Parameters
    ----------
    exhibit
        Declaration of the table.
    family
        Resolved family.
    estimates
        Rows of `output/estimates.csv` of the family.

    Returns
    -------
    str
        Markdown: estimate, standard error in parentheses, two-sided p-value; one row a term.
    """
    columns = exhibit.columns
    rows = headline(estimates).set_index(["specification", "term"])
    terms = dict.fromkeys(t for name in columns for t in family["specifications"][name]["terms"])
    lines = [
        "| | " + " | ".join(name.replace("_", ", ") for name in columns) + " |",
        "|---|" + "---|" * len(columns),
    ]
    for term in terms:
        label = term_label(term, family["labels"])
        cells = [_cell(rows, (name, term)) for name in columns]
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    first = rows.groupby(level="specification").first()
    for label, column in (("Observations", "n_obs"), ("Economies (clusters)", "n_clusters")):
        counts = [f"{first.loc[name, column]:,.0f}" for name in columns]
        lines.append(f"| {label} | " + " | ".join(counts) + " |")
    return "\n".join(lines) + "\n"


def _cell(rows: pd.DataFrame, key: tuple[str, str]) -> str:
    if key not in rows.index:
        return ""
    row = rows.loc[key]
    return (
        f"{plain(row['estimate'])} ({plain(row['std_error'])}), {plain_p_equation(row['p_value'])}"
    )


def markdown_scorecard(
    claims: Mapping[str, Mapping[str, Any]],
    scores: pd.DataFrame,
    untested: Mapping[str, tuple[str, str]],
) -> str:
    """Set one row a claim: its prediction, and the verdict of its headline test.

    Parameters
    ----------
    claims
        Resolved declarations.
    scores
        Result of `verdicts.compute`, `output/claims.csv`.
    untested
        Result of `untested.untested_claims`; its findings have no LaTeX but minus signs.

    Returns
    -------
    str
        Markdown: claim, prediction, verdict, familywise p-value.
    """
    headlines = scores[scores["number"] == 1].set_index("claim")
    lines = ["| claim | prediction | verdict | p |", "|---|---|---|---|"]
    for name, declared in claims.items():
        if name in headlines.index:
            row = headlines.loc[name]
            cells = [row["verdict"], plain_p(row["p_value"])]
        else:
            cells = [untested[name][1].replace("$-$", "−"), ""]
        lines.append(f"| {name} | {declared['prediction']} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines) + "\n"
