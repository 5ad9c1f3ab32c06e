"""The joint test of a curve: by hand, under no effect, under an effect; and placebos."""

import numpy as np
import pandas as pd
import pytest
from declared import EFFECTS, sample, with_dimensions
from declared import ROLES as DECLARED_ROLES
from fewclusters.fit.absorption import absorb
from fewclusters.infer.clustered import crv1
from fewclusters.infer.methods import Settings
from gvcrobots.programme.curve import (
    economy_order,
    estimate_curve,
    exchanges,
    permute_curve,
    technology_paths,
)
from gvcrobots.programme.curve_inference import (
    joint_test,
    null_curves,
    placebo_rejections,
    summarise_curve,
)
from gvcrobots.programme.multiverse import ROLES
from scipy import stats

SAMPLE = sample((0, 5))
SAMPLES = [SAMPLE, sample((0, 5), drop_economies=(4, 6))]
SETTINGS = Settings(level=0.95, draws=9, seed=3)


def joint(panel, curve, seed):
    """The joint test over two samples."""
    estimates = pd.concat([estimate_curve(panel, each, curve, SETTINGS) for each in SAMPLES])
    permuted = np.concatenate([permute_curve(panel, each, curve, seed) for each in SAMPLES], axis=2)
    return joint_test(estimates, permuted).set_index(["role", "statistic"])


@pytest.fixture(scope="module")
def short(curve):
    """A curve of eight regressions, quick enough for many repetitions."""
    few = with_dimensions(
        curve,
        outcome=("y",),
        inference=("crv1",),
        controls={"none": ()},
        weights={"none": None},
    )
    return few.model_copy(update={"permutations": 39})


def test_summaries_by_hand():
    t = np.array([[-3.0, 0.0], [1.0, 0.0], [4.0, 0.0], [5.0, 0.5]])
    found = summarise_curve(t / 10, t, np.full((4, 1), 28))
    assert found["median"].tolist() == [0.25, 0.0]
    assert found["share_negative"].tolist() == [0.25, 0.0]
    assert found["share_positive"].tolist() == [0.5, 0.0]
    z = stats.norm.ppf(stats.t.cdf(t[:, 0], 28)).mean()
    assert found["mean_z"][0] == pytest.approx(z, rel=1e-9)


def test_uniform_without_an_effect(small_panel, short):
    """80 samples, two technologies: p-values have the mean and the 10 % point of a uniform."""
    random = np.random.default_rng(8)
    cells = small_panel["iso3"], small_panel["year"]
    p_values = []
    for seed in range(80):
        robots, digital, shocks = random.normal(size=(3, 8, 6)).cumsum(axis=2)
        panel = small_panel.assign(
            robots=robots[cells],
            robots_root=np.cbrt(robots)[cells],
            digital=digital[cells],
            y=shocks[cells] + random.normal(size=len(small_panel)),
        )
        p_values.append(joint(panel, short, seed)["p_value"].xs("median", level="statistic"))
    values = np.concatenate(p_values)
    assert 0.41 < values.mean() < 0.61
    assert 0.03 < (values <= 0.10).mean() < 0.18


def test_an_effect_is_found(curve_panel, curve):
    cells = curve_panel["iso3"], curve_panel["year"]
    robots = np.random.default_rng(6).normal(size=(8, 6)).cumsum(axis=1)[cells]
    panel = curve_panel.assign(robots=robots, robots_root=np.cbrt(robots))
    panel = panel.assign(y=panel["y"] - 5 * robots, y_other=panel["y_other"] - 4 * robots)
    test = joint(panel, curve.model_copy(update={"permutations": 99}), 5)
    assert test.loc["robots", "p_value"].drop("share_positive").max() <= 0.02
    assert test.loc[("robots", "median"), "observed"] < -0.5
    assert test.loc[("robots", "share_negative"), "observed"] > 0.9
    assert (test["n_specifications"] == 64).all()
    assert (test["n_permutations"] == 99).all()


def test_samples_that_do_not_fit_are_an_error(small_panel, short):
    panel = small_panel.assign(robots_root=np.cbrt(small_panel["robots"]))
    estimates = estimate_curve(panel, SAMPLE, short, SETTINGS)
    permuted = permute_curve(panel, SAMPLE, short, 1)
    with pytest.raises(ValueError, match="4 regressions, 3 permuted ones"):
        joint_test(estimates, permuted[:, :, 1:])


def test_bounds_of_curves_without_effect():
    permuted = np.random.default_rng(1).normal(size=(2, 2, 5, 199))
    table = null_curves(permuted, level=0.9)
    third = np.sort(permuted[1, 0], axis=0)[2]
    row = table[(table["role"] == "digital") & (table["rank"] == 3)].iloc[0]
    assert row["null_low"] == pytest.approx(np.quantile(third, 0.05))
    assert row["null_high"] == pytest.approx(np.quantile(third, 0.95))


def test_placebos_are_regressions_on_exchanged_paths(small_panel):
    """CRV1 rejects where a regression on the exchanged columns does."""
    design = absorb(small_panel, "y", ROLES, EFFECTS, "iso3")
    order = economy_order(small_panel, ROLES, "iso3")
    moved = exchanges(order, design.cluster_labels, 20, 4)
    paths = {
        name: technology_paths(small_panel, SAMPLE, order, name, DECLARED_ROLES) for name in ROLES
    }
    table = placebo_rejections(design, small_panel["year"], paths, moved, 99, 1)
    rejected = dict.fromkeys(ROLES, 0)
    for term in ROLES:
        for drawn in moved:
            given = paths[term].to_numpy()[drawn]
            column = given[small_panel["iso3"], small_panel["year"]]
            fit = crv1(absorb(small_panel.assign(**{term: column}), "y", ROLES, EFFECTS, "iso3"))
            rejected[term] += fit.set_index("term").loc[term, "p_value"] < 0.05
    found = table.set_index(["inference", "term"])["rejections"]
    assert found["crv1"].to_dict() == {term: count / 20 for term, count in rejected.items()}
    assert found["wcr31"].between(0, 1).all()
