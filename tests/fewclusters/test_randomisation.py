"""Randomisation inference: validity, power, invariance and errors."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.clustered import crv1
from fewclusters.infer.randomisation import randomisation_test

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


def test_the_statistic_is_the_clustered_t(panel):
    """Up to the small-sample factor, which all permutations share."""
    design = absorb(panel, "y", ["exposure", "digital"], EFFECTS, "iso3")
    table = randomisation_test(design, panel, "exposure", "robots", "apr", "year", 19, 1)
    row = crv1(design).iloc[0]
    n, g, k = design.n_obs, 29, design.n_parameters
    factor = np.sqrt(g / (g - 1) * (n - 1) / (n - k))
    assert table["statistic"].item() == pytest.approx(factor * abs(row["statistic"]), rel=1e-9)


def test_a_large_effect_is_found_and_p_is_never_zero(panel):
    design = absorb(panel, "y", ["robots", "digital"], EFFECTS, "iso3")
    table = randomisation_test(design, panel, "robots", "robots", None, "year", 99, 1)
    assert table["p_value"].item() == 0.01


@pytest.mark.slow
def test_uniform_under_the_sharp_null(small_panel):
    """300 samples without effect: 5 % +- 3.5 are rejected, as the test is exact."""
    random = np.random.default_rng(4)
    design = absorb(small_panel, "y", ["robots"], [["iso3", "industry"]], "iso3")
    rejected = 0
    for sample in range(300):
        paths = random.normal(size=(8, 6)).cumsum(axis=1)
        frame = small_panel.assign(
            robots=paths[small_panel["iso3"], small_panel["year"]],
            y=random.normal(size=len(small_panel)),
        )
        design = absorb(frame, "y", ["robots"], [["iso3", "industry"], ["year"]], "iso3")
        table = randomisation_test(design, frame, "robots", "robots", None, "year", 39, sample)
        rejected += table["p_value"].item() <= 0.05
    assert 0.015 < rejected / 300 < 0.085


def test_names_and_order_of_rows_do_not_matter(small_panel):
    random = np.random.default_rng(1)
    names = random.permutation(8)
    changed = small_panel.assign(iso3=names[small_panel["iso3"]])
    changed = changed.iloc[random.permutation(len(changed))]
    p_values = [
        randomisation_test(
            absorb(frame, "y", ["digital"], EFFECTS, "iso3"),
            frame,
            "digital",
            "digital",
            None,
            "year",
            99,
            7,
        )["p_value"].item()
        for frame in (small_panel, changed)
    ]
    assert p_values[0] == p_values[1]


def test_a_treatment_that_varies_within_clusters_is_an_error(panel):
    design = absorb(panel, "y", ["exposure"], EFFECTS, "iso3")
    with pytest.raises(ValueError, match="treatment 'exposure' varies within clusters and periods"):
        randomisation_test(design, panel, "exposure", "exposure", None, "year", 9, 1)
