"""Scorecard of the claims: one row each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.declare.exhibits import ScorecardTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.claim_cells import LEFT, RIGHT, SIGNS, numbers, tested
from gvcrobots.exhibits.sentences import SHORT
from gvcrobots.exhibits.task import Task
from gvcrobots.exhibits.untested import untested_claims

COLUMNS = f"l{LEFT}p{{3.4cm}}{LEFT}p{{3.3cm}}{RIGHT}p{{2cm}}rr{LEFT}p{{2.7cm}}"
ACROSS = f"{LEFT}p{{7.9cm}}"  # from the third to the sixth of the columns
HEADER = ["", "Claim", "Test (sign)", r"Estimate \par [interval]", "$p$", "MDE", "Verdict"]


def render(task: Task) -> str:
    """Read the scores and what stands in place of tests, and set the table."""
    claims, scores = task.context["claims"], task.table("claims")
    described = task.table("participation"), task.table("industries_association")
    untested = untested_claims(claims, *described, task.context["turn"])
    return scorecard_table(task.name, task.exhibit, claims, scores, untested)


def scorecard_table(
    name: str,
    exhibit: ScorecardTable,
    claims: Mapping[str, Mapping[str, Any]],
    scores: pd.DataFrame,
    untested: Mapping[str, tuple[str, str]],
) -> str:
    """Set one row a claim: its headline test and verdict, or what stands in place of a test.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    claims
        Resolved declarations of all claims.
    scores
        Result of `verdicts.score`.
    untested
        Result of `untested.untested_claims`.

    Returns
    -------
    str
        LaTeX fragment.
    """
    rows: list[str] = []
    for claim, declared in claims.items():
        if claim in untested:
            shown, words = untested[claim]
            entries = [rf"\multicolumn{{4}}{{{ACROSS}}}{{{shown}}}", words]
        else:
            entries = _claim_entries(scores[scores["claim"] == claim])
        rows += [r"\addlinespace"] if rows else []
        rows.append(latex.cells(claim, latex.escape(declared["claim"]), *entries))
    notes = latex.words(exhibit.notes)
    header = [latex.cells(*HEADER)]
    return latex.table(name, exhibit, COLUMNS, header, rows, notes, "scriptsize")


def _claim_entries(tests: pd.DataFrame) -> list[str]:
    """Entries of the headline test; the verdict counts the further tests."""
    first, *further = tests.to_dict("records")
    estimate, interval, *others = numbers(first)
    words = first["verdict"]
    if further:
        found = [SHORT[test["verdict"]] for test in further]
        counts = ", ".join(f"{found.count(each)} {each}" for each in dict.fromkeys(found))
        words += f"; further test{'s' if len(further) > 1 else ''}: {counts}"
    # A line break \\ would take the opening bracket of the interval for its option.
    test = f"{tested(first)} ({SIGNS[first['sign']]})"
    return [test, rf"{estimate} \par {interval}", *others, words]
