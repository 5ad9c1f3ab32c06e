"""Least squares against published figures, linearmodels, statsmodels with dummies, and pyfixest."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.codes import effect_codes, levels_not_nested
from fewclusters.fit.least_squares import least_squares
from fewclusters.infer.clustered import crv1

CELLS, INDUSTRY_YEARS, ECONOMY_YEARS = ["iso3", "industry"], ["industry", "year"], ["iso3", "year"]
EFFECTS = [CELLS, INDUSTRY_YEARS]


def table_of(frame, terms, effects=EFFECTS, weights=None):
    return crv1(least_squares(absorb(frame, "y", terms, effects, "iso3", weights)))


def peer_fit(frame, terms, effects, weights):
    """Linearmodels, with the factor G/(G-1) (N-1)/(N-K) in its covariance."""
    peers = pytest.importorskip("linearmodels.iv.absorbing")
    codes = effect_codes(frame, effects)
    fit = peers.AbsorbingLS(
        frame["y"].to_numpy(float),
        frame[terms].to_numpy(float),
        absorb=codes.astype("category").reset_index(drop=True),
        weights=frame[weights].to_numpy(float) if weights else None,
    ).fit(cov_type="clustered", clusters=frame["iso3"].to_numpy(), debiased=False)
    n, g = len(frame), frame["iso3"].nunique()
    k = len(terms) + max(levels_not_nested(codes.to_numpy(), frame["iso3"].to_numpy()), 1)
    factor = g / (g - 1) * (n - 1) / (n - k)
    return fit.params.to_numpy(), np.sqrt(factor * np.diag(fit.cov)), fit.absorbed_rsquared


@pytest.mark.parametrize("weights", [None, "weight"])
@pytest.mark.parametrize(
    ("terms", "effects"),
    [
        (["robots", "digital", "exposure"], EFFECTS),
        (["exposure"], [*EFFECTS, ECONOMY_YEARS]),
        (["robots", "digital"], [["iso3"]]),
    ],
)
def test_against_linearmodels(panel, terms, effects, weights):
    """Every coefficient, standard error and R-squared, to the peer's tolerance of 1e-7."""
    design = absorb(panel, "y", terms, effects, "iso3", weights)
    table = crv1(least_squares(design))
    estimates, errors, r2 = peer_fit(panel.iloc[design.rows], terms, effects, weights)
    np.testing.assert_allclose(table["estimate"], estimates, rtol=1e-7)
    np.testing.assert_allclose(table["std_error"], errors, rtol=1e-7)
    assert design.r2_within == pytest.approx(r2, rel=1e-6)


def test_grunfeld_two_way_effects_and_firm_clusters(grunfeld):
    """To the digits printed by plm with G/(G-1), effects nested in the cluster not counted."""
    design = absorb(grunfeld, "invest", ["value", "capital"], [["firm"], ["year"]], "firm")
    table = crv1(least_squares(design))
    assert table["estimate"].tolist() == pytest.approx([0.1177159, 0.3579163], abs=5e-8)
    assert table["std_error"].tolist() == pytest.approx([0.01082443, 0.04784840], abs=5e-9)
    assert table["df"].tolist() == [9, 9]


@pytest.mark.slow
def test_against_statsmodels_with_explicit_dummies(panel):
    """Coefficients to 1e-9; standard errors once statsmodels' K is replaced by ours, to 1e-9."""
    smf = pytest.importorskip("statsmodels.formula.api")
    terms = ["robots", "digital"]
    table = table_of(panel, terms)
    dummies = smf.ols("y ~ robots + digital + C(iso3):C(industry) + C(industry):C(year)", panel)
    peer = dummies.fit(
        cov_type="cluster", cov_kwds={"groups": panel["iso3"], "use_correction": False}
    )
    n, g, k = len(panel), 29, 2 + 14 * 16
    factor = np.sqrt(g / (g - 1) * (n - 1) / (n - k))
    assert table["estimate"].tolist() == pytest.approx(peer.params[terms].tolist(), rel=1e-9)
    expected = factor * peer.bse[terms]
    assert table["std_error"].tolist() == pytest.approx(expected.tolist(), rel=1e-9)


@pytest.mark.parametrize("effects", [EFFECTS, [*EFFECTS, ECONOMY_YEARS]])
def test_against_pyfixest(panel, effects):
    """With weights, two and three effects, to 1e-8; the same count of nested effects."""
    pf = pytest.importorskip("pyfixest")
    frame = panel.assign(
        x=panel["robots"] * (panel["industry"] - 6.5), w=1 + panel["industry"] / 10
    )
    row = table_of(frame, ["x"], effects, "w").squeeze()
    formula = "y ~ x | " + " + ".join("^".join(columns) for columns in effects)
    none = pf.ssc(k_fixef="none")
    peer = pf.feols(formula, frame, vcov={"CRV1": "iso3"}, ssc=none, weights="w", fixef_tol=1e-12)
    n, k = peer._N, 1 + 14 * 16
    factor = np.sqrt((n - 1) / (n - k))  # their K is 1
    assert row["estimate"] == pytest.approx(peer.coef().item(), rel=1e-8)
    assert row["std_error"] == pytest.approx(factor * peer.se().item(), rel=1e-8)


def test_known_slopes_are_recovered(panel):
    table = table_of(panel, ["robots", "digital"])
    assert (table["ci_low"] < [-0.5, 0.25]).all()
    assert (table["ci_high"] > [-0.5, 0.25]).all()


def test_instruments_are_not_ignored(instrumented):
    design = absorb(
        instrumented,
        "y",
        ["exposure"],
        EFFECTS,
        "iso3",
        endogenous=["robots"],
        instruments=["z1"],
    )
    with pytest.raises(ValueError, match="least squares: the regression has endogenous"):
        least_squares(design)
