"""Fractional logit: known partial effects, the delta method, and the linear model nearby."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.fractional import fractional_logit
from fewclusters.infer.clustered import crv1

UNIT = ["iso3", "industry"]


@pytest.fixture(scope="module")
def shares(panel):
    """Shares with unit effects that follow the means of a regressor."""
    random = np.random.default_rng(2)
    x = (
        random.normal(size=len(panel))
        + random.normal(size=(29, 14))[panel["iso3"], panel["industry"]]
    )
    frame = panel.assign(x=x)
    mean = frame.groupby(UNIT)["x"].transform("mean")
    index = -0.5 + 0.4 * frame["x"] + 0.8 * mean + 0.3 * random.normal(size=len(frame))
    return frame.assign(share=1 / (1 + np.exp(-index)))


def effect_of(frame):
    return crv1(fractional_logit(frame, "share", ["x"], [UNIT, ["year"]], "iso3", UNIT))


def test_partial_effect_is_that_of_the_model(shares):
    """The truth is the mean of .4 p(1-p) to 5 %; without unit means it would be twice that."""
    table = effect_of(shares)
    truth = 0.4 * (shares["share"] * (1 - shares["share"])).mean()
    assert table["estimate"].item() == pytest.approx(truth, rel=0.05)
    assert table["ci_low"].item() < truth < table["ci_high"].item()
    assert table["df"].item() == 28


def test_near_the_linear_model_in_the_middle(shares):
    """Shares between .45 and .55: logit and fixed effects agree to 1 %, errors to 10 %."""
    frame = shares.assign(share=0.45 + 0.1 * shares["share"])
    table = effect_of(frame)
    linear = absorb(frame, "share", ["x"], [UNIT, ["year"]], "iso3")
    assert table["estimate"].item() == pytest.approx(linear.estimates.item(), rel=0.01)


@pytest.mark.slow
def test_delta_method_against_simulation(shares):
    """The standard error is the spread of estimates over samples of economies, within 30 %."""
    random = np.random.default_rng(3)
    by_economy = {g: part for g, part in shares.groupby("iso3")}
    estimates = []
    for _ in range(60):
        parts = [by_economy[g].assign(iso3=i) for i, g in enumerate(random.integers(0, 29, 29))]
        sample = pd.concat(parts, ignore_index=True)
        table = effect_of(sample)
        estimates.append(table["estimate"].item())
    table = effect_of(shares)
    assert table["std_error"].item() == pytest.approx(np.std(estimates), rel=0.3)


def test_shares_outside_the_unit_interval_are_an_error(shares):
    with pytest.raises(ValueError, match=r"share 'share' is outside \[0, 1\] in 1 rows, first 7"):
        frame = shares.assign(share=shares["share"].where(shares.index != 7, 1.2))
        effect_of(frame)


def test_coefficients_are_those_of_statsmodels(shares):
    """Average partial effect from its GLM on the same columns, to 1e-9."""
    sm = pytest.importorskip("statsmodels.api")
    mean = shares.groupby(UNIT)["x"].transform("mean")
    years = pd.get_dummies(shares["year"], drop_first=True, dtype=float)
    of_years = years.groupby([shares["iso3"], shares["industry"]]).transform("mean")
    x = np.column_stack([shares["x"], mean, np.ones(len(shares)), years, of_years])
    fit = sm.GLM(shares["share"].to_numpy(), x, family=sm.families.Binomial()).fit(tol=1e-14)
    expected = fit.params[0] * (fit.fittedvalues * (1 - fit.fittedvalues)).mean()
    assert effect_of(shares)["estimate"].item() == pytest.approx(expected, rel=1e-9)


@pytest.fixture(scope="module")
def unbalanced():
    """Shares of 400 units that enter and leave; those seen in late, high years have low effects.

    Frame, with `mean` the shares without noise, and the average partial effect of x.
    """
    random = np.random.default_rng(10)
    levels = [range(400), range(8)]
    frame = pd.MultiIndex.from_product(levels, names=["unit", "year"]).to_frame(index=False)
    late = random.random(400)[frame["unit"]]
    frame = frame[random.random(len(frame)) < np.where(frame["year"] > 3, late, 1 - late)]
    frame = frame[frame.groupby("unit")["year"].transform("size") > 1].reset_index(drop=True)
    # The regressor rises over time, so that its coefficient takes up what the years leave out.
    frame["x"] = 0.4 * frame["year"] + random.normal(size=len(frame))
    means = frame.groupby("unit")[["x", "year"]].transform("mean")
    index = 0.3 * (frame["x"] - means["x"]) + 0.5 * (frame["year"] - means["year"]) - 1
    mean = 1 / (1 + np.exp(-index))
    noise = np.minimum(mean, 1 - mean) * random.uniform(-0.5, 0.5, len(frame))
    frame = frame.assign(mean=mean, share=mean + noise, g=frame["unit"] % 25)
    return frame, 0.3 * (mean * (1 - mean)).mean()


def test_unbalanced_panel(unbalanced):
    """Without noise the truth to 1e-9, with noise it is in the interval and within 10 %."""
    frame, truth = unbalanced
    exact, row = (
        crv1(fractional_logit(frame, y, ["x"], [["unit"], ["year"]], "g", ["unit"])).squeeze()
        for y in ("mean", "share")
    )
    assert exact["estimate"] == pytest.approx(truth, rel=1e-9)
    assert row["estimate"] == pytest.approx(truth, rel=0.1)
    assert row["ci_low"] < truth < row["ci_high"]


def test_without_means_of_the_dummies_it_would_be_wrong(unbalanced):
    """A GLM with the unit means of the regressor alone is more than 15 % from the truth."""
    sm = pytest.importorskip("statsmodels.api")
    frame, truth = unbalanced
    means = frame.groupby("unit")["x"].transform("mean")
    years = pd.get_dummies(frame["year"], drop_first=True, dtype=float)
    x = np.column_stack([frame["x"], means, np.ones(len(frame)), years])
    fit = sm.GLM(frame["share"].to_numpy(), x, family=sm.families.Binomial()).fit()
    partial = fit.params[0] * (fit.fittedvalues * (1 - fit.fittedvalues)).mean()
    assert abs(partial / truth - 1) > 0.15


@pytest.fixture(scope="module")
def balanced():
    random = np.random.default_rng(0)
    levels = [range(60), range(4)]
    frame = pd.MultiIndex.from_product(levels, names=["unit", "year"]).to_frame(index=False)
    return frame.assign(x=random.normal(size=240), share=random.random(240), g=frame["unit"] % 9)


def test_no_means_of_dummies_in_a_balanced_panel(balanced):
    """They would be constants: K counts the regressor, its mean, and four years."""
    found = fractional_logit(balanced, "share", ["x"], [["unit"], ["year"]], "g", ["unit"])
    assert found.n_parameters == 2 + 4


def test_a_unit_that_is_fitted_perfectly(balanced):
    """The only one without all years, and zero: slopes are nil, others' coefficients as without."""
    alone = pd.DataFrame({"unit": 60, "year": [0, 1], "x": [1.0, -1.0], "share": 0.0, "g": 0})
    call = ("share", ["x"], [["unit"], ["year"]], "g", ["unit"])
    without = fractional_logit(balanced, *call)
    found = fractional_logit(pd.concat([balanced, alone], ignore_index=True), *call)
    assert found.estimates[0] == pytest.approx(without.estimates[0] * 240 / 242, rel=1e-6)
    assert found.n_obs == 242
    spread = crv1(without)["std_error"].item()
    assert crv1(found)["std_error"].item() == pytest.approx(spread, rel=0.05)
