"""Panel tests against figures printed by plm, and against R run here."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.transformations import difference
from fewclusters.judge.panel_tests import (
    hausman,
    mundlak,
    pesaran_cd,
    wald_test,
    wooldridge_serial_correlation,
)

REGRESSORS = ["value", "capital"]


def test_pesaran(grunfeld):
    """CD of the firm-effects model, to the digits printed by plm."""
    design = absorb(grunfeld, "invest", REGRESSORS, [["firm"]], "firm")
    result = pesaran_cd(design.residuals, grunfeld["firm"], grunfeld["year"])
    assert result.statistic == pytest.approx(4.6611925, abs=5e-8)
    assert result.p_value == pytest.approx(3.144e-06, rel=1e-3)


def test_pesaran_with_periods_missing(grunfeld):
    """Pairs weigh by the periods they share: by hand for two firms."""
    part = grunfeld.iloc[:40].drop(index=[3, 25])
    values = np.random.default_rng(0).normal(size=38)
    wide = part.assign(u=values).pivot(index="year", columns="firm", values="u").dropna()
    expected = np.sqrt(len(wide)) * np.corrcoef(wide.to_numpy().T)[0, 1]
    result = pesaran_cd(values, part["firm"], part["year"])
    assert result.statistic == pytest.approx(expected)


def test_hausman(grunfeld):
    """To the digits printed by plm (Swamy and Arora's random effects)."""
    result = hausman(grunfeld, "invest", REGRESSORS, ["firm"])
    assert result.statistic == pytest.approx(2.3303669, abs=5e-8)
    assert result.p_value == pytest.approx(0.3119, abs=5e-5)


def test_hausman_needs_terms_that_vary(grunfeld):
    frame = grunfeld.assign(size=grunfeld.groupby("firm")["value"].transform("mean"))
    with pytest.raises(ValueError, match="term 'size' is constant within the units"):
        hausman(frame, "invest", ["value", "size"], ["firm"])


def test_hausman_without_some_years_against_linearmodels(grunfeld):
    """An unbalanced panel, to 1e-8."""
    peers = pytest.importorskip("linearmodels.panel")
    holes = grunfeld.drop(index=[3, 4, 5, 25, 60, 61])
    data = holes.set_index(["firm", "year"])
    fixed = peers.PanelOLS(data["invest"], data[REGRESSORS], entity_effects=True).fit()
    random = peers.RandomEffects(data["invest"], data[REGRESSORS].assign(const=1.0)).fit()
    gap = (fixed.params - random.params[REGRESSORS]).to_numpy()
    spread = (fixed.cov - random.cov.loc[REGRESSORS, REGRESSORS]).to_numpy()
    ours = hausman(holes, "invest", REGRESSORS, ["firm"])
    assert ours.statistic == pytest.approx(gap @ np.linalg.solve(spread, gap), rel=1e-8)


def test_mundlak_regression_has_the_coefficients_of_fixed_effects(grunfeld):
    means = {f"m_{x}": grunfeld.groupby("firm")[x].transform("mean") for x in REGRESSORS}
    frame = grunfeld.assign(**means, one=1.0)
    design = absorb(frame, "invest", [*REGRESSORS, *means, "one"], [], "firm")
    fixed = absorb(grunfeld, "invest", REGRESSORS, [["firm"]], "firm")
    assert design.estimates[:2] == pytest.approx(fixed.estimates, rel=1e-9)
    expected = wald_test(design, [2, 3])
    result = mundlak(grunfeld, "invest", REGRESSORS, [], "firm", ["firm"])
    assert result.statistic == pytest.approx(expected.statistic, rel=1e-9)
    assert result.df == (2, 9)


def test_wooldridge_against_r(grunfeld, run_r):
    """Differences, lagged residuals and CR1S errors in R (sandwich, firm clusters), to 1e-8."""
    peer = run_r(
        "data('Grunfeld', package='plm'); d <- function(x) ave(x, Grunfeld$firm,"
        " FUN=function(v) c(NA, diff(v)));"
        "D <- data.frame(y=d(Grunfeld$inv), x=d(Grunfeld$value), z=d(Grunfeld$capital),"
        " f=Grunfeld$firm); D <- D[!is.na(D$y),]; D$e <- resid(lm(y ~ 0 + x + z, D));"
        "D$l <- ave(D$e, D$f, FUN=function(v) c(NA, head(v, -1))); D <- D[!is.na(D$l),];"
        "m <- lm(e ~ 0 + l, D); v <- sandwich::vcovCL(m, cluster=~f, type='HC1');"
        "write.csv(data.frame(F=(coef(m) + .5)^2 / v[1,1]), row.names=FALSE)",
        ("plm", "sandwich"),
    )
    result = wooldridge_serial_correlation(
        grunfeld, "invest", REGRESSORS, [], "firm", ["firm"], "year"
    )
    assert result.statistic == pytest.approx(peer["F"].item(), rel=1e-8)
    assert result.df == (1, 9)


@pytest.mark.parametrize(("persistence", "low", "high"), [(0.0, 0.01, 1.0), (0.5, 0.0, 1e-4)])
def test_wooldridge_sees_serial_correlation(panel, persistence, low, high):
    errors = np.random.default_rng(9).normal(size=(29, 14, 16))
    for year in range(1, 16):
        errors[..., year] += persistence * errors[..., year - 1]
    frame = panel.assign(y=errors[panel["iso3"], panel["industry"], panel["year"]])
    result = wooldridge_serial_correlation(
        frame, "y", ["robots"], [["industry", "year"]], "iso3", ["iso3", "industry"], "year"
    )
    assert low <= result.p_value <= high


def test_differences_skip_no_gap(grunfeld):
    holes = grunfeld[grunfeld["year"] != 1940]
    changes = difference(holes, ["invest"], ["firm"], "year", 1)
    assert not changes["year"].isin([1935, 1940, 1941]).any()
    row = changes[(changes["firm"] == "IBM") & (changes["year"] == 1950)]["invest"].item()
    by_year = grunfeld[grunfeld["firm"] == "IBM"].set_index("year")["invest"]
    assert row == pytest.approx(by_year[1950] - by_year[1949])
