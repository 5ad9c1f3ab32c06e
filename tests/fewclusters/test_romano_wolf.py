"""Step-down p-values: the algorithm, its limits, and familywise error."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.romano_wolf import common_multipliers, romano_wolf, step_down
from fewclusters.infer.wild_bootstrap import wild_cluster_bootstrap
from hypothesis import given, settings
from hypothesis import strategies as st

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


def step_down_in_words(statistics, bootstrap):
    """Romano and Wolf's algorithm one hypothesis at a time."""
    order = sorted(range(len(statistics)), key=lambda s: -statistics[s])
    adjusted, last = {}, 0.0
    for i, s in enumerate(order):
        maxima = bootstrap[:, order[i:]].max(axis=1)
        last = max(last, (np.sum(maxima > statistics[s]) + 1) / (len(bootstrap) + 1))
        adjusted[s] = last
    return [adjusted[s] for s in range(len(statistics))]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6), n=st.integers(1, 6))
def test_algorithm(seed, n):
    random = np.random.default_rng(seed)
    statistics, bootstrap = 3 * random.random(n), np.abs(random.normal(size=(99, n)))
    expected = step_down_in_words(statistics, bootstrap)
    assert step_down(statistics, bootstrap).tolist() == pytest.approx(expected)


def test_one_hypothesis_has_its_own_p_value(panel):
    design = absorb(panel, "y", ["exposure", "digital"], EFFECTS, "iso3")
    table = romano_wolf([(design, "exposure")], 999, 4)
    single = wild_cluster_bootstrap(design, ["exposure"], 999, 4)
    assert table["p_value"].item() == single["p_value"].item()
    expected = (999 * single["p_value"].item() + 1) / 1000
    assert table["p_romano_wolf"].item() == pytest.approx(expected)


def test_several_outcomes_and_samples(panel):
    """Adjusted p-values are no smaller; the same hypothesis twice costs nothing."""
    frame = panel.assign(other=panel["y"] - 0.2 * panel["exposure"])
    designs = [
        absorb(frame, "y", ["exposure"], EFFECTS, "iso3"),
        absorb(frame[frame["iso3"] != 4], "other", ["exposure"], EFFECTS, "iso3"),
    ]
    table = romano_wolf([(design, "exposure") for design in designs], 499, 1)
    assert table["outcome"].tolist() == ["y", "other"]
    assert (table["p_romano_wolf"] >= table["p_value"] - 1 / 499).all()
    twice = romano_wolf([(designs[0], "exposure")] * 2, 499, 1)
    once = romano_wolf([(designs[0], "exposure")], 499, 1)
    assert twice["p_romano_wolf"].tolist() == once["p_romano_wolf"].tolist() * 2


def test_clusters_have_the_same_draws_everywhere(panel):
    one = absorb(panel, "y", ["exposure"], EFFECTS, "iso3")
    part = absorb(panel[panel["iso3"] > 5], "y", ["exposure"], EFFECTS, "iso3")
    both, alone = (
        common_multipliers([one, part], "webb", 9, 2),
        common_multipliers([one], "webb", 9, 2),
    )
    assert all((both[label] == alone[label]).all() for label in alone)


@pytest.mark.slow
def test_familywise_error(small_panel):
    """Four true hypotheses in 300 samples: at least one is rejected in 5 % +- 3.5."""
    random = np.random.default_rng(6)
    names = ["a", "b", "c", "d"]
    design = absorb(small_panel.assign(one=1.0), "y", ["robots"], [["iso3", "industry"]], "iso3")
    rejected = 0
    for sample in range(300):
        errors = random.normal(size=(8, 6, 4)) + random.normal(size=(8, 6, 1))
        rows = small_panel.iloc[design.rows]
        outcomes = design.space.residualise(errors[rows["iso3"], rows["year"]])
        hypotheses = [
            (design.with_outcome(column, name), "robots")
            for name, column in zip(names, outcomes.T, strict=True)
        ]
        table = romano_wolf(hypotheses, 99, sample)
        rejected += table["p_romano_wolf"].min() <= 0.05
    assert 0.015 < rejected / 300 < 0.085
