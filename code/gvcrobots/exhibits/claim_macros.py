"""What the text can call by name of the claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from gvcrobots.exhibits import latex
from gvcrobots.exhibits.numbers import Macro
from gvcrobots.exhibits.sentences import NOT_TESTABLE, listed, sentence, spelled
from gvcrobots.programme.verdicts import CONTRADICTED, NULL, SUPPORTED

SOURCE = "output/claims.csv"
LABELS = {"supported": SUPPORTED, "contradicted": CONTRADICTED, "null": NULL}


def claim_macros(
    claims: Mapping[str, Mapping[str, Any]],
    scores: pd.DataFrame,
    untested: Mapping[str, tuple[str, str]],
) -> Iterator[Macro]:
    """Name what the rule of decision says of every claim and test.

    Parameters
    ----------
    claims
        Resolved declarations.
    scores
        Result of `verdicts.compute`, `output/claims.csv`.
    untested
        Result of `untested.untested_claims`.

    Yields
    ------
    Macro
        `claim.C2.verdict`, `.sentence`, `.estimate`, `.ci_low`, `.ci_high`, `.p`,
        `.detectable_effect` of the headline test, the same with `claim.C2.2` for further tests;
        `.verdict` of a claim without a test; and the counts of `count_macros`.
    """
    for test in scores.to_dict("records"):
        key = f"claim.{test['claim']}" + (f".{test['number']}" if test["number"] > 1 else "")
        row = f"{test['claim']}, {test['number']}"
        yield Macro(f"{key}.verdict", test["verdict"], SOURCE, row)
        yield Macro(f"{key}.sentence", sentence(test), SOURCE, row)
        for name in ("estimate", "ci_low", "ci_high", "detectable_effect"):
            yield Macro(f"{key}.{name}", latex.figure(test[name]), SOURCE, row, test[name])
        yield Macro(f"{key}.p", latex.p_equation(test["p_value"]), SOURCE, row, test["p_value"])
    for claim, (_, words) in untested.items():
        untestable = claims[claim]["kind"] == "not_testable"
        yield Macro(f"claim.{claim}.verdict", NOT_TESTABLE if untestable else words, SOURCE, claim)
    yield from count_macros(claims, scores)


def count_macros(claims: Mapping[str, Mapping[str, Any]], scores: pd.DataFrame) -> Iterator[Macro]:
    """Count claims by the verdict of their headline.

    Yields
    ------
    Macro
        `claims.supported`, the count in words, `claims.supported_list` and `claims.supported_are`,
        the count with its verb, and so on for `contradicted`, `null` and `not_testable`;
        `claims.total`.
    """
    headlines = scores[scores["number"] == 1].set_index("claim")["verdict"]
    groups = {label: headlines.index[headlines == v].tolist() for label, v in LABELS.items()}
    groups["not_testable"] = [name for name in claims if claims[name]["kind"] == "not_testable"]
    for label, names in groups.items():
        count = spelled(len(names))
        for suffix, words in (
            ("", count),
            ("_list", listed(names)),
            ("_are", f"{count} {'is' if len(names) < 2 else 'are'}"),
        ):
            yield Macro(f"claims.{label}{suffix}", words, SOURCE, "number 1")
    yield Macro("claims.total", spelled(len(claims)), "config/claims.yaml", "claims")
