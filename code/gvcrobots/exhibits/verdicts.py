"""The rule of decision of the study (section 6), and what it says in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from gvcrobots.exhibits.latex import escape, figure
from gvcrobots.exhibits.numbers import p_equation
from gvcrobots.results import FAMILYWISE, KEYS, SIGNIFICANCE, headline

SUPPORTED, CONTRADICTED, NULL = "supported", "contradicted", "not distinguishable from zero"
NOT_TESTABLE = "not testable"
SHORT = {SUPPORTED: SUPPORTED, CONTRADICTED: CONTRADICTED, NULL: "null"}
SCALES = ("regressor_sd", "outcome_mean", "outcome_sd")  # without them a test has no words
DECLARED = (*KEYS, "sign", "term_label", "outcome_label", "outcome_unit", "sample_label")
ESTIMATED = ("estimate", "ci_low", "ci_high")
DECIDED = ("p_value", "p_inference", "verdict")
COLUMNS = ("claim", "number", *DECLARED, *ESTIMATED, *DECIDED, *SCALES, "detectable_effect")
SPELLED = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
# Unit of an outcome: what a change and a level are multiplied by, and their words.
UNITS = {
    "%": (1, "percentage points", "per cent"),
    "share of GDP": (100, "percentage points of GDP", "per cent of GDP"),
}


def verdict(estimate: float, p_value: float, sign: str) -> str:
    """Decide on a test: section 6 of the study, two-sided.

    Parameters
    ----------
    estimate
        Of the coefficient.
    p_value
        Of the hypothesis that it is zero, with its family of hypotheses in view.
    sign
        That the theory predicts: `negative`, `positive`, or `any` if it says that there is a
        difference.

    Returns
    -------
    str
        `supported`, `contradicted` or `not distinguishable from zero`.

    Raises
    ------
    ValueError
        If the p-value is missing: an unknown result is not a null.
    """
    if math.isnan(p_value):
        raise ValueError("verdict: p_value: missing")
    if p_value >= SIGNIFICANCE:
        return NULL
    found = "negative" if estimate < 0 else "positive"
    return SUPPORTED if sign in ("any", found) else CONTRADICTED


def score(
    claims: Mapping[str, Mapping[str, Any]], estimates: pd.DataFrame, diagnostics: pd.DataFrame
) -> pd.DataFrame:
    """Look up and decide every test of every claim.

    Parameters
    ----------
    claims
        Resolved declarations.
    estimates, diagnostics
        Rows of `output/estimates.csv` and `output/diagnostics.csv`.

    Returns
    -------
    DataFrame
        `COLUMNS`, one row a test, headline tests (`number` 1) first within a claim. Estimate and
        interval are those of the headline method; the p-value is Romano and Wolf's, or that of the
        headline method if the family has none of theirs, and `p_inference` says which. The
        detectable effect is missing for estimators other than least squares.

    Raises
    ------
    ValueError
        If a test has no estimate, no p-value or no scale; the message names claim, family,
        specification and term.
    """
    rows = headline(estimates).set_index(KEYS)
    familywise = estimates[estimates["inference"] == FAMILYWISE].set_index(KEYS)["p_value"]
    values = diagnostics.fillna({"term": ""}).set_index([*KEYS, "statistic"])["value"]
    records = [
        {"claim": claim, "number": number}
        | {key: test[key] for key in DECLARED}
        | _decided(f"claim {claim}", test, rows, familywise)
        | _scale(f"claim {claim}", test, values)
        for claim, declared in claims.items()
        for number, test in enumerate(declared.get("tests", []), start=1)
    ]
    return pd.DataFrame(records, columns=list(COLUMNS))


def _decided(
    claim: str, test: Mapping[str, Any], rows: pd.DataFrame, familywise: pd.Series
) -> dict[str, Any]:
    place = tuple(test[key] for key in KEYS)
    if place not in rows.index:
        raise ValueError(f"output/estimates.csv: {claim}: no row of {_place(place)}")
    row = rows.loc[place]
    p_value, inference = row["p_value"], row["inference"]
    if place[0] in familywise.index.get_level_values(0):
        if place not in familywise.index:
            raise ValueError(f"output/estimates.csv: {claim}: no {FAMILYWISE} of {_place(place)}")
        p_value, inference = familywise[place], FAMILYWISE
    if math.isnan(p_value):
        raise ValueError(
            f"output/estimates.csv: {claim}: {inference}: no p_value of {_place(place)}"
        )
    decision = verdict(row["estimate"], p_value, test["sign"])
    decided = {"p_value": p_value, "p_inference": inference, "verdict": decision}
    return {key: row[key] for key in ESTIMATED} | decided


def _scale(claim: str, test: Mapping[str, Any], values: pd.Series) -> dict[str, float]:
    family, specification, term = (test[key] for key in KEYS)
    scale = {}
    for name in (*SCALES, "detectable_effect"):
        of_term = "" if name.startswith("outcome") else term
        scale[name] = values.get((family, specification, of_term, name), math.nan)
        if name in SCALES and math.isnan(scale[name]):
            place = _place((family, specification, term))
            raise ValueError(f"output/diagnostics.csv: {claim}: no {name} of {place}")
    return scale


def _place(place: tuple[str, ...]) -> str:
    return ", ".join(f"{key} {name!r}" for key, name in zip(KEYS, place, strict=True))


def sentence(test: Mapping[str, Any]) -> str:
    """Say a test in words, as LaTeX.

    Parameters
    ----------
    test
        Row of `score`.

    Returns
    -------
    str
        What a rise of the term by one within standard deviation goes with, the interval, the mean
        of the outcome, and what the test says; where it says nothing, what it would have found.
    """
    unit = test["outcome_unit"]
    factor, change, level = UNITS.get(unit, (1, escape(unit), escape(unit)))
    scale = factor * test["regressor_sd"]
    sizes = [test[key] * scale for key in (*ESTIMATED, "detectable_effect")]
    digits = decimals(*sizes[:3])
    moves, low, high, found = (figure(size, digits) for size in sizes)
    outcome = lowered(test["outcome_label"])
    outcome += "," if "," in outcome else ""
    text = (
        f"A rise of {lowered(test['term_label'])} by one within standard deviation moves "
        f"{outcome} by {moves} {change} (95 per cent interval {low} to "
        f"{high}), against a mean of {figure(factor * test['outcome_mean'], 2)} {level}"
    )
    name = "Romano-Wolf " if test["p_inference"] == FAMILYWISE else ""
    tested = f"({name}{p_equation(test['p_value'])})"
    if test["verdict"] != NULL:
        return f"{text}; the prediction is {test['verdict']} {tested}."
    text = f"{text}; this is {NULL} {tested}"
    if math.isnan(sizes[3]):
        return f"{text}."
    return f"{text}, and an effect of {found} would have been found with a power of 80 per cent."


def decimals(*sizes: float) -> int:
    """Choose two decimals, or up to four where the largest of the numbers is small."""
    largest = max((abs(size) for size in sizes if math.isfinite(size)), default=0.0)
    if largest == 0:
        return 2
    return min(max(1 - math.floor(math.log10(largest)), 2), 4)


def lowered(label: str) -> str:
    """Put a label into a sentence: small letters but for abbreviations, as LaTeX."""
    parts = label.split(" × ")
    small = (p if p[1:2].isupper() else p[:1].lower() + p[1:] for p in parts)
    return escape(" × ".join(small))


def spelled(number: int) -> str:
    """Spell a count up to twenty."""
    return SPELLED[number] if number < len(SPELLED) else str(number)


def listed(names: Sequence[str]) -> str:
    """Join names: `none`, `C2`, `C2 and C3`, `C2, C3 and C4`."""
    if not names:
        return "none"
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
