"""Two sources side by side: each line is its own, and none is chained to the other."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.declare.exhibits import typed
from gvcrobots.exhibits.eras import draw_eras, era_coefficients, era_data
from gvcrobots.programme.eras import era_lines


@pytest.fixture
def panels():
    main = pd.DataFrame(
        {
            "iso3": ["A", "A", "B", "C", "A"],
            "industry": ["29", "24", "29", "29", "29"],
            "year": [2007, 2007, 2007, 2007, 2008],
            "robots": [1.0, 1.0, 2.0, np.nan, 1.0],
            "exports": [10.0, 30.0, 60.0, 900.0, 10.0],
            "backward": [10.0, 20.0, 30.0, 90.0, 15.0],
        }
    )
    adb = main.rename(columns={"backward": "backward_adb"}).assign(year=main["year"] + 10)
    return {"main": main, "adb": adb}


@pytest.fixture
def coefficients():
    samples = {"wiod": "main", "adb": "adb"}
    specifications = {
        name: {"terms": ["robots", "digital"], "sample": {"panel": panel}}
        for name, panel in samples.items()
    }
    rows = {"wiod": "WIOD", "adb": "ADB"}
    exhibit = typed("figures", {"kind": "eras", "family": "f", "rows": rows, "caption": "Eras"})
    rows = [
        {"family": "f", "specification": name, "term": term, "inference": "wcr31"}
        | {"estimate": 1.0, "std_error": 1.0, "ci_low": -1.0, "ci_high": 3.0, "p_value": 0.4}
        | {"n_obs": 10, "n_clusters": 3}
        for name in samples
        for term in ("robots", "digital")
    ]
    return era_coefficients(
        exhibit, specifications, {"robots": "robots", "digital": "digital"}, pd.DataFrame(rows)
    )


def test_means_are_weighted_by_exports_over_economies_with_robots(panels):
    lines = era_lines(panels).set_index("year")
    assert lines.loc[2007, "mean"] == pytest.approx((10 * 10 + 30 * 20 + 60 * 30) / 100)
    assert lines.loc[2007, "n_economies"] == 2
    assert lines.loc[2017, "mean"] == lines.loc[2007, "mean"]


def test_sources_stay_apart(panels, coefficients):
    lines = era_lines(panels)
    assert lines.groupby("source")["year"].apply(list).tolist() in (
        [[2007, 2008], [2017, 2018]],
        [[2017, 2018], [2007, 2008]],
    )
    figure = draw_eras(lines, coefficients)
    courses = [np.asarray(line.get_xdata()).tolist() for line in figure.axes[0].lines]
    assert [2007, 2008] in courses
    assert [2017, 2018] in courses


def test_coefficients_carry_their_source_and_label(panels, coefficients):
    assert coefficients["label"].tolist() == ["WIOD", "WIOD", "ADB", "ADB"]
    assert coefficients["panel"].tolist() == ["robots", "digital"] * 2
    everything = era_data(era_lines(panels), coefficients)
    assert set(everything["panel"]) == {"participation", "robots", "digital"}
