"""Jackknives against refits, closed forms, simulation, and where one cluster identifies alone."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.bias_reduced import crv3, leave_one_cluster_out
from fewclusters.infer.clustered import crv1, second_codes, twoway
from fewclusters.infer.jackknife import (
    delete_clusters,
    jackknife,
    reclustered,
    twoway_jackknife,
)

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


def test_the_same_as_leaving_clusters_out_where_they_are_not_needed(panel):
    design = absorb(panel, "y", ["robots", "digital", "exposure"], EFFECTS, "iso3", "weight")
    ours = delete_clusters(design).estimates
    np.testing.assert_allclose(ours, leave_one_cluster_out(design), rtol=1e-8)
    factor = np.sqrt(design.n_clusters / (design.n_clusters - 1))
    peer = crv3(design)["std_error"] * factor
    np.testing.assert_allclose(jackknife(design)["std_error"], peer, rtol=1e-8)


@pytest.mark.slow
def test_degrees_of_freedom_and_scale_by_simulation(panel):
    """Independent normal errors: mean and variance of V over 4,000 samples, within 5 and 12 %."""
    few = panel[(panel["iso3"] < 7) & (panel["industry"] < 4)].reset_index(drop=True)
    design = absorb(few, "y", ["robots", "digital"], EFFECTS, "iso3")
    table = jackknife(design)
    random = np.random.default_rng(8)
    errors = design.space.residualise(random.normal(size=(design.n_obs, 4000)))
    variances = []
    for column in errors.T:
        moves = (
            delete_clusters(design.with_outcome(column)).estimates
            - design.with_outcome(column).estimates
        )
        variances.append((moves**2).sum(axis=0))
    variances = np.array(variances)
    mean, spread = variances.mean(axis=0), variances.var(axis=0)
    np.testing.assert_allclose(np.diag(design.bread) / mean, table["scale"] ** 2, rtol=0.05)
    np.testing.assert_allclose(2 * mean**2 / spread, table["df"], rtol=0.12)
    assert (table["scale"] <= 1).all()


@pytest.fixture(scope="module")
def one_treated():
    """Ten economies, eight years, one of which is treated from the fifth year on."""
    frame = pd.MultiIndex.from_product([range(10), range(8)], names=["g", "t"]).to_frame(
        index=False
    )
    frame["treated"] = ((frame["g"] == 3) & (frame["t"] > 3)) * 1.0
    return frame


@pytest.mark.slow
def test_a_single_treated_cluster(one_treated):
    """Without it the estimate is zero: the standard error is at least the estimate itself.

    CRV1 is far too small and CRV3 is missing; of 400 samples without effect CRV1 rejects in more
    than 30 %, the jackknife in at most 7 %.
    """
    random = np.random.default_rng(3)
    rejected = np.zeros(2)
    for _ in range(400):
        frame = one_treated.assign(
            y=random.normal(size=80) + random.normal(size=10)[one_treated["g"]]
        )
        design = absorb(frame, "y", ["treated"], [["g"], ["t"]], "g")
        row = jackknife(design).squeeze()
        assert abs(row["statistic"]) <= 1
        rejected += [crv1(design)["p_value"].item() < 0.05, row["p_value"] < 0.05]
    assert crv3(design)["std_error"].isna().item()
    assert delete_clusters(design).estimates[3].item() == 0
    assert rejected[0] / 400 > 0.3
    assert rejected[1] / 400 <= 0.07


@pytest.mark.slow
def test_never_biased_downwards():
    """Two clusters, one without noise: CRV3's mean is half the variance, the jackknife's above."""
    frame = pd.DataFrame({"g": [0] * 9 + [1], "one": 1.0})
    random = np.random.default_rng(1)
    ours, peer, estimates = [], [], []
    for _ in range(500):
        frame["y"] = random.normal() * (frame["g"] == 0)
        design = absorb(frame, "y", ["one"], [], "g")
        estimates.append(design.estimates.item())
        ours.append(jackknife(design)["std_error"].item() ** 2)
        peer.append(crv3(design)["std_error"].item() ** 2)
    assert np.mean(peer) < 0.7 * np.var(estimates) < np.var(estimates) < np.mean(ours)


def test_units_do_not_matter(one_treated):
    frame = one_treated.assign(y=np.random.default_rng(0).normal(size=80))
    scaled = frame.assign(treated=1000 * frame["treated"])
    one, other = (
        jackknife(absorb(data, "y", ["treated"], [["g"], ["t"]], "g")).squeeze()
        for data in (frame, scaled)
    )
    assert one["std_error"] == pytest.approx(1000 * other["std_error"])
    assert one["df"] == pytest.approx(other["df"])


def test_two_ways_against_refits(small_panel):
    """Estimates without each economy, industry and cell, by leaving rows out, to 1e-8."""
    frame = small_panel.assign(cell=small_panel.groupby(["iso3", "industry"]).ngroup())
    design = absorb(frame, "y", ["robots", "digital"], [["cell"], ["year"]], "iso3")
    variances = {}
    for way in ("iso3", "industry", "cell"):
        moves = np.array(
            [
                absorb(
                    frame[frame[way] != g], "y", ["robots", "digital"], [["cell"], ["year"]], "iso3"
                ).estimates
                - design.estimates
                for g in frame[way].unique()
            ]
        )
        count = len(moves)
        variances[way] = (count - 1) / count * (moves**2).sum(axis=0)
    three = variances["iso3"] + variances["industry"] - variances["cell"]
    peer = np.sqrt(np.maximum.reduce([three, variances["iso3"], variances["industry"]]))
    table = twoway_jackknife(design, second_codes(design, frame, "industry"))
    np.testing.assert_allclose(table["std_error"], peer, rtol=1e-8)
    assert (table["df"] == 2).all()


@pytest.mark.slow
def test_two_ways_reject_less_than_the_sandwich():
    """12 x 10 with errors common to rows and columns, 400 samples: below CRV1's rejections."""
    random = np.random.default_rng(12)
    frame = pd.MultiIndex.from_product([range(12), range(10)], names=["g", "h"]).to_frame(
        index=False
    )
    rejected = np.zeros(2)
    for _ in range(400):
        x, y = (
            random.normal(size=12)[frame["g"]]
            + random.normal(size=10)[frame["h"]]
            + random.normal(size=120)
            for _ in range(2)
        )
        design = absorb(frame.assign(x=x, y=y, one=1.0), "y", ["x", "one"], [], "g")
        second = second_codes(design, frame, "h")
        tables = twoway_jackknife(design, second), twoway(design, second)
        rejected += [table["p_value"].iloc[0] < 0.05 for table in tables]
    assert rejected[0] / 400 <= 0.075
    assert rejected[0] <= rejected[1]


def test_other_clusters_give_the_same_estimates(panel):
    design = absorb(panel, "y", ["robots"], EFFECTS, "iso3")
    by_industry = reclustered(design, second_codes(design, panel, "industry"))
    peer = absorb(panel, "y", ["robots"], EFFECTS, "industry")
    pd.testing.assert_frame_equal(crv1(by_industry), crv1(peer))
