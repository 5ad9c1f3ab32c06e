"""Claims, estimates and diagnostics that are made up, for tests of the scorecard."""

import numpy as np
import pandas as pd
from gvcrobots.declare.exhibits import typed

# Family, specification, term, sign that is predicted, estimate, Romano-Wolf p-value (none: the
# family has none).
TESTS = {
    "C2": [("baseline", "both", "robots", "negative", -0.8, 0.01)],
    "C3": [
        ("baseline", "both", "digital", "positive", -2.0, 0.02),
        ("exposure", "both", "digital:coordination", "positive", 3.0, 0.03),
        ("exposure", "both", "robots:apr", "negative", -0.5, 0.6),
    ],
    "C6": [("interactions", "period", "robots:after_2008", "any", 0.4, 0.04)],
    "C7": [("channels", "labour_share", "robots", "negative", -0.012, 0.2)],
    "C8": [("channels", "length_foreign", "robots", "negative", 0.02, 0.049)],
    "C13": [("policy", "tariffs", "tariff", "negative", -0.3, None)],
}
WITHOUT = {
    "C1": {"kind": "measurement"},
    "C14": {"kind": "descriptive"},
    "C15": {"kind": "not_testable", "reason": "needs data of firms"},
}
FILLED = ("C4", "C5", "C9", "C10", "C11", "C12")  # with a null each, so that there are fifteen
LABELS = {"robots": "Robots", "digital": "Digital infrastructure", "apr": "Penetration"}
LABELS |= {"coordination": "Coordination", "after_2008": "After 2008", "tariff": "Tariff"}
OUTCOMES = {
    "labour_share": ("Labour share", "share of GDP", 0.55),
    "length_foreign": ("Foreign length", "stages", 0.7),
}
PARTICIPATION = pd.DataFrame(
    [
        *(
            (year, "trade_based", value)
            for year, value in ((1995, 34.9), (2008, 46.8), (2011, 44.4))
        ),
        *((year, "production_based", value) for year, value in ((1995, 9.5), (2008, 14.4))),
        (2011, "production_based", 13.4),
        (2020, "trade_based", np.nan),
    ],
    columns=["year", "measure", "computed"],
).assign(published=[35.2, 46.1, np.nan, 9.6, 14.2, np.nan, 44.4])
ASSOCIATION = pd.DataFrame([{"without": "none", "spearman": 0.8, "n": 4}])
WORDS = {"caption": "Scorecard", "notes": "Notes of 5 % tests."}
EXHIBIT = typed("tables", WORDS | {"kind": "scorecard"})
ALL_TESTS = typed("tables", WORDS | {"kind": "tests"})


def all_tests():
    """Tests by claim, also of the claims that fill up the list."""
    fillers = {name: [("channels", f"s{name}", "robots", "negative", -0.4, 0.9)] for name in FILLED}
    return TESTS | fillers


def declared_claims():
    """Resolved declarations, in the order of their numbers."""
    claims = {name: {"claim": f"Claim {name} & more", **rest} for name, rest in WITHOUT.items()}
    for name, tests in all_tests().items():
        claims[name] = {"claim": f"Claim {name}", "kind": "test"}
        claims[name]["tests"] = [_declared(*test[:4]) for test in tests]
    for name, claim in claims.items():
        claim["prediction"] = f"Prediction of {name}"
    return {name: claims[name] for name in sorted(claims, key=lambda name: int(name[1:]))}


def _declared(family, specification, term, sign):
    label, unit, _ = OUTCOMES.get(specification, ("Backward participation", "%", 30.2))
    return {
        "family": family,
        "specification": specification,
        "term": term,
        "sign": sign,
        "outcome_label": label,
        "outcome_unit": unit,
        "term_label": " × ".join(LABELS[part] for part in term.split(":")),
        "sample_label": "All",
    }


def made_up_estimates():
    """Headline rows, of CRV1 with another p-value, and of Romano and Wolf."""
    rows = []
    for tests in all_tests().values():
        for family, specification, term, _, estimate, p_value in tests:
            place = {"family": family, "specification": specification, "term": term}
            place |= {"estimate": estimate}
            half = abs(estimate) * 0.9
            bounds = {"ci_low": estimate - half, "ci_high": estimate + half}
            rows.append(place | bounds | {"inference": "wcr31", "p_value": 0.03})
            rows.append(place | {"inference": "crv1", "p_value": 0.7, "ci_low": -9, "ci_high": 9})
            if p_value is not None:
                rows.append(place | {"inference": "romano_wolf", "p_value": p_value})
    return pd.DataFrame(rows)


def made_up_diagnostics():
    """Scales of every test: s.d. of the term 0.5, of the outcome 2, detectable effect 1.5."""
    rows = []
    for tests in all_tests().values():
        for family, specification, term, *_ in tests:
            mean = OUTCOMES.get(specification, (0, 0, 30.2))[2]
            for of, statistic, value in (
                (term, "regressor_sd", 0.5),
                (term, "detectable_effect", 1.5),
                (np.nan, "outcome_mean", mean),
                (np.nan, "outcome_sd", 2.0),
            ):
                rows.append((family, specification, of, statistic, value))
    columns = ["family", "specification", "term", "statistic", "value"]
    return pd.DataFrame(rows, columns=columns).drop_duplicates()


def flipped(estimates, family, specification, term):
    """Turn the sign of one test round, with its interval."""
    rows = estimates["family"].eq(family) & estimates["specification"].eq(specification)
    rows &= estimates["term"].eq(term)
    turned = estimates.copy()
    turned.loc[rows, ["estimate", "ci_low", "ci_high"]] = -estimates.loc[
        rows, ["estimate", "ci_high", "ci_low"]
    ].to_numpy()
    return turned
