"""Minimum detectable effects against the non-central t distribution."""

import numpy as np
import pytest
from fewclusters.judge.power import minimum_detectable_effect
from scipy import stats


@pytest.mark.parametrize("df", [5, 10, 28, 500])
@pytest.mark.parametrize("power", [0.8, 0.9])
def test_power_at_the_effect(df, power):
    """Rejection probability at the effect, exact non-central t: the wanted power within .02."""
    effect = minimum_detectable_effect(1.0, df, power)
    critical = stats.t.ppf(0.975, df)
    achieved = stats.nct.sf(critical, df, effect) + stats.nct.cdf(-critical, df, effect)
    assert achieved == pytest.approx(power, abs=0.02)


def test_many_clusters_give_the_usual_multiple():
    """1.960 + 0.842 standard errors."""
    assert minimum_detectable_effect(2.0, np.inf) == pytest.approx(2 * 2.8016, abs=1e-4)
    assert minimum_detectable_effect(1.0, 28) > 2.8016


def test_power_out_of_range_is_an_error():
    with pytest.raises(ValueError, match=r"power 0\.01 is not between the size 0\.05"):
        minimum_detectable_effect(1.0, 28, 0.01)
