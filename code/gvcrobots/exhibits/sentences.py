"""What verdicts say in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from gvcrobots.exhibits.latex import escape, figure, p_equation
from gvcrobots.programme.verdicts import CONTRADICTED, ESTIMATED, NULL, SUPPORTED
from gvcrobots.results import FAMILYWISE

NOT_TESTABLE = "not testable"
SHORT = {SUPPORTED: SUPPORTED, CONTRADICTED: CONTRADICTED, NULL: "null"}
UNITS_SPELLED = (
    *("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS_SPELLED = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# Unit of an outcome: what a change and a level are multiplied by, and their words.
UNITS = {
    "%": (1, "percentage points", "per cent"),
    "share of GDP": (100, "percentage points of GDP", "per cent of GDP"),
}


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
    """Spell a count below a hundred."""
    if number >= 100:
        return str(number)
    if number < len(UNITS_SPELLED):
        return UNITS_SPELLED[number]
    tens, rest = divmod(number, 10)
    return TENS_SPELLED[tens - 2] + (f"-{UNITS_SPELLED[rest]}" if rest else "")


def listed(names: Sequence[str]) -> str:
    """Join names: `none`, `C2`, `C2 and C3`, `C2, C3 and C4`."""
    if not names:
        return "none"
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
