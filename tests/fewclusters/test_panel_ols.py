"""The headline estimator against published figures, statsmodels with dummies, and pyfixest."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from fewclusters.fit.panel_ols import (
    effect_codes,
    fit_panel_ols,
    nested_in,
    without_singletons,
)


@pytest.fixture(scope="module")
def grunfeld():
    data = sm.datasets.grunfeld.load_pandas().data
    return data[data["firm"] != "American Steel"]  # the ten firms of the usual table


@pytest.fixture(scope="module")
def panel():
    """29 economies, 14 industries, 16 years, a tenth of the cells missing, and known slopes."""
    random = np.random.default_rng(7)
    index = pd.MultiIndex.from_product(
        [range(29), range(14), range(16)], names=["iso3", "industry", "year"]
    )
    frame = index.to_frame(index=False)
    shape = (29, 16)
    frame["robots"] = random.normal(size=shape).cumsum(axis=1)[frame["iso3"], frame["year"]]
    frame["digital"] = random.normal(size=shape)[frame["iso3"], frame["year"]]
    noise = random.normal(size=len(frame)) + random.normal(size=shape)[frame["iso3"], frame["year"]]
    effects = random.normal(size=(29, 14))[frame["iso3"], frame["industry"]]
    frame["y"] = -0.5 * frame["robots"] + 0.25 * frame["digital"] + 3 * effects + noise
    return frame[random.random(len(frame)) < 0.9].reset_index(drop=True)


EFFECTS = [["iso3", "industry"], ["industry", "year"]]


def test_grunfeld_two_way_effects_and_firm_clusters(grunfeld):
    """To the digits printed by plm with G/(G-1), effects nested in the cluster not counted."""
    fit = fit_panel_ols(grunfeld, "invest", ["value", "capital"], [["firm"], ["year"]], "firm")
    assert fit.table["estimate"].tolist() == pytest.approx([0.1177159, 0.3579163], abs=5e-8)
    assert fit.table["std_error"].tolist() == pytest.approx([0.01082443, 0.04784840], abs=5e-9)
    assert fit.table["df"].tolist() == [9, 9]


def test_against_statsmodels_with_explicit_dummies(panel):
    """Coefficients to 1e-9; standard errors once statsmodels' K is replaced by ours, to 1e-9."""
    fit = fit_panel_ols(panel, "y", ["robots", "digital"], EFFECTS, "iso3")
    dummies = smf.ols("y ~ robots + digital + C(iso3):C(industry) + C(industry):C(year)", panel)
    peer = dummies.fit(
        cov_type="cluster", cov_kwds={"groups": panel["iso3"], "use_correction": False}
    )
    n, g, k = len(panel), 29, 2 + 14 * 16
    factor = np.sqrt(g / (g - 1) * (n - 1) / (n - k))
    terms = ["robots", "digital"]
    assert fit.table["estimate"].tolist() == pytest.approx(peer.params[terms].tolist(), rel=1e-9)
    expected = factor * peer.bse[terms]
    assert fit.table["std_error"].tolist() == pytest.approx(expected.tolist(), rel=1e-9)


@pytest.mark.parametrize("effects", [EFFECTS, [*EFFECTS, ["iso3", "year"]]])
def test_against_pyfixest(panel, effects):
    """With weights, two and three effects, to 1e-8; the same count of nested effects."""
    pf = pytest.importorskip("pyfixest")
    frame = panel.assign(
        x=panel["robots"] * (panel["industry"] - 6.5), w=1 + panel["industry"] / 10
    )
    fit = fit_panel_ols(frame, "y", ["x"], effects, "iso3", weights="w")
    formula = "y ~ x | " + " + ".join("^".join(columns) for columns in effects)
    none = pf.ssc(k_fixef="none")
    peer = pf.feols(formula, frame, vcov={"CRV1": "iso3"}, ssc=none, weights="w", fixef_tol=1e-12)
    n, k = fit.n_obs, 1 + 14 * 16
    factor = np.sqrt((n - 1) / (n - k))  # their K is 1
    assert fit.n_obs == peer._N
    assert fit.table["estimate"].item() == pytest.approx(peer.coef().item(), rel=1e-8)
    assert fit.table["std_error"].item() == pytest.approx(factor * peer.se().item(), rel=1e-8)


def test_known_slopes_are_recovered(panel):
    table = fit_panel_ols(panel, "y", ["robots", "digital"], EFFECTS, "iso3").table
    assert (table["ci_low"] < [-0.5, 0.25]).all()
    assert (table["ci_high"] > [-0.5, 0.25]).all()


def test_singletons_are_dropped_until_none_is_left():
    frame = pd.DataFrame({"a": [1, 1, 2, 2, 3], "b": [1, 2, 2, 1, 3]})
    codes = effect_codes(frame, [["a"], ["b"]])
    assert without_singletons(codes).tolist() == [True, True, True, True, False]
    chain = pd.DataFrame({"a": [1, 1, 2, 2], "b": [1, 2, 2, 3]})  # each drop makes the next
    assert not without_singletons(effect_codes(chain, [["a"], ["b"]])).any()


def test_nesting():
    cluster = np.array([0, 0, 1, 1])
    assert nested_in(np.array([0, 1, 2, 2]), cluster)
    assert not nested_in(np.array([0, 1, 1, 2]), cluster)


def test_singletons_do_not_change_the_estimates(panel):
    alone = panel.iloc[[0]].assign(iso3=99, industry=99, year=99)
    with_one = pd.concat([panel, alone], ignore_index=True)
    one = fit_panel_ols(with_one, "y", ["robots"], EFFECTS, "iso3")
    none = fit_panel_ols(panel, "y", ["robots"], EFFECTS, "iso3")
    assert one.n_singletons == none.n_singletons + 1
    pd.testing.assert_frame_equal(one.table, none.table)


def test_errors_name_what_is_wrong(panel):
    with pytest.raises(ValueError, match="effects absorb one of the terms"):
        fit_panel_ols(panel, "y", ["robots"], [*EFFECTS, ["iso3", "year"]], "iso3")
    with pytest.raises(ValueError, match="one cluster only in 'iso3': 3"):
        fit_panel_ols(panel[panel["iso3"] == 3], "y", ["robots"], [["industry"]], "iso3")
    with pytest.raises(ValueError, match="cluster variable 'part' is missing, first in row 4"):
        part = panel.assign(part=panel["iso3"].where(panel.index != 4))
        fit_panel_ols(part, "y", ["robots"], EFFECTS, "part")
    with pytest.raises(ValueError, match="no row is complete"):
        fit_panel_ols(panel.assign(robots=np.nan), "y", ["robots"], EFFECTS, "iso3")
