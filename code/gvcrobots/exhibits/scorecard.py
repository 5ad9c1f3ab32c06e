"""The scorecard of claims: its tables, and its macros for the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from gvcrobots.data.sources import TURN
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.industries import association
from gvcrobots.exhibits.numbers import Macro, p_equation
from gvcrobots.exhibits.verdicts import (
    CONTRADICTED,
    NOT_TESTABLE,
    NULL,
    SHORT,
    SUPPORTED,
    decimals,
    listed,
    lowered,
    sentence,
    spelled,
)

Claims = Mapping[str, Mapping[str, Any]]

SIGNS = {"negative": "$-$", "positive": "$+$", "any": r"$\pm$"}
_LEFT, _RIGHT = r">{\raggedright\arraybackslash}", r">{\raggedleft\arraybackslash}"
COLUMNS = f"l{_LEFT}p{{3.4cm}}{_LEFT}p{{3.3cm}}{_RIGHT}p{{2cm}}rr{_LEFT}p{{2.7cm}}"
ACROSS = f"{_LEFT}p{{7.9cm}}"  # from the third to the sixth of the columns
HEADER = ["", "Claim", "Test (sign)", r"Estimate \par [interval]", "$p$", "MDE", "Verdict"]
TESTS_COLUMNS = f"@{{}}l{_LEFT}p{{4.2cm}}c{_LEFT}p{{2.25cm}}rrrrl@{{}}"
TESTS_HEADER = ["", "Test", "Sign", "Specification", "Estimate", "Interval", *HEADER[4:]]


def scorecard_table(
    name: str,
    exhibit: Mapping[str, Any],
    claims: Claims,
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
        Result of `untested_claims`.

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
    notes = latex.escape(exhibit["notes"])
    header = [latex.cells(*HEADER)]
    return latex.table(name, exhibit, COLUMNS, header, rows, notes, "scriptsize")


def _claim_entries(tests: pd.DataFrame) -> list[str]:
    """Entries of the headline test; the verdict counts the further tests."""
    first, *further = tests.to_dict("records")
    estimate, interval, *others = _numbers(first)
    words = first["verdict"]
    if further:
        found = [SHORT[test["verdict"]] for test in further]
        counts = ", ".join(f"{found.count(each)} {each}" for each in dict.fromkeys(found))
        words += f"; further test{'s' if len(further) > 1 else ''}: {counts}"
    # A line break \\ would take the opening bracket of the interval for its option.
    tested = f"{_tested(first)} ({SIGNS[first['sign']]})"
    return [tested, rf"{estimate} \par {interval}", *others, words]


def _tested(test: Mapping[str, Any]) -> str:
    term = lowered(test["term_label"])
    return f"{term[:1].upper()}{term[1:]} on {lowered(test['outcome_label'])}"


def _numbers(test: Mapping[str, Any]) -> list[str]:
    """Estimate, interval, p-value, detectable effect."""
    digits = decimals(test["estimate"], test["ci_low"], test["ci_high"])
    keys = ("estimate", "ci_low", "ci_high", "detectable_effect")
    estimate, low, high, detectable = (latex.figure(test[key], digits) for key in keys)
    return [estimate, f"[{low}, {high}]", latex.p_figure(test["p_value"]), detectable]


def tests_table(name: str, exhibit: Mapping[str, Any], scores: pd.DataFrame) -> str:
    """Set every test of every claim, one row each.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit.
    scores
        Result of `verdicts.score`.

    Returns
    -------
    str
        LaTeX fragment.
    """
    body = [
        latex.cells(
            test["claim"] if test["number"] == 1 else "",
            _tested(test),
            SIGNS[test["sign"]],
            latex.escape(f"{test['family']}, {test['specification']}"),
            *_numbers(test),
            SHORT[test["verdict"]],
        )
        for test in scores.to_dict("records")
    ]
    notes = latex.escape(exhibit["notes"])
    header = [latex.cells(*TESTS_HEADER)]
    return latex.table(name, exhibit, TESTS_COLUMNS, header, body, notes, "scriptsize")


def untested_claims(
    claims: Claims, participation: pd.DataFrame, industries: pd.DataFrame
) -> dict[str, tuple[str, str]]:
    """Say what stands in place of a test where a claim has none.

    Parameters
    ----------
    claims
        Resolved declarations.
    participation
        `year, measure, computed, published` of world participation, per cent (measurements).
    industries
        One row an industry with `apr` and `change` (descriptive claims).

    Returns
    -------
    dict of tuple of str
        By claim, as LaTeX: what is shown, and the finding in words.
    """
    untested = {}
    for claim, declared in claims.items():
        if declared["kind"] == "measurement":
            untested[claim] = _measured(participation)
        elif declared["kind"] == "descriptive":
            rank = association(industries)["spearman"]
            shown = (
                "Robot penetration and change of participation of "
                f"{len(industries)} industries: Spearman's rank correlation"
            )
            untested[claim] = (shown, f"rank correlation {latex.figure(rank, 2)}")
        elif declared["kind"] == "not_testable":
            untested[claim] = ("--", f"{NOT_TESTABLE}: {latex.escape(declared['reason'])}")
    return untested


def _measured(participation: pd.DataFrame) -> tuple[str, str]:
    """Set computed beside published participation, and say how the computed one moves."""
    computed, published = (
        participation.pivot(index="measure", columns="year", values=column)
        for column in ("computed", "published")
    )
    published = published.dropna(how="all").dropna(axis=1, how="all")
    claimed = [name for name in participation["measure"].unique() if name in published.index]
    computed = computed.loc[claimed].dropna(axis=1)
    years = sorted({computed.columns[0], TURN, computed.columns[-1], *published.columns})
    shown, courses = [], {}
    for measure, row in computed.iterrows():
        pairs = [(year, row.get(year), published.loc[measure].get(year)) for year in years]
        known = [_pair(*pair) for pair in pairs if any(map(pd.notna, pair[1:]))]
        name = measure.replace("_", "-")
        shown.append(f"{name} {', '.join(known)}")
        courses[name] = _course(row)
    words = [f"{name}: {course}" for name, course in courses.items()]
    if len(set(courses.values())) == 1:
        words = [*courses.values()][:1]
    return f"World, per cent, computed (published): {'; '.join(shown)}", "; ".join(words)


def _pair(year: int, computed: float | None, published: float | None) -> str:
    parts = [latex.figure(computed, 1)] if pd.notna(computed) else []
    parts += [f"({latex.figure(published, 1)})"] if pd.notna(published) else []
    return f"{' '.join(parts)} in {year}"


def _course(computed: pd.Series) -> str:
    """Say how a measure moves to the turn, and where it ends."""
    first, last = computed.index[0], computed.index[-1]
    to_turn, at_end = computed[TURN] - computed[first], computed[last] - computed[TURN]
    before = "rises" if to_turn > 0 else "does not rise"
    after = "lower" if at_end < 0 else "higher" if at_end > 0 else "the same"
    return f"{before} to {TURN}, {after} in {last}"


def claim_macros(
    claims: Claims, scores: pd.DataFrame, untested: Mapping[str, tuple[str, str]]
) -> Iterator[Macro]:
    """Name what the rule of decision says of every claim and test.

    Parameters
    ----------
    claims
        Resolved declarations.
    scores
        Result of `verdicts.score`.
    untested
        Result of `untested_claims`.

    Yields
    ------
    tuple of str
        `claim.C2.verdict`, `.sentence`, `.estimate`, `.ci_low`, `.ci_high`, `.p`,
        `.detectable_effect` of the headline test, the same with `claim.C2.2` for further tests;
        `.verdict` of a claim without a test; `claims.supported`, the count in words,
        `claims.supported_list` and `claims.supported_are`, the count with its verb, and so on for
        `contradicted`, `null` and `not_testable`; `claims.total`.
    """
    for test in scores.to_dict("records"):
        key = f"claim.{test['claim']}" + (f".{test['number']}" if test["number"] > 1 else "")
        yield f"{key}.verdict", test["verdict"]
        yield f"{key}.sentence", sentence(test)
        for name in ("estimate", "ci_low", "ci_high", "detectable_effect"):
            yield f"{key}.{name}", latex.figure(test[name])
        yield f"{key}.p", p_equation(test["p_value"])
    for claim, (_, words) in untested.items():
        untestable = claims[claim]["kind"] == "not_testable"
        yield f"claim.{claim}.verdict", NOT_TESTABLE if untestable else words
    headlines = scores[scores["number"] == 1].set_index("claim")["verdict"]
    groups = {
        label: headlines.index[headlines == words].tolist()
        for label, words in (
            ("supported", SUPPORTED),
            ("contradicted", CONTRADICTED),
            ("null", NULL),
        )
    }
    groups["not_testable"] = [name for name in claims if claims[name]["kind"] == "not_testable"]
    for label, names in groups.items():
        yield f"claims.{label}", spelled(len(names))
        yield f"claims.{label}_list", listed(names)
        yield f"claims.{label}_are", f"{spelled(len(names))} {'is' if len(names) < 2 else 'are'}"
    yield "claims.total", spelled(len(claims))
