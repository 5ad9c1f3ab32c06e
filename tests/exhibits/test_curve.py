"""The figure of the specification curves, and its numbers in the text."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from gvcrobots.exhibits.curve import DIMENSIONS, ROLES, draw_curve
from gvcrobots.exhibits.macros import curve_macros, placebo_macros
from gvcrobots.exhibits.style import save_figure
from gvcrobots.programme.curve_ranks import curve_data

LEVELS = {
    "outcome": ["backward", "gvc_backward"],
    "robots": ["robots", "robots_dep5"],
    "digital": ["digital"],
    "effects": ["industry_years", "common_years"],
    "controls": ["none"],
    "weights": ["none", "exports_1995"],
    "sample": ["main"],
}
LABELS = {"backward": "Backward participation", "robots": "Robots", "digital": "Digital"}


@pytest.fixture
def curve():
    """Sixteen regressions; the bootstrap rejects those beyond 1.5, CRV1 rejects all."""
    random = np.random.default_rng(2)
    rows = [
        dict(zip(LEVELS, levels, strict=True)) | {"role": role}
        for levels in product(*LEVELS.values())
        for role in ROLES
    ]
    table = pd.DataFrame(rows).assign(estimate=random.normal(size=len(rows)))
    table["standardised"] = table["estimate"] / 10
    table["p_value"] = np.where(table["estimate"].abs() > 1.5, 0.01, 0.4)
    other = table.assign(inference="crv1", p_value=0.001)
    return pd.concat([other, table.assign(inference="wcr31")], ignore_index=True)


@pytest.fixture
def null():
    ranks = [(role, rank) for role in ROLES for rank in range(1, 17)]
    table = pd.DataFrame(ranks, columns=["role", "rank"])
    return table.assign(null_low=table["rank"] / 100 - 0.2, null_high=table["rank"] / 100)


@pytest.fixture
def joint():
    values = {"median": (-0.0074, 0.85), "share_negative": (0.096, 0.25)}
    values |= {"share_positive": (0.0, 1.0), "mean_z": (-0.36, 0.0002)}
    return pd.DataFrame(
        [
            (role, name, observed, p_value, 1864, 499)
            for role in ROLES
            for name, (observed, p_value) in values.items()
        ],
        columns=["role", "statistic", "observed", "p_value", "n_specifications", "n_permutations"],
    )


def test_curves_are_sorted_and_judged_by_the_bootstrap(curve, null):
    data = curve_data(curve.sample(frac=1, random_state=1), null)
    assert data["role"].drop_duplicates().tolist() == list(ROLES)
    for _, rows in data.groupby("role"):
        assert rows["rank"].tolist() == list(range(1, 17))
        assert rows["standardised"].is_monotonic_increasing
        low, high = rows["standardised"] < -0.15, rows["standardised"] > 0.15
        expected = np.select([low, high], ["negative", "positive"], "null")
        assert rows["finding"].tolist() == expected.tolist()
        assert rows["null_high"].tolist() == (rows["rank"] / 100).tolist()
        assert not rows[list(DIMENSIONS)].duplicated().any()


def test_without_the_bootstrap_crv1_judges(curve, null):
    data = curve_data(curve[curve["inference"] == "crv1"], null)
    assert (data["finding"] != "null").all()


def test_each_regression_has_a_tick_for_each_dimension(curve, null, joint):
    figure = draw_curve(curve_data(curve, null), joint, LEVELS, LABELS)
    for axis in figure.axes[2:]:
        ticks = [
            (round(x), round(y.mean()))
            for lines in axis.collections
            for x, y in ((segment[0, 0], segment[:, 1]) for segment in lines.get_segments())
        ]
        assert len(set(ticks)) == len(ticks) == 16 * len(DIMENSIONS)


def test_names_are_words(curve, null, joint):
    figure = draw_curve(curve_data(curve, null), joint, LEVELS, LABELS)
    texts = [label.get_text() for label in figure.axes[2].get_yticklabels()]
    assert texts[:3] == ["Outcome", "Backward participation", "Gvc backward"]
    assert "Industry years" in texts
    words = figure.axes[0].texts[0].get_text().splitlines()
    assert words[:2] == ["Median −0.007, p = 0.850", "CRV1 negative 9.6 %, p = 0.250"]


def test_the_same_bytes_twice(curve, null, joint, tmp_path):
    data = curve_data(curve, null)
    for name in ("a", "b"):
        figure = draw_curve(data, joint, LEVELS, LABELS)
        save_figure(figure, data, tmp_path / f"{name}.pdf", tmp_path / f"{name}.csv")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_numbers_of_the_text(joint):
    placebo = pd.DataFrame(
        [("robots", "crv1", 0.0521, 499), ("robots", "wcr31", 0.044, 499)],
        columns=["term", "inference", "rejections", "n_permutations"],
    )
    every = [*curve_macros(joint), *placebo_macros(placebo)]
    macros = {macro.name: macro.text for macro in every}
    assert macros["curve.robots.median"] == "$-$0.007"
    assert macros["curve.robots.p_median"] == "0.850"
    assert macros["curve.digital.share_negative"] == "9.6"
    assert macros["curve.digital.p_mean_z"] == "$<$0.001"
    assert macros["curve.robots.n_specifications"] == "1{,}864"
    assert macros["placebo.robots.wcr31"] == "4.4"
    assert macros["placebo.n_permutations"] == "499"
