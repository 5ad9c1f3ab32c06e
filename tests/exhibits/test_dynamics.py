"""Local projections in the order of time, with the year before the change at zero."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.exhibits.dynamics import draw_dynamics, dynamics_data

HORIZONS = {"before_2": -2, "h0": 0, "h1": 1}
TERMS = ["robots", "digital"]
SPECIFICATIONS = {name: {"terms": TERMS, "horizon": horizon} for name, horizon in HORIZONS.items()}


@pytest.fixture
def estimates():
    rows = [
        {"family": "f", "specification": name, "term": term, "inference": method}
        | {"estimate": horizon + 0.5, "std_error": 1.0, "p_value": 0.5, "n_obs": 90}
        | {"ci_low": horizon - width, "ci_high": horizon + width, "n_clusters": 29}
        for name, horizon in reversed(HORIZONS.items())
        for term in [*TERMS, "control"]
        for method, width in (("crv1", 2.0), ("wcr31", 3.0))
    ]
    return pd.DataFrame(rows)


def test_horizons_follow_each_other_and_the_year_before_is_zero(estimates):
    data = dynamics_data("f", SPECIFICATIONS, estimates)
    robots = data[data["term"] == "robots"]
    assert robots["horizon"].tolist() == [-2, -1, 0, 1]
    assert robots["estimate"].tolist() == [-1.5, 0.0, 0.5, 1.5]
    assert set(data["term"]) == set(TERMS)


def test_quoted_intervals_are_those_of_the_bootstrap(estimates):
    row = (
        dynamics_data("f", SPECIFICATIONS, estimates)
        .set_index(["term", "horizon"])
        .loc[("digital", 1)]
    )
    assert row["inference"] == "wcr31"
    assert (row["ci_low"], row["ci_high"]) == (-2.0, 4.0)
    assert (row["crv1_low"], row["crv1_high"]) == (-1.0, 3.0)


def test_a_missing_horizon_is_named(estimates):
    with pytest.raises(ValueError, match=r"missing, first .*h1"):
        dynamics_data("f", SPECIFICATIONS, estimates[estimates["specification"] != "h1"])


def test_the_figure_has_a_panel_a_term_and_a_line_through_all_horizons(estimates):
    labels = {"robots": "Robots", "digital": "Digital"}
    figure = draw_dynamics(dynamics_data("f", SPECIFICATIONS, estimates), labels, "Participation")
    assert [axis.get_title(loc="left") for axis in figure.axes] == ["Robots", "Digital"]
    lines = [np.asarray(line.get_xdata()) for line in figure.axes[0].lines]
    assert any(line.tolist() == [-2, -1, 0, 1] for line in lines)
