"""The rule of decision of the study (section 6): a verdict on every test of every claim."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.results import FAMILYWISE, KEYS, SIGNIFICANCE, headline

SUPPORTED, CONTRADICTED, NULL = "supported", "contradicted", "not distinguishable from zero"
SCALES = ("regressor_sd", "outcome_mean", "outcome_sd")  # without them a test has no words
DECLARED = (*KEYS, "sign", "term_label", "outcome_label", "outcome_unit", "sample_label")
ESTIMATED = ("estimate", "ci_low", "ci_high")
STANDARDISED = ("standardised", "low", "high")
DECIDED = ("p_value", "p_inference", "verdict")
COLUMNS = ("claim", "number", *DECLARED, *ESTIMATED, *DECIDED, *SCALES, "detectable_effect")


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read estimates and diagnostics, and score the `claims`."""
    names = ("all_estimates", "all_diagnostics")
    estimates, diagnostics = (pd.read_csv(inputs[name]) for name in names)
    return standardised(score(declared["claims"], estimates, diagnostics))


def standardised(scores: pd.DataFrame) -> pd.DataFrame:
    """Express every test in standard deviations as well, so that claims share an axis.

    Parameters
    ----------
    scores
        Result of `score`.

    Returns
    -------
    DataFrame
        The scores with `STANDARDISED`: estimate and interval times the within standard deviation
        of the term over that of the outcome.
    """
    scale = scores["regressor_sd"] / scores["outcome_sd"]
    named = zip(STANDARDISED, ESTIMATED, strict=True)
    return scores.assign(**{name: scores[key] * scale for name, key in named})


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
