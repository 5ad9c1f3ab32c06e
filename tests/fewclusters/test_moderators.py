"""Moderators that vary by group: brute force, exactness, and rejection of placebo moderators."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.roles import Roles
from fewclusters.infer.clustered import crv1
from fewclusters.infer.groupings import groupings, n_groupings
from fewclusters.infer.methods import infer
from fewclusters.infer.moderators import (
    moderator_p_values,
    moderator_test,
    permutation_line,
    permutation_test,
)
from fewclusters.infer.registry import Settings

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


def with_products(frame, grouping):
    frame = frame.assign(advanced=np.asarray(grouping, dtype=float)[frame["industry"]])
    return frame.assign(
        **{f"{name}:advanced": frame[name] * frame["advanced"] for name in ("robots", "digital")}
    )


@pytest.fixture(scope="module")
def moderated(panel):
    """The simulated panel with a moderator that 5 of 14 industries have."""
    return with_products(panel, np.isin(np.arange(14), [1, 4, 5, 9, 12]))


TERMS = ["robots", "digital", "robots:advanced", "digital:advanced"]


def test_against_brute_force(moderated):
    """Six of 2,002 groupings estimated anew with all effects: |t| of two products to 1e-9."""
    design = absorb(moderated, "y", TERMS, EFFECTS, "iso3", "weight")
    line, exact = permutation_line(design, moderated, "digital:advanced", "advanced", "industry")
    assert exact
    assert len(line.numerator) == n_groupings(np.repeat([0, 1], [9, 5])) == 2002
    ways, _ = groupings(np.isin(np.arange(14), [1, 4, 5, 9, 12]) * 1.0, 5000, 0)
    for i in (0, 1, 7, 500, 1999, 2001):
        again = with_products(moderated, ways[i])
        table = crv1(absorb(again, "y", TERMS, EFFECTS, "iso3", "weight")).iloc[3]
        assert line.numerator[i, 0] == pytest.approx(table["estimate"], rel=1e-9)
        assert np.sqrt(line.variance[i, 0]) == pytest.approx(table["std_error"], rel=1e-9)
    own = crv1(design).iloc[3]
    assert line.std_error == pytest.approx(own["std_error"])


def test_a_hypothesis_is_a_shift_of_the_outcome(moderated):
    design = absorb(moderated, "y", TERMS, EFFECTS, "iso3")
    arguments = (moderated, "robots:advanced", "advanced", "industry")
    line, _ = permutation_line(design, *arguments)
    shifted = design.with_outcome(design.y - 0.1 * design.X[:, 2])
    assert line.p_value(0.1) == permutation_line(shifted, *arguments)[0].p_value()
    row = permutation_test(design, *arguments).squeeze()
    assert (row["n_groupings"], row["exact"]) == (2002, True)
    assert row["ci_low"] < row["estimate"] < row["ci_high"]
    assert line.p_value(row["ci_high"] + 1e-6) <= 0.05 < line.p_value(row["ci_high"] - 1e-6)


def test_groupings_are_listed_once_or_drawn():
    """Four groups, two of which have the moderator: six; two equal values of three: three."""
    ways, exact = groupings(np.array([0.0, 1.0, 1.0, 0.0]), 6, 0)
    assert exact
    assert {tuple(np.flatnonzero(way)) for way in ways} == set(combinations(range(4), 2))
    assert ways[0].tolist() == [0.0, 1.0, 1.0, 0.0]
    assert groupings(np.array([0.3, 0.3, 7.0]), 6, 0)[0].shape == (3, 3)
    drawn, exact = groupings(np.arange(9.0), 50, 1)
    assert not exact
    assert drawn.shape == (51, 9)
    assert (np.sort(drawn, axis=1) == np.arange(9)).all()


def test_names_of_groups_do_not_matter(panel):
    """Drawn permutations of a continuous moderator: the same p-value under other names."""
    tables = []
    for frame in (panel, panel.assign(industry=13 - panel["industry"])):
        frame = frame.assign(**{"robots:apr": frame["robots"] * frame["apr"]})
        design = absorb(frame, "y", ["robots", "robots:apr"], EFFECTS, "iso3")
        tables.append(permutation_test(design, frame, "robots:apr", "apr", "industry", 300, 2))
    assert (tables[0]["n_groupings"].item(), tables[0]["exact"].item()) == (300, False)
    assert tables[0]["p_value"].item() == tables[1]["p_value"].item()


def test_the_rule_takes_the_largest(moderated):
    design = absorb(moderated, "y", TERMS, EFFECTS, "iso3")
    table = moderator_test(
        design, moderated, "digital:advanced", "advanced", "industry", 499, 3
    ).set_index("inference")
    three = table.loc[["wcr31", "twoway", "permutation"]]
    assert table.loc["moderator", "p_value"] == three["p_value"].max()
    short = moderator_p_values(
        design, moderated, "digital:advanced", "advanced", "industry", 499, 3
    )
    assert short.tolist() == [*three["p_value"], three["p_value"].max()]
    assert table.loc["moderator", "ci_low"] == three["ci_low"].min()
    assert table.loc["moderator", "ci_high"] == three["ci_high"].max()


def test_errors_are_said(moderated):
    design = absorb(moderated, "y", TERMS, EFFECTS, "iso3")
    with pytest.raises(ValueError, match="moderator 'robots' has several values in 14 groups"):
        permutation_test(design, moderated, "robots:advanced", "robots", "industry")
    with pytest.raises(ValueError, match="term 'robots' is not a product with 'advanced'"):
        permutation_test(design, moderated, "robots", "advanced", "industry")
    other = moderated.assign(digital=moderated["digital"] * 2)
    with pytest.raises(ValueError, match="term 'digital:advanced' is not the product"):
        permutation_test(design, other, "digital:advanced", "advanced", "industry")


@pytest.mark.slow
def test_placebo_moderators():
    """Industries react by themselves; 400 placebo groupings of 4 of 12 industries.

    The largest p-value rejects at most 6.5 %, WCR-31 by economy more than 15 %.
    """
    random = np.random.default_rng(4)
    frame = pd.MultiIndex.from_product(
        [range(16), range(12), range(5)], names=["iso3", "industry", "year"]
    ).to_frame(index=False)
    cell = (frame["iso3"], frame["year"])
    rejected = np.zeros(2)
    for _ in range(400):
        digital = random.normal(size=(16, 5))[cell]
        slopes = 0.4 * random.normal(size=12)[frame["industry"]]
        noise = random.normal(size=(16, 5))[cell] + random.normal(size=len(frame))
        grouping = np.isin(np.arange(12), random.choice(12, 4, replace=False))
        sample = frame.assign(digital=digital, robots=0.0, y=slopes * digital + noise)
        sample = with_products(sample, grouping)
        design = absorb(sample, "y", ["digital", "digital:advanced"], EFFECTS, "iso3")
        arguments = ("digital:advanced", "advanced", "industry")
        p_values = moderator_p_values(design, sample, *arguments, 199, 1)
        rejected += p_values[["moderator", "wcr31"]].to_numpy() < 0.05
    assert rejected[0] / 400 <= 0.065
    assert rejected[1] / 400 > 0.15


def test_by_label(moderated):
    """The labels give the rows of the functions, for the terms that have such a moderator."""
    design = absorb(moderated, "y", TERMS, EFFECTS, "iso3")
    settings, roles = Settings(draws=199, seed=3), Roles(group="industry")
    table = infer(design, ["permutation", "moderator"], settings, moderated, roles)
    assert table["inference"].tolist() == ["permutation"] * 2 + ["moderator"] * 2
    assert table["term"].tolist() == ["robots:advanced", "digital:advanced"] * 2
    rows = moderator_test(design, moderated, "digital:advanced", "advanced", "industry", 199, 3)
    for label in ("permutation", "moderator"):
        ours = table[(table["inference"] == label) & (table["term"] == "digital:advanced")]
        peer = rows[rows["inference"] == label]
        pd.testing.assert_frame_equal(ours.reset_index(drop=True), peer.reset_index(drop=True))
    plain = absorb(moderated, "y", ["robots"], EFFECTS, "iso3")
    with pytest.raises(ValueError, match="no term is a product with one value a 'industry'"):
        infer(plain, ["moderator"], settings, moderated, roles)
