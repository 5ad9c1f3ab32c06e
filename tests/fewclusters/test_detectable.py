"""Detectable effects under a rule: against closed forms, and the power that simulation finds."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.bias_reduced import cr2, crv3
from fewclusters.infer.multipliers import cluster_multipliers
from fewclusters.infer.romano_wolf import romano_wolf
from fewclusters.infer.wild_bootstrap import bootstrap_line, confidence_set
from fewclusters.judge.detectable import (
    detectable_effect,
    family_critical_values,
    multiplied_residuals,
    simulated_power,
)
from fewclusters.judge.power import minimum_detectable_effect
from scipy import stats


@pytest.fixture(scope="module")
def balanced():
    """24 clusters of 10 rows, a regressor with a common part in the cluster, three outcomes."""
    random = np.random.default_rng(2)
    cluster = np.repeat(np.arange(24), 10)
    frame = pd.DataFrame({"g": cluster, "one": 1.0})
    frame["x"] = random.normal(size=24)[cluster] + random.normal(size=240)
    for name in ("y1", "y2", "y3"):
        frame[name] = random.normal(size=24)[cluster] + random.normal(size=240)
    return frame


def moulton(design, random):
    """Errors with a common part in each cluster, independent of the sample's."""
    return random.normal(size=design.n_clusters)[design.clusters] + random.normal(size=design.n_obs)


def test_a_single_t_test_is_the_usual_effect():
    """The sum of quantiles within .02 standard errors, and exact power with 28 df."""
    effect = detectable_effect(stats.t.ppf(0.975, 28), 1.0, 28)
    assert effect == pytest.approx(minimum_detectable_effect(1.0, 28), abs=0.02)
    assert stats.nct.sf(stats.t.ppf(0.975, 28), 28, effect) == pytest.approx(0.8)


def test_the_largest_threshold_decides():
    assert detectable_effect([1.0, 3.0, 2.0], 1.0, 20) == detectable_effect(3.0, 1.0, 20)
    assert detectable_effect([1.0, np.inf], 1.0, 20) == np.inf
    assert detectable_effect(3.0, 2.0, 20) == pytest.approx(2 * detectable_effect(1.5, 1.0, 20))


def test_power_out_of_range_is_an_error():
    with pytest.raises(ValueError, match=r"power 1\.0 is not between"):
        detectable_effect(2.0, 1.0, 20, 1.0)


def test_the_critical_value_of_a_family_is_where_romano_wolf_rejects(balanced):
    """Moving one outcome to just above the critical value gives an adjusted p below .05."""
    designs = [absorb(balanced, y, ["x", "one"], [], "g") for y in ("y1", "y2", "y3")]
    table = family_critical_values([(d, "x") for d in designs], 1999, 4)
    single = family_critical_values([(designs[0], "x")], 1999, 4)
    assert (table["critical_value"] > single["critical_value"].item()).all()
    assert single["p_threshold"].item() == pytest.approx(0.05, abs=1e-3)
    assert (table["p_threshold"] < 0.05).all()
    moved = romano_wolf([(d, "x") for d in designs], 1999, 4)
    statistic, adjusted = moved["statistic"].abs(), moved["p_romano_wolf"]
    first = int(statistic.to_numpy().argmax())
    assert (adjusted[first] < 0.05) == (statistic[first] > table["critical_value"].iloc[0])


@pytest.mark.slow
def test_power_is_eighty_per_cent_at_the_detectable_effect(balanced):
    """Rule: the unadjusted WCR-31 p below the family's threshold; 1,000 samples, 80 +- 3 %."""
    designs = [absorb(balanced, y, ["x", "one"], [], "g") for y in ("y1", "y2", "y3")]
    random = np.random.default_rng(9)
    family = [(d.with_outcome(moulton(d, random), d.outcome), "x") for d in designs]
    threshold = family_critical_values(family, 1999, 4)["p_threshold"].iloc[0]
    design = designs[0]
    draws = cluster_multipliers(design, "webb", 499, 1)
    thresholds, errors = [], []
    for _ in range(60):
        sample = design.with_outcome(moulton(design, random))
        line = bootstrap_line(sample, "x", draws)
        low, high = confidence_set(line, 1 - threshold)
        thresholds.append((high - low) / 2)
        errors.append(cr2(sample)["std_error"].iloc[0])
    error = np.sqrt(np.mean(np.square(errors)))
    effect = detectable_effect(np.mean(thresholds), error, cr2(design)["df"].iloc[0])

    def rule(sample):
        return bootstrap_line(sample, "x", draws).p_value()

    power = simulated_power(design, "x", effect, rule, 1000, 3, threshold, moulton)
    assert 0.77 <= power <= 0.83
    size = simulated_power(design, "x", 0.0, rule, 1000, 4, 0.05, moulton)
    assert 0.035 <= size <= 0.065


@pytest.mark.slow
def test_multiplied_residuals_have_the_variance_of_the_jackknife(balanced):
    """Spread of the estimate over 1,500 draws: the standard error of CRV3, within 6 %."""
    design = absorb(balanced, "y1", ["x", "one"], [], "g")
    random = np.random.default_rng(1)
    draws = np.array([multiplied_residuals(design, random) for _ in range(1500)])
    estimates = draws @ design.X @ design.bread[:, 0]
    spread = crv3(design)["std_error"].iloc[0]
    assert estimates.std() == pytest.approx(spread, rel=0.06)
