"""Several restrictions at once against one restriction and against brute force."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.clustered import sandwich
from fewclusters.infer.multipliers import cluster_multipliers
from fewclusters.infer.wild_bootstrap import wild_cluster_bootstrap
from fewclusters.infer.wild_joint import wild_joint_test

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


def test_one_restriction_is_the_usual_test(panel):
    design = absorb(panel, "y", ["exposure", "digital"], EFFECTS, "iso3")
    for jackknife in (False, True):
        joint = wild_joint_test(design, ["exposure"], 499, 2, "webb", jackknife)
        single = wild_cluster_bootstrap(design, ["exposure"], 499, 2, "webb", jackknife)
        assert joint["p_value"].item() == single["p_value"].item()
        assert joint["statistic"].item() == pytest.approx(single["statistic"].item() ** 2)


def test_two_restrictions_against_brute_force(small_panel):
    """WCR-11, every draw estimated anew with all effects: the same p-value."""
    design = absorb(small_panel, "y", ["robots", "digital"], EFFECTS, "iso3")
    table = wild_joint_test(design, ["robots", "digital"], 49, 1, jackknife=False)

    def wald(fit):
        covariance = sandwich(fit, fit.clusters)
        return fit.estimates @ np.linalg.solve(covariance, fit.estimates) / 2

    null = small_panel["y"].to_numpy() - design.y  # the effects alone
    statistics = [
        wald(
            absorb(
                small_panel.assign(y=null + draw[design.clusters] * design.y),
                "y",
                ["robots", "digital"],
                EFFECTS,
                "iso3",
            )
        )
        for draw in cluster_multipliers(design, "webb", 49, 1)
    ]
    assert table["statistic"].item() == pytest.approx(wald(design))
    assert table["p_value"].item() == np.mean(np.array(statistics) > wald(design))
    assert table["term"].item() == "robots = digital = 0"
