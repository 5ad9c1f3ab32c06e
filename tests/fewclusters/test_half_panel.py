"""The half-panel jackknife on dynamic panels with known slopes."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.clusters import group_sums
from fewclusters.fit.half_panel import half_panel_jackknife
from fewclusters.infer.clustered import crv1
from simulated import autoregressive_panel

UNIT = ["iso3", "industry"]


@pytest.mark.slow
@pytest.mark.parametrize("n_years", [10, 11])
def test_the_bias_of_dynamic_panels_is_removed(n_years):
    """Means over 40 samples: least squares is far below .5, the jackknife within .03 of it."""
    plain, jackknife = [], []
    for seed in range(40):
        frame = autoregressive_panel(seed, n_years)
        arguments = (frame, "y", ["y_lag1", "x"], [UNIT], "iso3")
        plain.append(absorb(*arguments).estimates[0])
        jackknife.append(half_panel_jackknife(*arguments, "year").estimates[0])
    assert np.mean(plain) < 0.44
    assert np.mean(jackknife) == pytest.approx(0.5, abs=0.03)


@pytest.mark.slow
def test_standard_errors_are_those_of_the_simulation():
    """The mean standard error is the spread over 60 samples, within 25 %."""
    tables = [
        crv1(
            half_panel_jackknife(
                autoregressive_panel(seed), "y", ["y_lag1", "x"], [UNIT], "iso3", "year"
            )
        )
        for seed in range(60)
    ]
    estimates = np.array([table["estimate"] for table in tables])
    errors = np.array([table["std_error"] for table in tables])
    assert errors.mean(axis=0) == pytest.approx(estimates.std(axis=0, ddof=1), rel=0.25)


def test_a_static_regression_keeps_its_size(panel):
    arguments = (panel, "y", ["robots", "digital"], [UNIT, ["industry", "year"]], "iso3")
    jackknife, plain = crv1(half_panel_jackknife(*arguments, "year")), crv1(absorb(*arguments))
    assert (np.abs(jackknife["estimate"] - plain["estimate"]) < 2 * plain["std_error"]).all()


def test_a_cluster_lost_in_a_half_is_an_error(panel):
    late = panel[(panel["iso3"] != 0) | (panel["year"] > 8)]
    with pytest.raises(ValueError, match="a term or a cluster is lost in 0-7"):
        half_panel_jackknife(late, "y", ["robots"], [UNIT], "iso3", "year")


def test_weights_are_repetitions(small_panel):
    """A weight of two is the same as two rows of the same unit and period, coefficients to 1e-9."""
    double = small_panel.assign(w=1.0 + (small_panel["industry"] == 1))
    twice = pd.concat([double, double[double["w"] == 2]], ignore_index=True)
    arguments = ("y", ["robots", "digital"], [UNIT, ["year"]], "iso3", "year")
    weighted = half_panel_jackknife(double, *arguments, "w")
    assert weighted.estimates == pytest.approx(
        half_panel_jackknife(twice, *arguments).estimates, rel=1e-9
    )
    sums = group_sums(weighted.influence, weighted.clusters)
    repeated = half_panel_jackknife(twice, *arguments)
    np.testing.assert_allclose(sums, group_sums(repeated.influence, repeated.clusters), rtol=1e-7)
