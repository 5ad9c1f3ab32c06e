"""The declared methods of inference, and how products are read as shift-share regressors."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.methods import (
    METHODS,
    InferenceSettings,
    industry_shares,
    infer,
    without_effects,
)

EFFECTS = [["iso3", "industry"], ["industry", "year"], ["iso3", "year"]]
SETTINGS = InferenceSettings(level=0.95, draws=199, seed=1)


@pytest.fixture(scope="module")
def frame():
    random = np.random.default_rng(11)
    index = pd.MultiIndex.from_product(
        [list("abcdefghij"), list("vwxyz"), range(2000, 2010)], names=["iso3", "industry", "year"]
    )
    cells = index.to_frame(index=False)
    economy_year = cells.groupby(["iso3", "year"]).ngroup()
    cells["robots"] = random.normal(size=100)[economy_year]
    cells["apr"] = cells["industry"].map(
        dict(zip("vwxyz", [-2.0, -1.0, 0.0, 1.0, 2.0], strict=True))
    )
    cells["robots:apr"] = cells["robots"] * cells["apr"]
    cells["other"] = random.normal(size=len(cells))
    cells["y"] = random.normal(size=len(cells))
    return cells


@pytest.fixture(scope="module")
def design(frame):
    return absorb(frame, "y", ["robots:apr"], EFFECTS, "iso3")


def test_shares_times_shocks_are_the_regressor(frame):
    shares = industry_shares(frame, "robots:apr")
    assert shares @ [-2.0, -1.0, 0.0, 1.0, 2.0] == pytest.approx(frame["robots:apr"].to_numpy())


def test_regressors_without_an_industry_shock_have_no_shares(frame):
    assert industry_shares(frame, "robots") is None
    assert industry_shares(frame, "robots:other") is None


def test_without_effects_the_shocks_are_those_of_the_industries(frame, design):
    shares = without_effects(design, industry_shares(frame, "robots:apr"))
    assert shares @ [-2.0, -1.0, 0.0, 1.0, 2.0] == pytest.approx(design.X[:, 0], abs=1e-10)


def test_akm_is_clustering_by_shock_when_each_cell_has_one(frame, design):
    """With one shock a cell, V = sum over industries of (sum x e)^2, and no small-sample factor."""
    row = METHODS["akm"](design, frame, SETTINGS).iloc[0]
    scores = pd.Series(design.X[:, 0] * design.residuals).groupby(frame["industry"]).sum()
    expected = np.sqrt((scores**2).sum()) / (design.X[:, 0] @ design.X[:, 0])
    assert row["std_error"] == pytest.approx(expected, rel=0.2)


def test_every_method_tests_every_term(frame, design):
    table = infer(design, frame, list(METHODS), SETTINGS)
    assert table["inference"].tolist() == list(METHODS)
    assert np.ptp(table["estimate"]) < 1e-12
    assert table["p_value"].between(0, 1).all()


def test_errors_name_the_method_or_the_terms(frame, design):
    with pytest.raises(ValueError, match="inference 'hc1' is not among cr2"):
        infer(design, frame, ["hc1"], SETTINGS)
    plain = absorb(frame, "y", ["other"], EFFECTS, "iso3")
    with pytest.raises(ValueError, match=r"no term is a product with an industry's shock"):
        infer(plain, frame, ["akm"], SETTINGS)
