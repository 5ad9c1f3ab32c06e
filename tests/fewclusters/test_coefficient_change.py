"""Changes of coefficients: Gelbach's decomposition, identities, and simulated size and cover."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.clustered import crv1, sandwich
from fewclusters.infer.coefficient_change import (
    change_design,
    change_given_regressors,
    coefficient_change,
)
from fewclusters.infer.equivalence import equivalence_p_value
from fewclusters.infer.multipliers import cluster_multipliers
from fewclusters.infer.wild_bootstrap import bootstrap_line
from fewclusters.judge.gelbach import decompose

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


@pytest.fixture(scope="module")
def pair(panel):
    frame = panel.assign(tariff=panel["robots"] * 0.2 + np.sin(np.arange(len(panel))))
    names = {"effects": EFFECTS, "cluster": "iso3", "weights": "weight"}
    return (
        absorb(frame, "y", ["robots", "digital"], **names),
        absorb(frame, "y", ["robots", "digital", "tariff"], **names),
    )


def test_the_change_is_the_difference_of_estimates(pair):
    short, long = pair
    table = coefficient_change(short, long, ["robots", "digital"], 199, 1).set_index("term")
    for j, term in enumerate(("robots", "digital")):
        difference = short.estimates[j] - long.estimates[j]
        np.testing.assert_allclose(table.loc[term, "estimate"], difference, rtol=1e-8)


def test_the_standard_error_is_gelbachs(pair):
    """One added regressor moves both: the delta method on the same sums, other N and K."""
    short, long = pair
    gelbach = decompose(long, ["robots", "digital"])["std_error"]
    for term, peer in zip(("robots", "digital"), gelbach, strict=True):
        design = change_design(short, long, term)
        ours = crv1(design)["std_error"].iloc[0]
        n, ours_k, peer_k = long.n_obs, design.n_parameters, long.n_parameters
        ratio = (2 * n - 1) / (2 * n - ours_k) * (n - peer_k) / (n - 1)
        assert ours == pytest.approx(peer * np.sqrt(ratio), rel=1e-6)


def test_the_larger_of_two(pair):
    table = coefficient_change(*pair, ["robots"], 199, 1).set_index("inference")
    two = table.loc[["wcr31_change_fixed", "wcr31_change_random"]]
    assert table.loc["largest", "p_value"] == two["p_value"].max()
    assert table.loc["largest", "ci_low"] == two["ci_low"].min()
    assert table.loc["largest", "ci_high"] == two["ci_high"].max()
    assert table.loc["largest", "ci_low"] <= table.loc["largest", "estimate"]


def test_several_added_regressors(panel, pair):
    """Given the regressors the change is a linear combination: its CRV1 by the delta method."""
    frame = panel.assign(
        tariff=panel["robots"] * 0.2 + np.sin(np.arange(len(panel))), other=panel["apr"] ** 2
    )
    frame["other"] = frame["other"] * frame["year"] + np.cos(3.0 * np.arange(len(panel)))
    names = {"effects": EFFECTS[:1], "cluster": "iso3"}
    short = absorb(frame, "y", ["robots", "digital"], **names)
    long = absorb(frame, "y", ["tariff", "robots", "digital", "other"], **names)
    design = change_given_regressors(short, long, "digital")
    assert design.estimates[0] == pytest.approx(short.estimates[1] - long.estimates[2], rel=1e-8)
    added = long.X[:, [0, 3]]
    weights = np.linalg.lstsq(short.X, added, rcond=None)[0][1]
    covariance = sandwich(long, long.clusters)[np.ix_([0, 3], [0, 3])]
    peer = np.sqrt(weights @ covariance @ weights)
    assert crv1(design)["std_error"].iloc[0] == pytest.approx(peer, rel=1e-8)
    with pytest.raises(ValueError, match="does not nest"):
        change_given_regressors(long, short, "digital")


def test_the_copies_keep_their_own_estimates(pair):
    short, long = pair
    design = change_design(short, long, "robots")
    at = dict(zip(design.terms, design.estimates, strict=True))
    assert at["robots"] == pytest.approx(long.estimates[0], rel=1e-8)
    assert at["short.digital"] == pytest.approx(short.estimates[1], rel=1e-8)
    assert at["long.tariff"] == pytest.approx(long.estimates[2], rel=1e-8)


def test_regressions_on_other_rows_are_an_error(panel, pair):
    other = absorb(panel.iloc[50:], "y", ["robots"], EFFECTS, "iso3", "weight")
    with pytest.raises(ValueError, match="outcome, rows or effects differ"):
        change_design(pair[0], other, "robots")
    other = absorb(panel, "y", ["robots"], EFFECTS, "iso3")
    with pytest.raises(ValueError, match="weights, effects or clusters differ"):
        change_design(pair[0], other, "robots")


@pytest.mark.slow
def test_size_at_a_true_change():
    """A control with effect .5 that goes with the regressor by .6, 20 clusters, 300 samples.

    Given the regressors the change is .5 times what they say, and equivalence at that bound is
    rejected in 2 to 8 %. In the population it is .3, and with regressors that could have been
    others the two-sided test of that rejects 10 % +- 5 at the level of 10 %.
    """
    random = np.random.default_rng(6)
    cluster = np.repeat(np.arange(20), 6)
    counts = np.zeros(2)
    for _ in range(300):
        common = random.normal(size=(3, 20))[:, cluster] + random.normal(size=(3, 120))
        frame = pd.DataFrame({"g": cluster, "one": 1.0, "x": common[0]})
        frame["w"] = 0.6 * frame["x"] + common[1]
        frame["y"] = frame["x"] + 0.5 * frame["w"] + common[2]
        short = absorb(frame, "y", ["x", "one"], [], "g")
        long = absorb(frame, "y", ["x", "one", "w"], [], "g")
        draws = cluster_multipliers(long, "webb", 199, 1)
        line = bootstrap_line(change_given_regressors(short, long, "x"), "change", draws)
        together = np.linalg.lstsq(short.X, long.X[:, 2], rcond=None)[0][0]
        counts[0] += equivalence_p_value(line, 0.5 * together) < 0.05
        line = bootstrap_line(change_design(short, long, "x"), "change", draws)
        counts[1] += line.p_value(0.3) < 0.1
    assert 0.02 <= counts[0] / 300 <= 0.08
    assert 0.05 <= counts[1] / 300 <= 0.15


@pytest.mark.slow
def test_size_without_a_change():
    """A control without effect, 20 clusters, 300 samples: the larger p is below .05 in <= 7 %."""
    random = np.random.default_rng(7)
    cluster = np.repeat(np.arange(20), 6)
    rejected = 0
    for _ in range(300):
        common = random.normal(size=(3, 20))[:, cluster] + random.normal(size=(3, 120))
        frame = pd.DataFrame({"g": cluster, "one": 1.0, "x": common[0]})
        frame["w"] = 0.6 * frame["x"] + common[1]
        frame["y"] = frame["x"] + common[2]
        pair = [absorb(frame, "y", terms, [], "g") for terms in (["x", "one"], ["x", "one", "w"])]
        draws = cluster_multipliers(pair[0], "webb", 199, 1)
        designs = [make(*pair, "x") for make in (change_design, change_given_regressors)]
        p_values = [bootstrap_line(design, "change", draws).p_value() for design in designs]
        rejected += max(p_values) < 0.05
    assert rejected / 300 <= 0.07
