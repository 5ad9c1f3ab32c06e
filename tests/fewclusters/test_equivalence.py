"""Equivalence tests: duality with the interval, brute force, and simulated size at the bound."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.equivalence import (
    equivalence_curve,
    equivalence_p_value,
    equivalence_test,
    largest_effect,
)
from fewclusters.infer.multipliers import cluster_multipliers
from fewclusters.infer.wild_bootstrap import bootstrap_line, confidence_set

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


@pytest.fixture(scope="module")
def line(panel):
    design = absorb(panel, "y", ["robots", "digital"], EFFECTS, "iso3")
    return bootstrap_line(design, "digital", cluster_multipliers(design, "webb", 1999, 5))


def test_rejection_is_the_interval_inside_the_bound(line):
    """p < .05 at a bound if and only if both ends of the 90 % set are inside, for 200 bounds."""
    low, high = confidence_set(line, 0.9)
    reach = max(abs(low), abs(high))
    for bound in np.linspace(0.2, 3, 200) * reach:
        assert (equivalence_p_value(line, bound) < 0.05) == (bound > reach)
    assert largest_effect(line) == pytest.approx(reach, rel=1e-9)


def test_one_sided_tests_by_hand(panel):
    """A shifted outcome tests each bound as zero; shares of draws counted directly."""
    design = absorb(panel, "y", ["robots", "digital"], EFFECTS, "iso3")
    draws = cluster_multipliers(design, "webb", 499, 1)
    sides = []
    for edge in (-0.6, 0.6):
        shifted = design.with_outcome(design.y - edge * design.X[:, 1])
        at_zero = bootstrap_line(shifted, "digital", draws)
        t = at_zero.estimate / at_zero.std_error
        simulated = at_zero.numerator[:, 0] / np.sqrt(at_zero.variance[:, 0])
        assert np.sign(t) == -np.sign(edge)  # the estimate is inside the bound
        sides.append(np.mean(np.abs(simulated) > abs(t)) / 2)
    line = bootstrap_line(design, "digital", draws)
    assert equivalence_p_value(line, 0.6) == pytest.approx(max(sides), abs=1e-12)


def test_an_estimate_outside_the_bound_is_never_equivalent(line):
    assert equivalence_p_value(line, abs(line.estimate) / 2) > 0.5
    assert equivalence_p_value(line, 0.0) >= 0.5


def test_the_curve_falls_from_one_half_to_zero(line):
    curve = equivalence_curve(line, np.linspace(abs(line.estimate), 8 * abs(line.estimate), 50))
    assert curve["p_value"].iloc[0] == 0.5
    assert curve["p_value"].iloc[-1] == 0.0
    assert (curve["p_value"].diff().dropna() <= 0).all()


def test_the_table(panel):
    design = absorb(panel, "y", ["robots", "digital"], EFFECTS, "iso3")
    table = equivalence_test(design, {"robots": 0.2, "digital": 1.0}, 999, 3)
    assert table["inference"].tolist() == ["wcr31_equivalence"] * 2
    robots, digital = (row for _, row in table.iterrows())
    assert robots["p_value"] > 0.5 > 0.05 > digital["p_value"]
    assert robots["statistic"] == pytest.approx((robots["estimate"] + 0.2) / robots["std_error"])
    for row in (robots, digital):
        assert row["largest_effect"] == pytest.approx(max(-row["ci_low"], row["ci_high"]))


def test_mirrored_outcomes_have_the_same_p_value(panel):
    design = absorb(panel, "y", ["robots", "digital"], EFFECTS, "iso3")
    mirrored = design.with_outcome(-design.y)
    one, other = (
        equivalence_test(each, {"digital": 0.5}, 499, 3)["p_value"].item()
        for each in (design, mirrored)
    )
    assert one == other


def test_a_negative_bound_is_an_error(line):
    with pytest.raises(ValueError, match=r"equivalence: the bound -0\.1 is negative"):
        equivalence_p_value(line, -0.1)


@pytest.mark.slow
def test_size_at_the_bound():
    """True effect at the bound, 12 clusters of unequal size: 5 % of 2,000 samples, +- 1.5."""
    random = np.random.default_rng(17)
    cluster = np.repeat(np.arange(12), np.linspace(6, 20, 12).astype(int))
    rejected = 0
    for _ in range(2000):
        x = random.normal(size=12)[cluster] + random.normal(size=len(cluster))
        noise = random.normal(size=12)[cluster] + random.normal(size=len(cluster))
        frame = pd.DataFrame({"g": cluster, "x": x, "one": 1.0, "y": 5.0 * x + noise})
        design = absorb(frame, "y", ["x", "one"], [], "g")
        line = bootstrap_line(design, "x", cluster_multipliers(design, "webb", 399, 1))
        rejected += equivalence_p_value(line, 5.0) < 0.05
    assert 0.035 <= rejected / 2000 <= 0.065
