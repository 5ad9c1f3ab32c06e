"""Anderson-Rubin sets against evaluation on grids, with sets of every shape."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.iv import partial_out, two_stage_least_squares
from fewclusters.infer.anderson_rubin import (
    anderson_rubin,
    ar_test,
    intervals_of,
    reduced_form,
)
from fewclusters.infer.clustered import crv1, sandwich
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


def design_of(frame, endogenous, instruments):
    return absorb(
        frame, "y", ["exposure"], EFFECTS, "iso3", endogenous=endogenous, instruments=instruments
    )


def test_the_test_is_a_regression_on_the_instruments(instrumented):
    """Wald test of the instruments in the regression of y - Y b, to 1e-9."""
    form = reduced_form(partial_out(design_of(instrumented, ["robots"], ["z1", "z2"])))
    frame = instrumented.assign(left=instrumented["y"] - 0.3 * instrumented["robots"])
    plain = absorb(frame, "left", ["z1", "z2", "exposure"], EFFECTS, "iso3")
    covariance = sandwich(plain, plain.clusters)[:2, :2]
    wald = plain.estimates[:2] @ np.linalg.solve(covariance, plain.estimates[:2]) / 2
    statistic, p_value = ar_test(form, np.array([0.3]))
    assert statistic == pytest.approx(wald, rel=1e-9)
    assert p_value == pytest.approx(stats.f.sf(wald, 2, 28), rel=1e-9)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6), strength=st.sampled_from([0.0, 0.1, 0.3, 2.0]))
def test_sets_against_a_grid(small_panel, seed, strength):
    """Bounded, disjoint, unbounded and empty sets of two instruments agree with 2,001 tests."""
    random = np.random.default_rng(seed)
    frame = small_panel.assign(
        z1=random.normal(size=len(small_panel)), z2=random.normal(size=len(small_panel))
    )
    frame["x"] = strength * (frame["z1"] + frame["z2"]) + random.normal(size=len(frame))
    design = design_of(frame, ["x"], ["z1", "z2"])
    form = reduced_form(partial_out(design))
    row = crv1(two_stage_least_squares(design)).squeeze()
    pieces = intervals_of(form, 0.95, row["estimate"], row["std_error"])
    grid = row["estimate"] + row["std_error"] * np.linspace(-30, 30, 2001)
    accepted = np.array([ar_test(form, np.array([b]))[1] >= 0.05 for b in grid])
    inside = np.array([any(low <= b <= high for low, high in pieces) for b in grid])
    assert (accepted == inside).all()
    for low, high in pieces:
        for bound in (low, high):
            if np.isfinite(bound):
                assert ar_test(form, np.array([bound]))[1] == pytest.approx(0.05, abs=1e-6)


def test_joint_sets_against_a_grid(instrumented):
    """Projections of the joint set of two regressors agree with 250,000 tests, to the grid."""
    design = design_of(instrumented, ["robots", "digital"], ["z1", "z2", "z3"])
    table = anderson_rubin(design)
    form = reduced_form(partial_out(design))
    axes = [np.linspace(r["ci_low"] - 0.1, r["ci_high"] + 0.1, 500) for _, r in table.iterrows()]
    first, second = (grid.ravel() for grid in np.meshgrid(*axes, indexing="ij"))
    weights = np.column_stack([np.ones_like(first), -first, -second])
    accepted = form.statistic(weights) <= form.critical(0.95)
    for (_, row), values, axis in zip(table.iterrows(), (first, second), axes, strict=True):
        step = axis[1] - axis[0]
        assert row["ci_low"] == pytest.approx(values[accepted].min(), abs=1.5 * step)
        assert row["ci_high"] == pytest.approx(values[accepted].max(), abs=1.5 * step)


def test_sets_without_identification(instrumented):
    """Instruments of pure noise leave the whole line, for one and for two regressors."""
    random = np.random.default_rng(2)
    noise = instrumented.assign(
        n1=random.normal(size=len(instrumented)), n2=random.normal(size=len(instrumented))
    )
    one = anderson_rubin(design_of(noise, ["robots"], ["n2"]))
    assert np.isinf(one["ci_low"].item())
    two = anderson_rubin(design_of(noise, ["robots", "digital"], ["n1", "n2"]))
    assert two["set"].tolist() == ["the whole line"] * 2


def test_three_endogenous_regressors_are_an_error(instrumented):
    frame = instrumented.assign(third=instrumented["z1"] ** 2)
    design = design_of(frame, ["robots", "digital", "third"], ["z1", "z2", "z3"])
    with pytest.raises(ValueError, match="one or two endogenous regressors, not 3"):
        anderson_rubin(design)
