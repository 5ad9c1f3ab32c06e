"""Errors in variables: least squares at reliability 1, closed forms, and simulated coverage."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.bias_reduced import crv3
from fewclusters.infer.measurement_error import (
    attenuation,
    errors_in_variables,
    implied_reliabilities,
    wild_errors_in_variables,
)
from fewclusters.infer.multipliers import cluster_multipliers
from fewclusters.infer.wild_bootstrap import bootstrap_line, wild_cluster_bootstrap

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


@pytest.fixture(scope="module")
def design(panel):
    return absorb(panel, "y", ["robots", "digital", "exposure"], EFFECTS, "iso3", "weight")


def test_reliability_one_is_least_squares(design):
    """Estimates to the last digit; standard errors, p-values and intervals of CRV3 to 1e-8."""
    table = errors_in_variables(design, "robots").drop(columns="reliability")
    peer = crv3(design)
    assert (table["estimate"] == design.estimates).all()
    pd.testing.assert_frame_equal(table.assign(inference="crv3"), peer, rtol=1e-8)
    wild = wild_errors_in_variables(design, "robots", [1.0], 199, 4).squeeze()
    plain = wild_cluster_bootstrap(design, ["robots"], 199, 4).squeeze()
    assert wild["attenuation"] == 1
    for column in ("estimate", "std_error", "p_value", "ci_low", "ci_high"):
        assert wild[column] == plain[column]


def test_the_factor_is_that_of_the_moments(design):
    """The corrected coefficient is the plain one over the factor; the other ones follow."""
    for reliability in (0.9, 0.6, 0.35):
        table = errors_in_variables(design, "robots", [reliability]).set_index("term")
        factor = attenuation(design, "robots", reliability)
        assert table.loc["robots", "estimate"] == pytest.approx(design.estimates[0] / factor)
        without = design.y - table.loc["robots", "estimate"] * design.X[:, 0]
        others = np.linalg.lstsq(design.X[:, 1:], without, rcond=None)[0]
        np.testing.assert_allclose(table["estimate"].iloc[1:], others, rtol=1e-9)
        row = wild_errors_in_variables(design, "robots", [reliability], 99, 1).squeeze()
        assert row["estimate"] == pytest.approx(table.loc["robots", "estimate"])


def test_the_jackknife_by_refits(small_panel):
    """Estimates without each economy, from the rows that are left, to 1e-8."""
    design = absorb(small_panel, "y", ["robots", "digital"], EFFECTS, "iso3")
    moves = []
    table = errors_in_variables(design, "robots", [0.7])
    for g in range(8):
        frame = small_panel[small_panel["iso3"] != g]
        left = absorb(frame, "y", ["robots", "digital"], EFFECTS, "iso3")
        moments = left.X.T @ left.X
        moments[0, 0] *= 0.7
        moves.append(np.linalg.solve(moments, left.X.T @ left.y) - table["estimate"])
    peer = np.sqrt(7 / 8 * (np.array(moves) ** 2).sum(axis=0))
    np.testing.assert_allclose(table["std_error"], peer, rtol=1e-8)


def test_impossible_reliabilities_are_errors(panel):
    frame = panel.assign(copy=panel["robots"] + 0.1 * panel["digital"])
    design = absorb(frame, "y", ["copy", "robots"], [EFFECTS[0]], "iso3")
    with pytest.raises(ValueError, match=r"reliability 0\.5 of 'copy' is not between what the"):
        errors_in_variables(design, "copy", [0.5])
    with pytest.raises(ValueError, match=r"reliability 1\.2"):
        attenuation(design, "robots", 1.2)


@pytest.mark.slow
@pytest.mark.parametrize("reliability", [0.6, 0.35])
def test_coverage(reliability):
    """31 clusters of 10 years, measured regressor and a control: truth in at least 93 % of 400.

    Without correction the interval has it in fewer than 20 %.
    """
    random = np.random.default_rng(round(1000 * reliability))
    frame = pd.MultiIndex.from_product([range(31), range(10)], names=["g", "t"]).to_frame(
        index=False
    )
    covered = np.zeros(3)
    for _ in range(400):
        true, control, noise = random.normal(size=(3, 310))
        true = true + 0.3 * control
        error = np.sqrt((1 / reliability - 1) * 1.09) * random.normal(size=310)
        errors = noise + random.normal(size=31)[frame["g"]] * np.sin(frame["t"])
        frame = frame.assign(x=true + error, w=control, y=true + 0.5 * control + errors)
        design = absorb(frame, "y", ["x", "w"], [["g"], ["t"]], "g")
        rows = [errors_in_variables(design, "x", [reliability]).iloc[0], crv3(design).iloc[0]]
        # The set of the bootstrap has the truth where its test does not reject truth x factor.
        line = bootstrap_line(design, "x", cluster_multipliers(design, "webb", 199, 1))
        inside = line.p_value(attenuation(design, "x", reliability)) > 0.05
        covered += [inside, *(row["ci_low"] <= 1 <= row["ci_high"] for row in rows)]
    assert (covered[:2] / 400 >= 0.93).all()
    assert covered[2] / 400 < 0.2


def test_three_measures_of_one_thing():
    """Reliabilities .8, .5 and .35 from 20,000 rows, within .03, in any units."""
    random = np.random.default_rng(2)
    truth = random.normal(size=20_000)
    shares = np.array([0.8, 0.5, 0.35])
    columns = truth[:, None] + np.sqrt(1 / shares - 1) * random.normal(size=(20_000, 3))
    frame = pd.DataFrame(columns * [1, 10, -2], columns=["a", "b", "c"])
    np.testing.assert_allclose(implied_reliabilities(frame), shares, atol=0.03)
    with pytest.raises(ValueError, match="three measures, not 2"):
        implied_reliabilities(frame[["a", "b"]])
