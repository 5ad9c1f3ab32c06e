"""CR2 and CRV3 against published figures, clubSandwich, and estimation without each cluster."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.bias_reduced import cr2, crv3, leave_one_cluster_out

REGRESSORS = ["value", "capital"]
TWO = [["firm"], ["year"]]
CELLS = [["iso3", "industry"], ["industry", "year"]]


def test_petersen(petersen):
    """Figures printed by clubSandwich, to their digits; its CR3 has no factor (G-1)/G."""
    firm = absorb(petersen, "y", ["one", "x"], [], "firm")
    assert cr2(firm)["std_error"].iloc[1] == pytest.approx(0.05067777, abs=5e-9)
    larger = crv3(firm)["std_error"].iloc[1] * np.sqrt(500 / 499)
    assert larger == pytest.approx(0.050815966, abs=5e-10)
    year = cr2(absorb(petersen, "y", ["one", "x"], [], "year")).iloc[1]
    assert year["std_error"] == pytest.approx(0.0334, abs=5e-5)
    assert year["df"] == pytest.approx(8.99, abs=5e-3)


def test_grunfeld(grunfeld):
    """Two-way effects: CR2 and its degrees of freedom to the digits printed by clubSandwich."""
    table = cr2(absorb(grunfeld, "invest", REGRESSORS, TWO, "firm"))
    assert table["std_error"].tolist() == pytest.approx([0.02081482, 0.10021395], abs=5e-9)
    assert table["df"].tolist() == pytest.approx([2.39, 1.84], abs=5e-3)


def test_against_clubsandwich(grunfeld, run_r):
    """CR2 with Satterthwaite df on plm's two-way within model, to 1e-7."""
    peer = run_r(
        "suppressMessages({library(plm); library(clubSandwich)});"
        "data('Grunfeld', package='plm');"
        "m <- plm(inv ~ value + capital, Grunfeld, index=c('firm','year'), effect='twoways');"
        "t <- coef_test(m, vcovCR(m, cluster=Grunfeld$firm, type='CR2'), test='Satterthwaite');"
        "write.csv(data.frame(se=t$SE, df=t$df_Satt, p=t$p_Satt), row.names=FALSE)",
        ("plm", "clubSandwich"),
    )
    table = cr2(absorb(grunfeld, "invest", REGRESSORS, TWO, "firm"))
    assert table["std_error"].tolist() == pytest.approx(peer["se"].tolist(), rel=1e-7)
    assert table["df"].tolist() == pytest.approx(peer["df"].tolist(), rel=1e-7)
    assert table["p_value"].tolist() == pytest.approx(peer["p"].tolist(), rel=1e-6)


def test_weights_against_clubsandwich(grunfeld, run_r):
    """Weighted least squares is least squares on columns times the root of the weights, to 1e-7."""
    peer = run_r(
        "suppressMessages(library(clubSandwich)); data('Grunfeld', package='plm');"
        "w <- 1 + (Grunfeld$year - 1935) / 10;"
        "x <- model.matrix(~ 0 + value + capital + factor(firm) + factor(year), Grunfeld);"
        "x <- x * sqrt(w);"
        "y <- Grunfeld$inv * sqrt(w); m <- lm(y ~ 0 + x);"
        "v <- vcovCR(m, cluster=Grunfeld$firm, type='CR2');"
        "t <- coef_test(m, v, test='Satterthwaite')[1:2,];"
        "write.csv(data.frame(se=t$SE, df=t$df_Satt), row.names=FALSE)",
        ("plm", "clubSandwich"),
    )
    frame = grunfeld.assign(w=1 + (grunfeld["year"] - 1935) / 10)
    table = cr2(absorb(frame, "invest", REGRESSORS, TWO, "firm", "w"))
    assert table["std_error"].tolist() == pytest.approx(peer["se"].tolist(), rel=1e-7)
    assert table["df"].tolist() == pytest.approx(peer["df"].tolist(), rel=1e-7)


def test_jackknife_against_r(grunfeld, run_r):
    """Ten regressions in R, each without one firm, to 1e-8.

    clubSandwich prints .05582272 and .26094067 for CR3 of this model with dummies: it inverts
    I - H_gg, which firm dummies make singular, so that its figures carry rounding errors of 1 %.
    """
    peer = run_r(
        "data('Grunfeld', package='plm');"
        "f <- inv ~ value + capital + factor(firm) + factor(year);"
        "b <- coef(lm(f, Grunfeld))[2:3];"
        "d <- sapply(1:10, function(g) coef(lm(f, Grunfeld[Grunfeld$firm != g,]))[2:3] - b);"
        "write.csv(data.frame(se=sqrt(0.9 * rowSums(d^2))), row.names=FALSE)",
        ("plm",),
    )
    table = crv3(absorb(grunfeld, "invest", REGRESSORS, TWO, "firm"))
    assert table["std_error"].tolist() == pytest.approx(peer["se"].tolist(), rel=1e-8)


@pytest.mark.parametrize("effects", [CELLS, [*CELLS, ["iso3", "year"]]])
@pytest.mark.parametrize("weights", [None, "weight"])
def test_leaving_clusters_out_is_estimating_without_them(small_panel, effects, weights):
    """Effects that are not nested in the clusters are estimated anew, to 1e-9."""
    without = leave_one_cluster_out(
        absorb(small_panel, "y", ["exposure"], effects, "iso3", weights)
    )
    for g in range(8):
        part = small_panel[small_panel["iso3"] != g]
        anew = absorb(part, "y", ["exposure"], effects, "iso3", weights)
        assert without[g] == pytest.approx(anew.estimates, rel=1e-9)


def test_cr2_is_unbiased_under_its_working_model(small_panel):
    """E[V] = sigma^2 (X'X)^-1 with independent errors: the mean over all errors, to 1e-10.

    The variance is quadratic in the errors, so its expectation is the sum over unit errors.
    """
    design = absorb(small_panel, "y", ["robots"], CELLS, "iso3")
    units = design.space.residualise(np.eye(design.n_obs))
    mean = sum(cr2(design.with_outcome(unit))["std_error"].item() ** 2 for unit in units.T)
    assert mean == pytest.approx(design.bread.item(), rel=1e-10)


def test_no_jackknife_where_one_cluster_identifies_a_coefficient(small_panel):
    """Without that cluster there is no estimate: missing for it, as usual for the other term."""
    frame = small_panel.assign(alone=small_panel["robots"] * (small_panel["iso3"] == 3))
    design = absorb(frame, "y", ["digital", "alone"], CELLS[:1], "iso3")
    without = leave_one_cluster_out(design)
    assert np.isnan(without[:, 1]).tolist() == [g == 3 for g in range(8)]
    anew = absorb(frame[frame["iso3"] != 3], "y", ["digital"], CELLS[:1], "iso3")
    assert without[3, 0] == pytest.approx(anew.estimates[0], rel=1e-9)
    assert np.isnan(crv3(design)["std_error"].iloc[1])
