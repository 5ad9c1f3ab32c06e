"""AKM against its authors' package, and identities of shift-share inference."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.shift_share import (
    akm,
    akm0,
    effective_shocks,
    exposure_balance,
    quadratic_set,
    shock_level_regression,
)
from scipy import stats


@pytest.fixture(scope="module")
def autor_dorn_hanson(oracles):
    """Reduced form of Autor, Dorn and Hanson (2013): design, shares, industry codes."""
    frame = pd.read_csv(oracles / "adh_reg.csv").assign(one=1.0)
    divisions = pd.get_dummies(frame["division"], prefix="d", drop_first=True) * 1.0
    frame = pd.concat([frame.assign(t2=frame["t2"] * 1.0), divisions], axis=1)
    controls = ["t2", "l_shind_manuf_cbp", "l_sh_popedu_c", "l_sh_popfborn", "l_sh_empl_f"]
    controls += ["l_sh_routine33", "l_task_outsource", *divisions.columns, "one"]
    design = absorb(frame, "d_sh_empl", ["IV", *controls], [], "statefip", "weights")
    shares = pd.read_csv(oracles / "adh_W.csv.gz").to_numpy()
    return design, shares, pd.read_csv(oracles / "adh_sic.csv")["sic"].to_numpy()


def test_autor_dorn_hanson(autor_dorn_hanson):
    """Figures of R's ShiftShareSE, to all digits printed."""
    design, shares, sic = autor_dorn_hanson
    row = akm(design, "IV", shares, sic // 10).squeeze()
    assert row["estimate"] == pytest.approx(-0.4885687171, abs=5e-11)
    assert row["std_error"] == pytest.approx(0.16419444988, abs=5e-12)


def test_bounds_of_akm0_are_just_rejected(autor_dorn_hanson):
    """At each bound the test of that hypothesis has p = .05: the outcome is shifted, to 1e-10."""
    design, shares, sic = autor_dorn_hanson
    row = akm0(design, "IV", shares, sic // 10).squeeze()
    assert row["ci_low"] < row["estimate"] < row["ci_high"]
    for bound in (row["ci_low"], row["ci_high"]):
        shifted = design.with_outcome(design.y - bound * design.X[:, 0])
        assert akm0(shifted, "IV", shares, sic // 10)["p_value"].item() == pytest.approx(0.05)


@pytest.fixture(scope="module")
def simulated():
    """400 rows, 30 shocks, shares that do not sum to one, errors correlated through the shares."""
    random = np.random.default_rng(3)
    shares = random.dirichlet(np.full(30, 0.3), 400) * random.uniform(0.5, 1, (400, 1))
    shocks = random.normal(size=30)
    noise = shares @ random.normal(size=30) + 0.1 * random.normal(size=400)
    frame = pd.DataFrame({"x": shares @ shocks, "total": shares.sum(axis=1), "one": 1.0})
    frame = frame.assign(y=0.5 * frame["x"] + noise, g=np.arange(400) // 10, z=random.random(400))
    frame["w"] = random.uniform(0.5, 2, 400)
    return frame, shares, shocks


@pytest.mark.parametrize("weights", [None, "w"])
def test_the_shock_level_regression_has_the_same_coefficient(simulated, weights):
    frame, shares, shocks = simulated
    design = absorb(frame, "y", ["x", "total", "one", "z"], [], "g", weights)
    row = shock_level_regression(design, "x", shares, shocks).squeeze()
    assert row["estimate"] == pytest.approx(design.estimates[0], rel=1e-10)
    assert row["df"] == 29
    assert row["std_error"] == pytest.approx(akm(design, "x", shares)["std_error"].item(), rel=0.2)


def test_akm_with_one_shock_a_row_is_robust_to_heteroskedasticity(simulated):
    """Shares are the identity: V is White's (HC0), to 1e-10."""
    frame, _, _ = simulated
    design = absorb(frame, "y", ["z", "one"], [], "g")
    scores = design.X * design.residuals[:, None] @ design.bread
    ours = akm(design, "z", np.eye(400))["std_error"].item()
    assert ours == pytest.approx(np.sqrt((scores[:, 0] ** 2).sum()), rel=1e-10)


@pytest.mark.parametrize("seed", range(20))
def test_akm0_is_unbounded_where_the_shocks_are_too_few(seed):
    """Two shocks: the variance under b grows faster than b^2."""
    frame = pd.DataFrame({"x": np.repeat([1.0, -1.0], 20), "one": 1.0, "g": np.tile(range(4), 10)})
    frame["y"] = np.random.default_rng(seed).normal(size=40)
    design = absorb(frame, "y", ["x", "one"], [], "g")
    row = akm0(design, "x", np.kron(np.eye(2), np.ones((20, 1)))).squeeze()
    assert (row["ci_low"], row["ci_high"]) == (-np.inf, np.inf)
    assert row["set"] == "the whole line"


def test_sets_of_a_quadratic():
    """b^2 <= 4, b^2 >= 4 and -b^2 <= 4; without the square, 2b >= 6 and 2b <= 6."""
    assert quadratic_set(1e-17, 1.0, 6.0) == [(3.0, np.inf)]
    assert quadratic_set(0.0, -1.0, -6.0) == [(-np.inf, 3.0)]
    assert quadratic_set(0.0, 0.0, -1.0) == [(-np.inf, np.inf)]
    assert quadratic_set(-1.0, 0.1, -0.1 * 0.1 * (1 + 1e-15)) == [(-np.inf, np.inf)]
    assert quadratic_set(1.0, 0.0, -4.0) == [(-2.0, 2.0)]
    assert quadratic_set(-1.0, 0.0, 4.0) == [(-np.inf, -2.0), (2.0, np.inf)]
    assert quadratic_set(-1.0, 0.0, -4.0) == [(-np.inf, np.inf)]


def test_effective_number_of_shocks(simulated):
    frame, _, _ = simulated
    design = absorb(frame, "y", ["x"], [["g"]], "g")
    equal = np.full((400, 8), 1 / 8)
    assert effective_shocks(design, equal) == pytest.approx(8)
    assert effective_shocks(design, equal, np.arange(8) // 4) == pytest.approx(2)
    assert effective_shocks(design, equal * [9, 0, 0, 0, 0, 0, 0, 0]) == pytest.approx(1)


def test_balance(simulated):
    """A characteristic that is the regressor itself has coefficient 1; another is not related."""
    frame, shares, _ = simulated
    design = absorb(frame, "y", ["x", "total", "one"], [], "g")
    table = exposure_balance(design, "x", shares, {"same": frame["x"], "other": frame["z"]})
    assert table["term"].tolist() == ["same", "other"]
    assert table["estimate"].iloc[0] == pytest.approx(1)
    assert table["p_value"].iloc[1] > 0.05


@pytest.mark.slow
def test_rejection_rates_with_errors_that_follow_the_shares():
    """30 shocks, 400 samples, true null: AKM0 rejects 5 % +- 3, White 20 % and more."""
    random = np.random.default_rng(8)
    rejected = np.zeros(2)
    for _ in range(400):
        shares = random.dirichlet(np.full(30, 0.3), 150)
        frame = pd.DataFrame({"x": shares @ random.normal(size=30), "one": 1.0})
        frame["y"] = shares @ random.normal(size=30) + 0.1 * random.normal(size=150)
        design = absorb(frame.assign(g=np.arange(150) // 5), "y", ["x", "one"], [], "g")
        white = akm(design, "x", np.eye(150))["p_value"].item()
        rejected += [akm0(design, "x", shares)["p_value"].item() < 0.05, white < 0.05]
    assert stats.binom.ppf(0.0005, 400, 0.02) <= rejected[0] <= stats.binom.ppf(0.9995, 400, 0.08)
    assert rejected[1] > 80


def test_shares_of_the_wrong_length_are_an_error(simulated):
    frame, shares, _ = simulated
    design = absorb(frame, "y", ["x"], [["g"]], "g")
    with pytest.raises(ValueError, match="shares: 399 rows, but the regression has 400"):
        akm(design, "x", shares[1:])
