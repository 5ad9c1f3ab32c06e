"""A table of regressions shows every estimate of its columns and names the conventions."""

import pandas as pd
import pytest
from gvcrobots.declare.exhibits import typed
from gvcrobots.exhibits.regression_table import regression_table

LABELS = {"robots": "Robots", "digital": "Digital", "apr": "Penetration"}


def specification(*terms):
    return {
        "terms": list(terms),
        "controls": [],
        "effects": [["iso3", "industry"], ["industry", "year"]],
        "cluster": "iso3",
        "sample": {"label": "All cells"},
    }


DECLARED = {
    "kind": "regression",
    "family": "f",
    "columns": ["one", "both"],
    "caption": "A caption",
    "notes": "A note of {n_clusters:both} clusters, as in {table:other_one}.",
}
EXHIBIT = typed("tables", DECLARED)
FAMILY = {
    "labels": LABELS,
    "specifications": {
        "one": specification("robots:apr"),
        "both": specification("robots:apr", "digital"),
    },
}


def row(name, term, estimate, std_error):
    counts = {"n_obs": 6199, "n_clusters": 29, "n_cells": 406, "r2_within": 0.0123}
    return {
        "family": "f",
        "specification": name,
        "term": term,
        "estimate": estimate,
        "inference": "wcr31",
        "std_error": std_error,
        "ci_low": estimate - 1,
        "ci_high": float("inf"),
        **counts,
    }


@pytest.fixture
def estimates():
    return pd.DataFrame(
        [
            row("one", "robots:apr", -0.5, 0.25),
            row("both", "robots:apr", -0.4, 0.2),
            row("both", "digital", 1.5, 0.7),
        ]
    )


def test_rows_hold_the_estimates_of_their_columns(estimates):
    lines = regression_table("t", EXHIBIT, FAMILY, estimates).splitlines()
    position = next(i for i, line in enumerate(lines) if line.startswith("Robots"))
    assert lines[position] == r"Robots & $-$0.500 & $-$0.400 \\"
    assert lines[position + 1] == r"$\times$ Penetration & (0.250) & (0.200) \\"
    assert lines[position + 2].startswith(r" & [$-$1.500, $\infty$] &")
    assert lines[position + 3] == r"Digital &  & 1.500 \\"
    assert r"Economies, clusters ($G$) & 29 & 29 \\" in lines
    assert r"Economy $\times$ industry effects & Yes & Yes \\" in lines


def test_notes_name_sample_clusters_and_convention(estimates):
    notes = regression_table("t", EXHIBIT, FAMILY, estimates).split("tablenotes")[1]
    for words in (
        "A note of 29 clusters, as in Table",
        "Sample: All cells",
        "clustered by economy",
        "CRV1",
        "WCR-31",
    ):
        assert words in notes


def test_a_specification_without_estimates_is_named(estimates):
    with pytest.raises(ValueError, match=r"estimates/f\.csv: no row of specification 'both'"):
        regression_table("t", EXHIBIT, FAMILY, estimates[estimates["specification"] == "one"])


def test_references_are_latex_and_an_unknown_count_is_refused(estimates):
    assert r"Table~\ref{tab:other-one}." in regression_table("t", EXHIBIT, FAMILY, estimates)
    exhibit = typed("tables", DECLARED | {"notes": "{n_obs:three}"})
    with pytest.raises(ValueError, match=r"no count \{n_obs:three\} here; there are n_cells:both"):
        regression_table("t", exhibit, FAMILY, estimates)


def test_headings_stand_below_the_numbers(estimates):
    exhibit = typed("tables", DECLARED | {"headings": ["One & only", "Both, late"]})
    line = regression_table("t", exhibit, FAMILY, estimates).split(r"\toprule")[1].splitlines()[2]
    assert line == r" & \shortstack{One \& only} & \shortstack{Both,\\late} \\"
