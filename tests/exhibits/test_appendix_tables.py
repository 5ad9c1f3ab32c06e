"""Tables of inference, instruments and clusters show what they were given."""

import pandas as pd
import pytest
from gvcrobots.declare.exhibits import typed
from gvcrobots.exhibits.diagnostics_table import diagnostics_table
from gvcrobots.exhibits.inference_table import inference_table
from gvcrobots.exhibits.iv_table import iv_table

SPECIFICATION = {
    "terms": ["robots:apr"],
    "controls": [],
    "effects": [["iso3", "year"]],
    "cluster": "iso3",
    "sample": {"label": "All cells"},
}
FAMILY = {
    "labels": {"robots": "Robots", "apr": "Penetration"},
    "specifications": {"one": SPECIFICATION},
}
WORDS = {"caption": "A caption", "notes": "A note."}
COLUMNS = WORDS | {"family": "f", "columns": ["one"]}


def estimate(inference, **changes):
    row = {
        "family": "f",
        "specification": "one",
        "term": "robots:apr",
        "inference": inference,
        "estimate": -3.317,
        "std_error": 5.5,
        "df": 28.0,
        "p_value": 0.55,
        "ci_low": -14.0,
        "ci_high": 8.0,
        "n_obs": 6211,
        "n_clusters": 29,
        "n_cells": 403,
        "r2_within": 0.01,
    }
    return row | changes


def diagnostic(statistic, value, detail=""):
    row = {"family": "f", "specification": "one", "term": "robots:apr"}
    return row | {"statistic": statistic, "value": value, "detail": detail}


def line(text, start):
    return next(row for row in text.splitlines() if row.startswith(start))


def test_methods_stand_below_each_other_in_a_fixed_order():
    nothing = {"std_error": None, "df": None, "ci_low": None, "ci_high": None}
    rows = pd.DataFrame(
        [estimate("romano_wolf", **nothing), estimate("wcr31", df=None), estimate("crv1")]
    )
    text = inference_table("t", typed("tables", COLUMNS | {"kind": "inference"}), FAMILY, rows)
    assert text.index("CRV1, $t(G-1)$") < text.index("WCR-31") < text.index("Romano--Wolf")
    assert line(text, r"\quad CRV1").endswith(r"& 5.500 & 28.0 & 0.550 & [$-$14.000, 8.000] \\")
    assert line(text, r"\quad Romano").endswith(r"& -- & -- & 0.550 & -- \\")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("the whole line", "the whole line"),
        ("(-inf, 12] or [87.56, inf)", r"($-\infty$, 12] or [87.56, $\infty$)"),
        ("[-1.5, 2]", "[$-$1.5, 2]"),
    ],
)
def test_sets_are_printed_as_they_are(words, shown):
    estimates = pd.DataFrame([estimate("crv1"), estimate("anderson_rubin")])
    diagnostics = pd.DataFrame(
        [
            diagnostic("effective_f", 0.576),
            diagnostic("kleibergen_paap", 0.28),
            diagnostic("anderson_rubin_set", None, words),
        ]
    )
    text = iv_table("t", typed("tables", COLUMNS | {"kind": "iv"}), FAMILY, estimates, diagnostics)
    assert line(text, r"\quad Anderson-Rubin set") == rf"\quad Anderson-Rubin set & {shown} \\"
    assert line(text, r"\quad Robots, effective F").endswith(r"& 0.58 \\")
    assert line(text, r"\quad All, KP F").endswith(r"& 0.28 \\")


def test_clusters_are_named():
    diagnostics = pd.DataFrame(
        [
            diagnostic("effective_clusters", 11.21),
            diagnostic("largest_partial_leverage", 0.16, "SVN"),
            diagnostic("lowest_without", -1.054, "IRL"),
            diagnostic("highest_without", -0.057, "SVN"),
            diagnostic("detectable_effect", 2.34),
        ]
    )
    declared = WORDS | {"kind": "diagnostics", "families": ["f"]}
    exhibit = typed("tables", declared | {"notes": "Against {n_clusters:f.one} economies."})
    estimates = pd.DataFrame([estimate("crv1")])
    text = diagnostics_table("t", exhibit, {"f": FAMILY}, estimates, diagnostics)
    assert "Against 29 economies." in text
    expected = r"& 11.2 & 0.16 (SVN) & $-$1.054 (IRL) & $-$0.057 (SVN) & 2.34 \\"
    assert line(text, r"\quad Robots").endswith(expected)
