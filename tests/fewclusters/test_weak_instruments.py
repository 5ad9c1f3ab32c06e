"""Strength of instruments against published critical values, peers and full algebra."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.iv import partial_out, two_stage_least_squares
from fewclusters.infer.clustered import crv1
from fewclusters.infer.first_stage import effective_f
from fewclusters.infer.tf import TF_CRITICAL, tf_critical, tf_interval
from fewclusters.judge.weak_instruments import (
    effective_f_critical,
    kleibergen_paap,
    sanderson_windmeijer,
    strength,
)

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


def parts_of(frame, endogenous, instruments):
    design = absorb(
        frame, "y", ["exposure"], EFFECTS, "iso3", endogenous=endogenous, instruments=instruments
    )
    return partial_out(design)


@pytest.mark.parametrize(
    ("bias", "published"), [(0.05, 37.42), (0.10, 23.11), (0.20, 15.06), (0.30, 12.05)]
)
def test_critical_values_for_one_instrument(bias, published):
    """Montiel Olea and Pflueger (2013, table 1), one effective degree of freedom."""
    assert effective_f_critical(np.array([[2.5]]), bias) == pytest.approx(published, abs=0.006)


def test_effective_f_against_pyfixest(instrumented):
    """Three instruments, no other regressor (theirs does not take it out of Z), to 1e-6."""
    pf = pytest.importorskip("pyfixest")
    formula = "y ~ 1 | iso3^industry + industry^year | robots ~ z1 + z2 + z3"
    fit = pf.feols(formula, instrumented, vcov={"CRV1": "iso3"})
    fit.IV_Diag()
    design = absorb(
        instrumented,
        "y",
        [],
        EFFECTS,
        "iso3",
        endogenous=["robots"],
        instruments=["z1", "z2", "z3"],
    )
    ours, _ = effective_f(partial_out(design))
    assert ours == pytest.approx(fit._eff_F, rel=1e-6)


def test_one_endogenous_regressor(instrumented):
    """Kleibergen-Paap is the Wald test of the first stage, and so is Sanderson-Windmeijer."""
    parts = parts_of(instrumented, ["robots"], ["z1"])
    f, _ = effective_f(parts)
    assert kleibergen_paap(parts)[0] == pytest.approx(f)
    assert sanderson_windmeijer(parts, 0) == pytest.approx(f)
    three = parts_of(instrumented, ["robots"], ["z1", "z2", "z3"])
    assert kleibergen_paap(three)[0] == pytest.approx(sanderson_windmeijer(three, 0))


def kleibergen_paap_in_full(parts):
    """Theorem 1 with the covariance of all first-stage coefficients and Kronecker products."""
    q, p = parts.Z.shape[1], parts.Y.shape[1]
    bread = np.linalg.inv(parts.Z.T @ parts.Z)
    slopes = bread @ parts.Z.T @ parts.Y
    residuals = parts.Y - parts.Z @ slopes
    scores = np.hstack([parts.cluster_sums(parts.Z * e[:, None] @ bread) for e in residuals.T])
    covariance = parts.factor(q) * scores.T @ scores  # of vec(slopes)
    left = np.linalg.cholesky(parts.Z.T @ parts.Z).T
    right = np.linalg.cholesky(np.linalg.inv(residuals.T @ residuals))
    u, _, vt = np.linalg.svd(left @ slopes @ right)
    outer = np.kron(vt[p - 1 :], u[:, p - 1 :].T)
    normal = np.kron(right.T, left)
    value = outer @ (left @ slopes @ right).ravel(order="F")
    spread = outer @ normal @ covariance @ normal.T @ outer.T
    return value @ np.linalg.solve(spread, value) / q


def test_rank_test_against_full_algebra(instrumented):
    """Two endogenous regressors; normalised by other matrices, it is the same to 1e-8."""
    parts = parts_of(instrumented, ["robots", "digital"], ["z1", "z2", "z3"])
    assert kleibergen_paap(parts)[0] == pytest.approx(kleibergen_paap_in_full(parts), rel=1e-8)
    assert kleibergen_paap(parts)[1] == 2


def test_rank_test_sees_what_single_f_do_not(instrumented):
    """Both first stages are strong, but through one instrument only: not identified."""
    random = np.random.default_rng(0)
    frame = instrumented.assign(
        a=instrumented["z1"] + random.normal(size=len(instrumented)),
        b=instrumented["z1"] + random.normal(size=len(instrumented)),
    )
    parts = parts_of(frame, ["a", "b"], ["z1", "z2"])
    assert min(effective_f(parts, j)[0] for j in (0, 1)) > 50
    assert max(sanderson_windmeijer(parts, j) for j in (0, 1)) < 5
    assert kleibergen_paap(parts)[0] < 5


def test_tf():
    """Entries of Lee et al. (2022, table 3): F = 4, 6.25, 10 (3.43 in the text), 104.7."""
    assert len(TF_CRITICAL) == 84
    assert tf_critical(4.0) == 18.66
    assert tf_critical(6.25) == pytest.approx(4.92)
    assert tf_critical(10.0) == pytest.approx(3.43, abs=0.01)
    assert tf_critical(200.0) == 1.96
    assert tf_critical(3.9) == np.inf


def test_tf_interval(instrumented):
    design = absorb(
        instrumented, "y", [], EFFECTS, "iso3", endogenous=["robots"], instruments=["z1"]
    )
    row, plain = tf_interval(design).squeeze(), crv1(two_stage_least_squares(design)).squeeze()
    half = tf_critical(effective_f(partial_out(design))[0]) * plain["std_error"]
    assert row["ci_high"] - row["estimate"] == pytest.approx(half)
    assert strength(design)["n_instruments"].item() == 1
    two = absorb(
        instrumented, "y", [], EFFECTS, "iso3", endogenous=["robots"], instruments=["z1", "z2"]
    )
    with pytest.raises(ValueError, match="tF needs one endogenous regressor and one instrument"):
        tf_interval(two)
