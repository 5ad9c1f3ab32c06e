"""Cells that the tables of claims share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gvcrobots.exhibits import latex
from gvcrobots.exhibits.sentences import decimals, lowered

SIGNS = {"negative": "$-$", "positive": "$+$", "any": r"$\pm$"}
LEFT, RIGHT = r">{\raggedright\arraybackslash}", r">{\raggedleft\arraybackslash}"


def tested(test: Mapping[str, Any]) -> str:
    """Say which term of which outcome a test is on."""
    term = lowered(test["term_label"])
    return f"{term[:1].upper()}{term[1:]} on {lowered(test['outcome_label'])}"


def numbers(test: Mapping[str, Any]) -> list[str]:
    """Estimate, interval, p-value, detectable effect."""
    digits = decimals(test["estimate"], test["ci_low"], test["ci_high"])
    keys = ("estimate", "ci_low", "ci_high", "detectable_effect")
    estimate, low, high, detectable = (latex.figure(test[key], digits) for key in keys)
    return [estimate, f"[{low}, {high}]", latex.p_figure(test["p_value"]), detectable]
