"""The declared methods of inference, and how products are read as shift-share regressors."""

import re

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.estimators import ESTIMATORS, estimate
from fewclusters.fit.roles import Roles
from fewclusters.infer.methods import METHODS, Settings, infer, refusal
from fewclusters.infer.products import group_shares, shares_without_effects, treated_terms
from fewclusters.infer.tables import COLUMNS

EFFECTS = [["iso3", "industry"], ["industry", "year"], ["iso3", "year"]]
SETTINGS = Settings(level=0.95, draws=199, seed=1, permutations=99)
ROLES = Roles(unit=("iso3", "industry"), time="year", group="industry")


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
    shares = group_shares(frame, "robots:apr", "industry")
    assert shares @ [-2.0, -1.0, 0.0, 1.0, 2.0] == pytest.approx(frame["robots:apr"].to_numpy())


def test_regressors_without_an_industry_shock_have_no_shares(frame):
    assert group_shares(frame, "robots", "industry") is None
    assert group_shares(frame, "robots:other", "industry") is None


def test_without_effects_the_shocks_are_those_of_the_industries(frame, design):
    shares = shares_without_effects(design, group_shares(frame, "robots:apr", "industry"))
    assert shares @ [-2.0, -1.0, 0.0, 1.0, 2.0] == pytest.approx(design.X[:, 0], abs=1e-10)


def test_akm_is_clustering_by_shock_when_each_cell_has_one(frame, design):
    """With one shock a cell, V = sum over industries of (sum x e)^2, and no small-sample factor."""
    row = infer(design, ["akm"], SETTINGS, frame, ROLES).iloc[0]
    scores = pd.Series(design.X[:, 0] * design.residuals).groupby(frame["industry"]).sum()
    expected = np.sqrt((scores**2).sum()) / (design.X[:, 0] @ design.X[:, 0])
    assert row["std_error"] == pytest.approx(expected, rel=0.2)


def single(estimator):
    """Methods that test one regression of an estimator."""
    known = METHODS.values()
    return [m.label for m in known if estimator in m.estimators and m.test is not None]


def instrumented_design(frame):
    random = np.random.default_rng(3)
    z = random.normal(size=len(frame))
    endogenous = frame.assign(z=z, x=z + frame["other"] + random.normal(size=len(frame)))
    return absorb(endogenous, "y", ["other"], EFFECTS, "iso3", None, ["x"], ["z"]), endogenous


def test_every_method_tests_every_term(frame, design):
    table = infer(design, single("ols"), SETTINGS, frame, ROLES)
    assert table["inference"].tolist() == single("ols")
    assert table.columns.tolist() == COLUMNS
    assert np.ptp(table["estimate"]) < 1e-12
    assert table["p_value"].between(0, 1).all()


def test_every_method_tests_the_endogenous_regressor(frame):
    design, rows = instrumented_design(frame)
    table = infer(design, single("iv"), SETTINGS, rows, ROLES)
    assert table["inference"].tolist() == single("iv")
    assert set(table["term"]) == {"x"}
    assert np.ptp(table["estimate"]) < 1e-10


@pytest.mark.parametrize("estimator", ["ppml", "fractional_logit", "half_panel_jackknife"])
def test_other_estimators_have_the_methods_that_sum_scores(frame, estimator):
    share = frame.assign(y=1 / (1 + np.exp(-frame["y"])))
    columns = (share, "y", ["robots", "other"], [["iso3", "industry"], ["year"]], "iso3")
    fit = estimate(*columns, estimator=estimator, roles=ROLES)
    table = infer(fit, single(estimator), SETTINGS, share, ROLES)
    assert single(estimator) == ["crv1", "twoway", "driscoll_kraay"]
    assert (table["std_error"] > 0).all()


def test_only_terms_that_are_asked_for_are_tested(frame):
    design = absorb(frame, "y", ["robots", "other"], [["iso3", "industry"], ["year"]], "iso3")
    whole = infer(design, ["crv1", "cr2", "wcr31"], SETTINGS)
    part = infer(design, ["crv1", "cr2", "wcr31"], SETTINGS, terms=["other"])
    expected = whole[whole["term"] == "other"].reset_index(drop=True)
    pd.testing.assert_frame_equal(part, expected)


def test_terms_that_are_treatments_of_the_cluster(frame):
    terms = ["robots", "other", "robots:apr"]
    design = absorb(frame, "y", terms, [["iso3", "industry"]], "iso3")
    assert treated_terms(design, frame, "year") == {
        "robots": ("robots", None),
        "robots:apr": ("robots", "apr"),
    }


def test_errors_name_the_method_or_the_terms(frame, design):
    with pytest.raises(ValueError, match="inference 'hc1' is not among crv1, cr2"):
        infer(design, ["hc1"], SETTINGS)
    plain = absorb(frame, "y", ["other"], EFFECTS, "iso3")
    with pytest.raises(ValueError, match="no term is a product with a shock of 'industry'"):
        infer(plain, ["akm"], SETTINGS, frame, ROLES)
    with pytest.raises(ValueError, match="no term has one value a cluster and 'year'"):
        infer(plain, ["randomisation"], SETTINGS, frame, ROLES)
    with pytest.raises(ValueError, match="inference 'twoway' needs the frame"):
        infer(plain, ["twoway"], SETTINGS, roles=ROLES)
    with pytest.raises(ValueError, match="'randomisation': the frame has no column 'apr'"):
        infer(design, ["randomisation"], SETTINGS, frame.drop(columns="apr"), ROLES)
    with pytest.raises(ValueError, match="'romano_wolf' is of several regressions at once"):
        infer(plain, ["romano_wolf"], SETTINGS)
    with pytest.raises(ValueError, match="term 'robot' is not in the regression"):
        infer(plain, ["crv1"], SETTINGS, terms=["robot"])


@pytest.mark.parametrize(
    ("method", "known", "reason"),
    [
        ("wcr31", {}, None),
        ("wcr31", {"estimator": "ppml"}, r"not for estimator 'ppml' \(possible: crv1, twoway"),
        ("wre", {}, "not for estimator 'ols'"),
        ("wre", {"estimator": "iv", "endogenous": 1, "instruments": 1}, None),
        ("twoway", {}, "needs the column of the group"),
        ("twoway", {"roles": ROLES, "cluster": "industry"}, "a group other than the cluster"),
        ("driscoll_kraay", {"roles": Roles(group="g")}, "needs the column of the time"),
        ("tf", {"estimator": "iv", "endogenous": 1, "instruments": 2}, "at most 1 instruments"),
        (
            "anderson_rubin",
            {"estimator": "iv", "endogenous": 1, "instruments": 8, "clusters": 8},
            r"more clusters than instruments \(8, 8\)",
        ),
    ],
)
def test_what_a_method_cannot_do_is_said_before_there_are_data(method, known, reason):
    said = refusal(method, **known)
    assert said is None if reason is None else re.search(reason, said)


@pytest.mark.parametrize(
    ("estimator", "known", "reason"),
    [
        ("ols", {"weights": True}, None),
        ("ols", {"instruments": 1}, "takes no instruments"),
        ("iv", {"endogenous": 2, "instruments": 1}, "1 instruments for 2 endogenous regressors"),
        ("liml", {}, "0 instruments for 0 endogenous"),
        ("fractional_logit", {"weights": True, "roles": ROLES}, "takes no weights"),
        ("fractional_logit", {}, "needs the column of the unit"),
        ("half_panel_jackknife", {}, "needs the column of the time"),
        ("half_panel_jackknife", {"weights": True, "roles": ROLES}, None),
    ],
)
def test_what_an_estimator_cannot_do_is_said_before_there_are_data(estimator, known, reason):
    said = ESTIMATORS[estimator].refusal(**known)
    assert said is None if reason is None else re.search(reason, said)


def test_an_estimator_refuses_what_it_would_ignore(frame):
    columns = (frame, "y", ["other"], [["iso3", "industry"]], "iso3")
    with pytest.raises(ValueError, match="estimator 'fractional_logit' takes no weights"):
        estimate(*columns, "other", estimator="fractional_logit", roles=ROLES)
    with pytest.raises(ValueError, match="estimator 'probit' is not among ols, iv"):
        estimate(*columns, estimator="probit")
