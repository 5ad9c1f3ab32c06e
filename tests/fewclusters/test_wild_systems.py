"""Joint tests across regressions against one regression, brute force and simulated size."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.multipliers import canonical_order
from fewclusters.infer.romano_wolf import common_multipliers
from fewclusters.infer.wild_joint import wild_joint_test
from fewclusters.infer.wild_systems import wild_joint_across

EFFECTS = [["iso3", "industry"], ["industry", "year"]]
TERMS = ["robots", "digital"]


@pytest.mark.parametrize("jackknife", [False, True])
def test_one_regression_is_the_usual_joint_test(panel, jackknife):
    design = absorb(panel, "y", ["exposure", "digital"], EFFECTS, "iso3")
    across = wild_joint_across(
        [(design, "exposure"), (design, "digital")], 499, 2, "webb", jackknife
    )
    one = wild_joint_test(design, ["exposure", "digital"], 499, 2, "webb", jackknife)
    assert across["p_value"].item() == one["p_value"].item()
    assert across["statistic"].item() == pytest.approx(one["statistic"].item(), rel=1e-10)


def test_two_regressions_against_brute_force(small_panel):
    """WCR-11, two outcomes, the second without one economy: every draw estimated anew."""
    random = np.random.default_rng(5)
    frame = small_panel.assign(z=small_panel["y"] + random.normal(size=len(small_panel)))
    fewer = frame[frame["iso3"] != 3].reset_index(drop=True)
    one = absorb(frame, "y", TERMS, EFFECTS, "iso3")
    two = absorb(fewer, "z", TERMS, EFFECTS, "iso3")
    table = wild_joint_across([(one, "robots"), (two, "robots")], 39, 1, jackknife=False)

    def wald(fits):
        sums = np.zeros((8, 2))
        for q, fit in enumerate(fits):
            g, k = fit.n_clusters, fit.n_parameters
            factor = g / (g - 1) * (fit.n_obs - 1) / (fit.n_obs - k)
            scores = (fit.X * fit.residuals[:, None] @ fit.bread)[:, 0]
            own = pd.Series(scores).groupby(fit.cluster_labels[fit.clusters]).sum()
            sums[own.index, q] = np.sqrt(factor) * own
        b = np.array([fit.estimates[0] for fit in fits])
        return b @ np.linalg.solve(sums.T @ sums, b)

    draws = common_multipliers([one, two], "webb", 39, 1)
    statistics = []
    for b in range(39):
        fits = []
        for data, design, name in ((frame, one, "y"), (fewer, two, "z")):
            null = absorb(data, name, ["digital"], EFFECTS, "iso3")
            v = np.array([draws[label][b] for label in design.cluster_labels])[design.clusters]
            again = data.assign(**{name: data[name] - null.residuals + v * null.residuals})
            fits.append(absorb(again, name, TERMS, EFFECTS, "iso3"))
        statistics.append(wald(fits))
    assert table["statistic"].item() == pytest.approx(wald([one, two]) / 2)
    assert table["p_value"].item() == np.mean(np.array(statistics) > wald([one, two]))
    assert table["term"].item() == "y~robots = z~robots = 0"
    assert list(canonical_order(one)) == list(draws)[:8]


@pytest.mark.slow
def test_size_across_two_outcomes():
    """Two outcomes with correlated errors, 14 clusters, 600 samples: 5 % +- 2.5."""
    random = np.random.default_rng(11)
    cluster = np.repeat(np.arange(14), 8)
    rejected = 0
    for _ in range(600):
        frame = pd.DataFrame({"g": cluster, "one": 1.0, "x": random.normal(size=112)})
        frame["x"] += random.normal(size=14)[cluster]
        common = random.normal(size=14)[cluster]
        for name in ("y", "z"):
            frame[name] = common + random.normal(size=14)[cluster] + random.normal(size=112)
        family = [(absorb(frame, name, ["x", "one"], [], "g"), "x") for name in ("y", "z")]
        rejected += wild_joint_across(family, 199, 1)["p_value"].item() < 0.05
    assert 0.025 <= rejected / 600 <= 0.075


def test_too_few_clusters_are_an_error(small_panel):
    design = absorb(small_panel, "y", TERMS, EFFECTS, "iso3")
    with pytest.raises(ValueError, match="9 hypotheses on 8 clusters"):
        wild_joint_across([(design, "robots")] * 9, 9, 1)
