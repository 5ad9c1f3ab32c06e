"""Sensitivity to confounders: parity with PySensemakr, simulated confounders and coverage."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.clustered import crv1
from fewclusters.judge.sensitivity import (
    benchmark_bounds,
    confounded_estimate,
    robustness_value,
    sensitivity,
)

# Cross-products of the variables of PySensemakr 0.0.8's example (Hazlett 2020: 1,276 people of
# Darfur, in 486 villages), means of the villages taken out.
DARFUR = ["peacefactor", "directlyharmed", "age", "farmer_dar", "herder_dar", "pastvoted"]
DARFUR += ["hhsize_darfur", "female"]
PRODUCTS = """
89.0619085397729 21.3238737007752 181.108191895496 0.148735886540685 -40.6399113179565
179741.642845749 -11.906523043742 -0.86532283482783 1064.33162348297 126.8701553222
-0.409754691160393 11.2149767984955 598.599837442292 21.7182315577761 99.862640385913
-11.4948113930625 6.269138497558 -1318.89220337957 2.14976913944033 2.34398935764275
178.406523587956 68.479684154493 12.7731868501979 14613.3955657981 -71.2565381585205
-140.458552979773 -155.468140089503 27614.0082416078 -45.4613055197261 -15.9672204857257
-1420.67204124658 19.8469995462727 2.2550714406516 25.9626736106208 -237.918553790887
191.943635264804
"""


@pytest.fixture(scope="module")
def darfur():
    """Eight rows that have the same cross-products as the 1,276."""
    matrix = np.zeros((8, 8))
    numbers = [float(number) for number in PRODUCTS.split()]
    matrix[np.tril_indices(8)] = numbers
    matrix = matrix + np.tril(matrix, -1).T
    frame = pd.DataFrame(np.linalg.cholesky(matrix).T, columns=DARFUR)
    # Rows of zeros leave the cross-products alone and enough residual degrees of freedom.
    frame = pd.concat([frame, pd.DataFrame(0.0, index=range(8), columns=DARFUR)])
    frame = frame.assign(g=np.arange(16)).reset_index(drop=True)
    return absorb(frame, DARFUR[0], DARFUR[1:], [], "g")


def test_robustness_values_of_sensemakr():
    """Its estimate .0973, t = 4.184449984808213 with 783 degrees of freedom."""
    t = 4.184449984808213
    assert robustness_value(t, 783) == pytest.approx(0.1387763538935877, rel=1e-12)
    assert robustness_value(-t, 783, 0.05) == pytest.approx(0.07625796554485662, rel=1e-9)
    assert robustness_value(t / 2, 783, 0.05) == pytest.approx(0.004562760814, abs=1e-12)
    assert robustness_value(30.0, 50, 0.05) == pytest.approx(0.943030727569, abs=1e-12)
    assert robustness_value(1.0, 50, 0.05) == 0.0


def test_statistics_of_sensemakr(darfur):
    row = sensitivity(darfur, ["directlyharmed"]).squeeze()
    assert row["estimate"] == pytest.approx(0.09731581928495575, rel=1e-9)
    assert row["partial_r2"] == pytest.approx(0.021873093341109522, rel=1e-9)
    assert row["robustness_value"] == pytest.approx(0.1387763538935877, rel=1e-9)


def test_bounds_of_sensemakr(darfur):
    """Once, twice and three times `female`; and `female` and `age` as a group."""
    table = benchmark_bounds(darfur, "directlyharmed", {"female": ["female"]})
    peer = pd.DataFrame(
        {
            "r2_treatment": [0.00916428667505, 0.0183285733501, 0.0274928600251],
            "r2_outcome": [0.124640923036, 0.2493240642, 0.374050471038],
            "estimate": [0.0752202712144, 0.0529151723845, 0.0303960234642],
        }
    )
    np.testing.assert_allclose(table[peer.columns], peer, rtol=1e-8)
    group = benchmark_bounds(darfur, "directlyharmed", {"both": ["female", "age"]}, [1]).squeeze()
    assert group["r2_treatment"] == pytest.approx(0.00927453392805, rel=1e-8)
    assert group["r2_outcome"] == pytest.approx(0.124688912242, rel=1e-8)
    assert group["estimate"] == pytest.approx(0.0750822470851, rel=1e-8)


def test_a_confounder_moves_the_estimate_as_said():
    """The regression without it, moved by its own shares, is that with it, to 1e-10."""
    random = np.random.default_rng(4)
    frame = pd.DataFrame(random.normal(size=(120, 4)), columns=["z", "x", "u", "v"])
    frame["d"] = 0.5 * frame["z"] + frame["x"] + frame["u"]
    frame["y"] = 0.4 * frame["d"] + 0.7 * frame["z"] - frame["x"] + frame["v"]
    frame["g"] = np.arange(120) // 6
    short = absorb(frame, "y", ["d", "x"], [], "g")
    long = absorb(frame, "y", ["d", "x", "z"], [], "g")

    def share(outcome, given):
        fits = [absorb(frame, outcome, [*given, *extra], [], "g") for extra in ([], ["z"])]
        return 1 - (fits[1].residuals @ fits[1].residuals) / (fits[0].residuals @ fits[0].residuals)

    of_outcome, of_treatment = share("y", ["d", "x"]), share("d", ["x"])
    spread = np.linalg.norm(short.residuals) / np.linalg.norm(
        absorb(frame, "d", ["x"], [], "g").residuals
    )
    moved = short.estimates[0] - spread * np.sqrt(of_outcome * of_treatment / (1 - of_treatment))
    assert moved == pytest.approx(long.estimates[0], abs=1e-10)


def test_the_interval_reaches_zero_at_its_robustness_value(panel):
    """A confounder of that strength has an interval whose end is zero; without strength, none."""
    design = absorb(panel, "y", ["robots", "digital"], [["iso3", "industry"]], "iso3", "weight")
    row = sensitivity(design, ["digital"]).squeeze()
    r = row["robustness_value_interval"]
    assert 0 < r < row["robustness_value"] < 1
    at = confounded_estimate(design, "digital", r, r).squeeze()
    assert at["ci_low"] == pytest.approx(0, abs=1e-9)
    gone = row["robustness_value"]
    none = confounded_estimate(design, "digital", gone, gone).squeeze()
    assert none["estimate"] == pytest.approx(0, abs=1e-12)
    same = confounded_estimate(design, "digital", 0.0, 0.5).squeeze()
    own = crv1(design).iloc[1]
    assert same["estimate"] == pytest.approx(own["estimate"])
    assert same["std_error"] == pytest.approx(own["std_error"])


def test_an_estimate_that_is_not_significant_has_no_robustness_of_its_interval(panel):
    design = absorb(panel, "y", ["robots", "exposure"], [["iso3", "industry"]], "iso3")
    row = sensitivity(design, ["exposure"]).squeeze()
    assert abs(row["estimate"] / row["std_error"]) < 2
    assert row["robustness_value_interval"] == 0
    assert row["robustness_value"] > 0


@pytest.mark.slow
def test_coverage_under_a_confounder_of_known_strength():
    """The interval has the coefficient beside the confounder in 92 to 98 % of 400 samples.

    Treatment .6 (x + z) + e and outcome .5 d + .6 (x + z) + v, where z is not observed: R_d is
    .36 / 1.36, and z given d and x has 2 / 1.36 of its variance 2, hence R_y.
    """
    random = np.random.default_rng(14)
    cluster = np.repeat(np.arange(30), 8)
    left = 0.36 * 2 / 1.36
    covered = 0
    for _ in range(400):
        parts = random.normal(size=(4, 30))[:, cluster] + random.normal(size=(4, 240))
        frame = pd.DataFrame({"x": parts[1], "one": 1.0, "g": cluster})
        frame["d"] = 0.6 * (parts[0] + parts[1]) + parts[2]
        frame["y"] = 0.5 * frame["d"] + 0.6 * (parts[0] + parts[1]) + parts[3]
        design = absorb(frame, "y", ["d", "x", "one"], [], "g")
        row = confounded_estimate(design, "d", 0.36 / 1.36, left / (left + 2)).squeeze()
        covered += row["ci_low"] <= 0.5 <= row["ci_high"]
    assert 0.92 <= covered / 400 <= 0.98


def test_benchmarks_out_of_range(darfur):
    with pytest.raises(ValueError, match="treatment 'age' is its own benchmark"):
        benchmark_bounds(darfur, "age", {"age": ["age"]})
    table = benchmark_bounds(darfur, "directlyharmed", {"female": ["female"]}, [200])
    assert table["estimate"].isna().all()
    with pytest.raises(ValueError, match=r"shares 1\.0 and 0\.5 are not possible"):
        confounded_estimate(darfur, "age", 1.0, 0.5)
