"""Sandwich covariances against published figures, R and statsmodels."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.clustered import crv1, driscoll_kraay, second_codes, twoway
from fewclusters.infer.tables import tidy


def test_petersen(petersen):
    """Figures printed by sandwich and by Petersen (2009), to their digits."""
    firm = absorb(petersen, "y", ["one", "x"], [], "firm")
    year = absorb(petersen, "y", ["one", "x"], [], "year")
    table = crv1(firm)
    assert table["estimate"].iloc[1] == pytest.approx(1.03483344, abs=5e-9)
    assert table["std_error"].tolist() == pytest.approx([0.06701270, 0.05059573], abs=5e-9)
    assert table["df"].tolist() == [499, 499]
    assert crv1(year)["std_error"].iloc[1] == pytest.approx(0.03338891, abs=5e-9)
    both = twoway(firm, second_codes(firm, petersen, "year"))
    assert both["std_error"].iloc[1] == pytest.approx(0.05355802, abs=5e-9)
    assert both["df"].tolist() == [9, 9]


def test_grunfeld(grunfeld):
    """Two-way effects and firm clusters, nested effects not counted, to the digits printed."""
    design = absorb(grunfeld, "invest", ["value", "capital"], [["firm"], ["year"]], "firm")
    table = crv1(design)
    assert table["estimate"].tolist() == pytest.approx([0.1177159, 0.3579163], abs=5e-8)
    assert table["std_error"].tolist() == pytest.approx([0.01082443, 0.04784840], abs=5e-9)
    within = absorb(grunfeld, "invest", ["value", "capital"], [["firm"]], "firm")
    assert within.estimates.tolist() == pytest.approx([0.1101238, 0.3100653], abs=5e-8)


def test_two_ways_against_r(petersen, run_r):
    """sandwich::vcovCL with two clusters, to 1e-9; the factors of each way as documented."""
    peer = run_r(
        "data(PetersenCL, package='sandwich'); m <- lm(y ~ x, PetersenCL);"
        "v <- sandwich::vcovCL(m, cluster = ~ firm + year, type = 'HC1');"
        "write.csv(data.frame(se = sqrt(diag(v))), row.names=FALSE)",
        ("sandwich",),
    )
    firm = absorb(petersen, "y", ["one", "x"], [], "firm")
    ours = twoway(firm, second_codes(firm, petersen, "year"))
    assert ours["std_error"].tolist() == pytest.approx(peer["se"].tolist(), rel=1e-9)


def test_driscoll_kraay_against_linearmodels(grunfeld):
    """The same lags, to 1e-9 once the factors T/(T-1) (N-1)/(N-K) and N/(N-10) are exchanged."""
    design = absorb(grunfeld, "invest", ["value", "capital"], [["firm"]], "firm")
    ours = driscoll_kraay(design, grunfeld["year"].to_numpy(), lags=3)
    panel = grunfeld.set_index(["firm", "year"])
    fit = (
        pytest.importorskip("linearmodels")
        .PanelOLS(panel["invest"], panel[["value", "capital"]], entity_effects=True)
        .fit(cov_type="driscoll-kraay", kernel="bartlett", bandwidth=3, debiased=False)
    )
    factor = np.sqrt(20 / 19 * 199 / (200 - 3) * (200 - 10) / 200)  # theirs counts the ten firms
    ratio = ours["std_error"].to_numpy() / (factor * fit.std_errors.to_numpy())
    np.testing.assert_allclose(ratio, 1, rtol=1e-9)
    assert ours["df"].tolist() == [19, 19]


def test_default_lags(grunfeld):
    design = absorb(grunfeld, "invest", ["value"], [["firm"]], "firm")
    years = grunfeld["year"].to_numpy()
    usual = driscoll_kraay(design, years)["std_error"].item()
    assert usual == driscoll_kraay(design, years, lags=2)["std_error"].item()  # 4 (20/100)^(2/9)


def test_negative_variances_are_cut_at_zero():
    """Scores that cancel within both ways have V_1 = V_2 = 0 < V_12."""
    rows = [(g, h, 1.0, 1.0 if g == h else -1.0) for g in range(2) for h in range(2)]
    frame = pd.DataFrame(rows, columns=["a", "b", "one", "y"])
    design = absorb(frame, "y", ["one"], [], "a")
    assert twoway(design, second_codes(design, frame, "b"))["std_error"].item() == 0


def test_second_way_errors(panel):
    design = absorb(panel, "y", ["robots"], [["iso3", "industry"]], "iso3")
    with pytest.raises(ValueError, match="cluster variable 'part' is missing, first in row 2"):
        second_codes(design, panel.assign(part=panel["iso3"].where(panel.index != 2)), "part")
    with pytest.raises(ValueError, match="one cluster only in 'part': 1"):
        second_codes(design, panel.assign(part=1), "part")


def test_intervals_follow_from_the_statistics():
    table = tidy(["x"], np.array([2.0]), np.array([1.0]), 28, "any")
    assert table["ci_low"].item() == pytest.approx(2 - 2.048407, abs=1e-6)
    assert table["p_value"].item() == pytest.approx(0.05529, abs=1e-5)
