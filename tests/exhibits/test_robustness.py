"""Robustness exhibits: rows are those of the results, with groups and labels."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.declare.exhibits import typed
from gvcrobots.exhibits.robustness import draw_robustness
from gvcrobots.exhibits.robustness_rows import labelled
from gvcrobots.exhibits.robustness_table import robustness_table

GROUPS = {
    "First": {"f.both": "Headline", "f.both.lowest_without": "Lowest"},
    "Second": {"f.alone": "Alone", "f.poisson": "Poisson"},
}
DECLARED = {"kind": "robustness", "caption": "Rows", "notes": "None.", "groups": GROUPS}
EXHIBIT = typed("tables", DECLARED)


@pytest.fixture
def results():
    """As they are read from a file: `alone` has no digital measure, bounds have no inference."""
    rows = []
    for number, (row, roles) in enumerate(
        {
            "f.alone": ["robots"],
            "f.poisson": ["robots", "digital"],
            "f.both": ["robots", "digital"],
            "f.both.lowest_without": ["robots", "digital"],
        }.items()
    ):
        bound = row.count(".") == 2
        for role in roles:
            values = {"estimate": number + 0.5, "ci_low": -1.0, "ci_high": 3.0, "p_value": 0.25}
            values |= {"ci_low": -np.inf} if row == "f.alone" else {}
            values |= dict.fromkeys(["ci_low", "ci_high", "p_value"], np.nan) if bound else {}
            inference = np.nan if bound else "crv1" if row == "f.poisson" else "wcr31"
            rows.append(
                {"row": row, "family": "f", "specification": row.split(".")[1]}
                | {"role": role, "term": role, "inference": inference}
                | {"n_obs": 100, "n_clusters": 29, "standardised": values["estimate"] / 2}
                | {f"standardised_{k}": values[f"ci_{k}"] / 2 for k in ("low", "high")}
                | values
            )
    return pd.DataFrame(rows)


def test_rows_have_the_order_and_the_labels_that_are_declared(results):
    data = labelled(GROUPS, results)
    labels = ["Headline", "Headline", "Lowest", "Lowest", "Alone", "Poisson", "Poisson"]
    assert data["label"].tolist() == labels
    assert data["inference"].tolist() == ["wcr31"] * 2 + [""] * 2 + ["wcr31"] + ["crv1"] * 2


def test_the_table_has_every_row_and_leaves_empty_what_there_is_not(results):
    text = robustness_table("rows", EXHIBIT, labelled(GROUPS, results))
    lines = {line.split("&")[0].strip(): line for line in text.splitlines() if "&" in line}
    assert r"\quad Headline" in lines
    assert lines[r"\quad Lowest"].split("&")[2].strip() == ""
    assert lines[r"\quad Alone"].split("&")[4].strip() == ""
    assert r"[$-$$\infty$, 3.000]" in lines[r"\quad Alone"]


def test_the_figure_draws_an_estimate_a_row_and_role(results):
    data = labelled(GROUPS, results)
    figure = draw_robustness(data)
    for axis, role in zip(figure.axes, ("robots", "digital"), strict=True):
        marks = [line for line in axis.lines if line.get_marker() == "o"]
        drawn = sorted(float(np.ravel(line.get_xdata())[0]) for line in marks)
        expected = sorted(data.loc[data["role"] == role, "standardised"])
        assert drawn == pytest.approx(expected)
