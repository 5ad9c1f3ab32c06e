"""The wild cluster bootstrap against a package, against brute force, and its invariances."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.clustered import intersection, sandwich, second_codes
from fewclusters.infer.multipliers import cluster_multipliers, multipliers
from fewclusters.infer.wild_bootstrap import (
    bootstrap_line,
    confidence_set,
    wild_cluster_bootstrap,
)
from hypothesis import given, settings
from hypothesis import strategies as st

CELLS, INDUSTRY_YEARS = ["iso3", "industry"], ["industry", "year"]
TERMS = ["robots", "digital"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["webb", "rademacher", "mammen"])
@pytest.mark.parametrize("jackknife", [False, True])
def test_against_wildboottest_on_the_same_draws(panel, kind, jackknife):
    """Effects nested in the clusters, taken out beforehand: the same p-value to 1e-12."""
    cluster_class = pytest.importorskip("wildboottest.wildboottest").WildboottestCL
    design = absorb(panel, "y", TERMS, [CELLS], "iso3")
    design = design.with_outcome(design.y - design.X @ (design.estimates * [0.97, 0.9]))
    for position, term in enumerate(TERMS):
        peer = cluster_class(
            X=design.X, Y=design.y, cluster=design.clusters, R=np.eye(2)[position], B=999, seed=5
        )
        peer.get_scores(bootstrap_type="31" if jackknife else "11", impose_null=True)
        peer.get_weights(kind)
        peer.get_numer()
        peer.get_denom()
        peer.get_tboot()
        peer.get_vcov()
        peer.get_tstat()
        peer.get_pvalue()
        line = bootstrap_line(design, term, peer.v.T.astype(float), jackknife)
        assert line.p_value() == pytest.approx(peer.pvalue, abs=1e-12)


def brute_force(design, frame, effects, draw, jackknife, statistic):
    """|t| of one draw: residuals, their jackknife, bootstrap outcome and its regression in full."""
    names = {"cluster": "iso3", "effects": effects}
    null = absorb(frame, "y", ["digital"], **names)
    if jackknife:
        residuals = np.empty(design.n_obs)
        for g, rows in enumerate(design.space.cluster_rows):
            # Dummies of the effects that are not nested, identified by the other clusters.
            residuals[rows] = leave_out(frame, effects, design.cluster_labels[g])
    else:
        residuals = null.residuals
    restricted = frame["y"].to_numpy() - null.residuals
    frame = frame.assign(y=restricted + draw[design.clusters] * residuals)
    return statistic(absorb(frame, "y", TERMS, **names), frame)


def leave_out(frame, effects, label):
    """Residuals of a cluster, its nested effects apart, from a fit to the other clusters."""
    inside = frame["iso3"] == label
    years = pd.get_dummies(frame["industry"].astype(str) + "-" + frame["year"].astype(str)) * 1.0
    columns = np.column_stack([frame[["y", "digital"]].to_numpy(), years.to_numpy()])
    if len(effects) == 1:
        columns = columns[:, :2]
    cells = frame.groupby(["iso3", "industry"]).ngroup()
    means = pd.DataFrame(columns).groupby(cells.to_numpy()).transform("mean").to_numpy()
    within = columns - means
    others = np.linalg.lstsq(within[~inside][:, 1:], within[~inside][:, 0], rcond=1e-10)[0]
    return (within[:, 0] - within[:, 1:] @ others)[inside]


@pytest.mark.parametrize("effects", [[CELLS], [CELLS, INDUSTRY_YEARS]])
@pytest.mark.parametrize("jackknife", [False, True])
@pytest.mark.parametrize("ways", [1, 2])
def test_against_brute_force(small_panel, effects, jackknife, ways):
    """Each draw estimated anew with all effects, one and two ways of clustering, to 1e-8."""
    design = absorb(small_panel, "y", TERMS, effects, "iso3")

    def statistic(fit, frame):
        second = second_codes(fit, frame, "industry")
        variance = sandwich(fit, fit.clusters)[0, 0]
        if ways == 2:
            both = intersection(fit.clusters, second)
            variance += sandwich(fit, second)[0, 0] - sandwich(fit, both)[0, 0]
        return fit.estimates[0] / np.sqrt(variance)

    draws = cluster_multipliers(design, "webb", 12, 3)
    second = None if ways == 1 else second_codes(design, small_panel, "industry")
    line = bootstrap_line(design, "robots", draws, jackknife, second)
    kept = line.variance[:, 0] > 1e-6 * line.variance[:, 0].max()  # two-way variances may be < 0
    ours = line.numerator[kept, 0] / np.sqrt(line.variance[kept, 0])
    peers = [
        brute_force(design, small_panel, effects, draw, jackknife, statistic)
        for draw in draws[kept]
    ]
    assert kept.sum() > 4
    np.testing.assert_allclose(ours, peers, rtol=1e-8)


def test_a_hypothesis_is_a_shift_of_the_outcome(panel):
    """p(c) of y is p(0) of y - c x; the p-value at the bounds of the set is 1 - level."""
    design = absorb(panel, "y", TERMS, [CELLS, INDUSTRY_YEARS], "iso3")
    draws = multipliers("webb", 999, 29, 1)
    line = bootstrap_line(design, "robots", draws)
    for c in (-0.6, -0.45, 0.1):
        shifted = design.with_outcome(design.y - c * design.X[:, 0])
        assert line.p_value(c) == bootstrap_line(shifted, "robots", draws).p_value()
    low, high = confidence_set(line)
    width = high - low
    for bound, inward in ((low, 1e-6 * width), (high, -1e-6 * width)):
        assert line.p_value(bound + inward) > 0.05 >= line.p_value(bound - inward)


def test_enumeration_is_an_exact_test():
    """All 2^5 patterns: among them the sample and its mirror, so that p is at least 2/32."""
    random = np.random.default_rng(0)
    frame = pd.DataFrame({"g": np.repeat(range(5), 8), "x": random.normal(size=40), "one": 1.0})
    frame["y"] = 50 * frame["x"] + random.normal(size=40)
    design = absorb(frame, "y", ["one", "x"], [], "g")
    table = wild_cluster_bootstrap(design, ["x"], 999, 0, "rademacher", jackknife=False)
    assert table["p_value"].item() == 2 / 32


@pytest.mark.parametrize("kind", ["webb", "rademacher", "mammen"])
def test_moments_of_the_multipliers(kind):
    """Mean 0 and variance 1, within four standard errors of 400,000 draws; Mammen's third is 1."""
    draws = multipliers(kind, 20_000, 20, 4)
    assert draws.mean() == pytest.approx(0, abs=0.0065)
    assert draws.var() == pytest.approx(1, abs=0.0065)
    assert (draws**3).mean() == pytest.approx(float(kind == "mammen"), abs=0.02)


def test_unknown_multipliers_are_an_error():
    with pytest.raises(ValueError, match="unknown kind 'normal'"):
        multipliers("normal", 9, 5, 0)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6), scale=st.floats(1e-3, 1e3))
def test_invariances(small_panel, seed, scale):
    """Names of clusters, units and order of rows change neither p-values nor (scaled) sets."""
    random = np.random.default_rng(seed)
    names = random.permutation(8)
    changed = small_panel.assign(
        iso3=names[small_panel["iso3"]], robots=-scale * small_panel["robots"]
    ).iloc[random.permutation(len(small_panel))]
    tables = [
        wild_cluster_bootstrap(
            absorb(frame, "y", TERMS, [CELLS, INDUSTRY_YEARS], "iso3"), TERMS, 199, 3
        )
        for frame in (small_panel, changed)
    ]
    one, other = (table.set_index("term") for table in tables)
    assert one["p_value"].tolist() == other["p_value"].tolist()
    np.testing.assert_allclose(
        one.loc["robots", ["ci_high", "ci_low"]].astype(float),
        -scale * other.loc["robots", ["ci_low", "ci_high"]].astype(float),
        rtol=1e-6,
    )


def test_the_same_under_any_hash_seed():
    """Five interpreters with string clusters and PYTHONHASHSEED 0-4 print the same digits."""
    code = """
import numpy as np, pandas as pd
from fewclusters.fit.absorption import absorb
from fewclusters.infer.wild_bootstrap import wild_cluster_bootstrap
random = np.random.default_rng(1)
frame = pd.DataFrame({"c": np.repeat(list("ABCDEFGH"), 12), "t": np.tile(range(12), 8)})
frame["x"], frame["y"] = random.normal(size=(2, 96))
design = absorb(frame, "y", ["x"], [["c"], ["t"]], "c")
print(wild_cluster_bootstrap(design, ["x"], 99, 1).to_csv(index=False))
"""
    library = Path(__file__).resolve().parents[2] / "code"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": str(library), "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(5)
    }
    assert len(printed) == 1
