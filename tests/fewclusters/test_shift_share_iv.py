"""AKM and AKM0 of instrumental variables against their authors' package, and identities."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.iv import two_stage_least_squares
from fewclusters.infer.shift_share import akm, akm0
from fewclusters.infer.shift_share_iv import akm0_iv, akm_iv


@pytest.fixture(scope="module")
def autor_dorn_hanson(oracles):
    """Autor, Dorn and Hanson (2013) by IV: design, shares, industry codes."""
    frame = pd.read_csv(oracles / "adh_reg.csv").assign(one=1.0)
    divisions = pd.get_dummies(frame["division"], prefix="d", drop_first=True) * 1.0
    frame = pd.concat([frame.assign(t2=frame["t2"] * 1.0), divisions], axis=1)
    controls = ["t2", "l_shind_manuf_cbp", "l_sh_popedu_c", "l_sh_popfborn", "l_sh_empl_f"]
    controls += ["l_sh_routine33", "l_task_outsource", *divisions.columns, "one"]
    design = absorb(frame, "d_sh_empl", controls, [], "statefip", "weights", ["shock"], ["IV"])
    shares = pd.read_csv(oracles / "adh_W.csv.gz").to_numpy()
    return design, shares, pd.read_csv(oracles / "adh_sic.csv")["sic"].to_numpy() // 10


def test_autor_dorn_hanson(autor_dorn_hanson):
    """Figures that R's ShiftShareSE prints: -.7742267, AKM .24037, AKM0 [-1.6903, -.3893]."""
    design, shares, sic = autor_dorn_hanson
    row = akm_iv(design, shares, sic).squeeze()
    assert row["estimate"] == pytest.approx(-0.7742267, abs=5e-8)
    assert row["std_error"] == pytest.approx(0.24037, abs=5e-6)
    null = akm0_iv(design, shares, sic).squeeze()
    assert null["ci_low"] == pytest.approx(-1.6903, abs=5e-5)
    assert null["ci_high"] == pytest.approx(-0.3893, abs=5e-5)
    assert row["estimate"] == pytest.approx(two_stage_least_squares(design).estimates[0])


def test_bounds_of_akm0_are_just_rejected(autor_dorn_hanson):
    design, shares, sic = autor_dorn_hanson
    row = akm0_iv(design, shares, sic).squeeze()
    for bound in (row["ci_low"], row["ci_high"]):
        shifted = design.with_outcome(design.y - bound * design.endogenous[:, 0])
        assert akm0_iv(shifted, shares, sic)["p_value"].item() == pytest.approx(0.05)


@pytest.fixture(scope="module")
def simulated():
    random = np.random.default_rng(5)
    shares = random.dirichlet(np.full(25, 0.3), 300)
    z = shares @ random.normal(size=25)
    x = 0.6 * z + random.normal(size=300)
    frame = pd.DataFrame({"z": z, "x": x, "one": 1.0, "g": np.arange(300) // 10})
    return frame.assign(y=x + shares @ random.normal(size=25) + random.normal(size=300)), shares


def test_an_instrument_of_itself_is_the_reduced_form(simulated):
    """The regressor is its own instrument: estimate, error and set of the least-squares version."""
    frame, shares = simulated
    frame = frame.assign(copy=frame["z"])
    design = absorb(frame, "y", ["one"], [], "g", None, ["copy"], ["z"])
    plain = absorb(frame, "y", ["z", "one"], [], "g")
    for ours, peer in ((akm_iv, akm), (akm0_iv, akm0)):
        one, other = ours(design, shares).squeeze(), peer(plain, "z", shares).squeeze()
        for column in ("estimate", "std_error", "p_value", "ci_low", "ci_high"):
            assert one[column] == pytest.approx(other[column], rel=1e-9)


def test_akm0_asks_the_reduced_form(simulated):
    """The p-value of zero is that of the instrument in the reduced form."""
    frame, shares = simulated
    design = absorb(frame, "y", ["one"], [], "g", None, ["x"], ["z"])
    reduced = absorb(frame, "y", ["z", "one"], [], "g")
    p_value = akm0(reduced, "z", shares)["p_value"].item()
    assert akm0_iv(design, shares)["p_value"].item() == pytest.approx(p_value, rel=1e-9)


def test_a_useless_instrument_has_an_unbounded_set(simulated):
    frame, shares = simulated
    frame = frame.assign(x=np.random.default_rng(0).normal(size=300))
    design = absorb(frame, "y", ["one"], [], "g", None, ["x"], ["z"])
    row = akm0_iv(design, shares).squeeze()
    assert np.isinf(row["ci_low"])
    assert np.isinf(row["ci_high"])


def test_several_instruments_are_an_error(simulated):
    frame, shares = simulated
    frame = frame.assign(other=frame["z"] ** 2)
    design = absorb(frame, "y", ["one"], [], "g", None, ["x"], ["z", "other"])
    with pytest.raises(ValueError, match="one regressor and instrument, not 1 and 2"):
        akm_iv(design, shares)
    one = replace(design, instrument_terms=("z",), instruments=design.instruments[:, :1])
    with pytest.raises(ValueError, match="shares: 299 rows"):
        akm_iv(one, shares[1:])
