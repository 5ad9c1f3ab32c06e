"""What stands in place of a test where a claim has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.exhibits import latex
from gvcrobots.exhibits.sentences import NOT_TESTABLE


def untested_claims(
    claims: Mapping[str, Mapping[str, Any]],
    participation: pd.DataFrame,
    association: pd.DataFrame,
    turn: int,
) -> dict[str, tuple[str, str]]:
    """Say what stands in place of a test where a claim has none.

    Parameters
    ----------
    claims
        Resolved declarations.
    participation
        `year, measure, computed, published` of world participation, per cent (measurements).
    association
        Result of `association.compute`, `output/industries_association.csv` (descriptive claims).
    turn
        Last year of hyper-globalisation in the theory.

    Returns
    -------
    dict of tuple of str
        By claim, as LaTeX: what is shown, and the finding in words.
    """
    untested = {}
    for claim, declared in claims.items():
        if declared["kind"] == "measurement":
            untested[claim] = _measured(participation, turn)
        elif declared["kind"] == "descriptive":
            found = association.iloc[0]  # all industries
            shown = (
                "Robot penetration and change of participation of "
                f"{found['n']} industries: Spearman's rank correlation"
            )
            untested[claim] = (shown, f"rank correlation {latex.figure(found['spearman'], 2)}")
        elif declared["kind"] == "not_testable":
            untested[claim] = ("--", f"{NOT_TESTABLE}: {latex.escape(declared['reason'])}")
    return untested


def _measured(participation: pd.DataFrame, turn: int) -> tuple[str, str]:
    """Set computed beside published participation, and say how the computed one moves."""
    computed, published = (
        participation.pivot(index="measure", columns="year", values=column)
        for column in ("computed", "published")
    )
    published = published.dropna(how="all").dropna(axis=1, how="all")
    claimed = [name for name in participation["measure"].unique() if name in published.index]
    computed = computed.loc[claimed].dropna(axis=1)
    years = sorted({computed.columns[0], turn, computed.columns[-1], *published.columns})
    shown, courses = [], {}
    for measure, row in computed.iterrows():
        pairs = [(year, row.get(year), published.loc[measure].get(year)) for year in years]
        known = [_pair(*pair) for pair in pairs if any(map(pd.notna, pair[1:]))]
        name = measure.replace("_", "-")
        shown.append(f"{name} {', '.join(known)}")
        courses[name] = _course(row, turn)
    words = [f"{name}: {course}" for name, course in courses.items()]
    if len(set(courses.values())) == 1:
        words = [*courses.values()][:1]
    return f"World, per cent, computed (published): {'; '.join(shown)}", "; ".join(words)


def _pair(year: int, computed: float | None, published: float | None) -> str:
    parts = [latex.figure(computed, 1)] if pd.notna(computed) else []
    parts += [f"({latex.figure(published, 1)})"] if pd.notna(published) else []
    return f"{' '.join(parts)} in {year}"


def _course(computed: pd.Series, turn: int) -> str:
    """Say how a measure moves to the turn, and where it ends."""
    first, last = computed.index[0], computed.index[-1]
    to_turn, at_end = computed[turn] - computed[first], computed[last] - computed[turn]
    before = "rises" if to_turn > 0 else "does not rise"
    after = "lower" if at_end < 0 else "higher" if at_end > 0 else "the same"
    return f"{before} to {turn}, {after} in {last}"
