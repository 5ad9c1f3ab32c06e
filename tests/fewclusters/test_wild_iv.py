"""The WRE bootstrap against estimation of every draw in full."""

from dataclasses import replace

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.iv import partial_out, two_stage_least_squares
from fewclusters.infer.clustered import crv1
from fewclusters.infer.multipliers import cluster_multipliers
from fewclusters.infer.wild_iv import bootstrap_t, restricted_system, wild_iv_bootstrap

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


def design_of(frame, endogenous, instruments):
    return absorb(
        frame, "y", ["exposure"], EFFECTS, "iso3", endogenous=endogenous, instruments=instruments
    )


@pytest.mark.parametrize("endogenous", [["robots"], ["robots", "digital"]])
def test_against_brute_force(instrumented, endogenous):
    """Bootstrap samples built and estimated anew, effects taken out of them, to 1e-8."""
    design = design_of(instrumented, endogenous, ["z1", "z2", "z3"])
    parts = partial_out(design)
    draws = cluster_multipliers(design, "webb", 6, 1)
    slopes, residuals, first = restricted_system(parts, 0, 0.1)
    others = np.delete(parts.Y, 0, axis=1)
    rest = np.linalg.lstsq(others, parts.y - 0.1 * parts.Y[:, 0] - residuals)[0]
    truth = np.array([0.1, *rest]) if others.shape[1] else np.array([0.1])
    peers = []
    for draw in draws:
        v = draw[design.clusters][:, None]
        endogenous_star = parts.Z @ slopes + v * first
        outcome_star = endogenous_star @ truth + v[:, 0] * residuals
        clean = design.space.residualise(np.column_stack([outcome_star, endogenous_star]))
        sample = replace(design, y=clean[:, 0], endogenous=clean[:, 1:])
        row = crv1(two_stage_least_squares(sample)).iloc[0]
        peers.append((row["estimate"] - 0.1) / row["std_error"])
    np.testing.assert_allclose(bootstrap_t(design, parts, 0, 0.1, draws), peers, rtol=1e-8)


def test_intervals_invert_the_test(instrumented):
    """Strong instruments: bounds near those of the t test, and p = 5 % between them and outside."""
    design = design_of(instrumented, ["robots"], ["z1", "z2"])
    row, plain = (
        wild_iv_bootstrap(design, 399, 2).squeeze(),
        crv1(two_stage_least_squares(design)).squeeze(),
    )
    assert row["ci_low"] < row["estimate"] < row["ci_high"]
    assert row["ci_high"] - row["ci_low"] == pytest.approx(
        plain["ci_high"] - plain["ci_low"], rel=0.3
    )
    assert (row["p_value"] > 0.05) == (row["ci_low"] <= 0 <= row["ci_high"])


def test_no_bounds_without_identification(instrumented):
    noise = np.random.default_rng(5).normal(size=len(instrumented))
    design = design_of(instrumented.assign(noise=noise), ["robots"], ["noise"])
    row = wild_iv_bootstrap(design, 199, 1).squeeze()
    assert np.isinf([row["ci_low"], row["ci_high"]]).any()
