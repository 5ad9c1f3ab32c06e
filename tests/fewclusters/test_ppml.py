"""PPML against statsmodels with dummies and pyfixest, and separation."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.ppml import ppml, separated_rows
from fewclusters.infer.clustered import crv1

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


@pytest.fixture(scope="module")
def counts(small_panel):
    random = np.random.default_rng(5)
    mean = np.exp(0.3 * small_panel["robots"] - 0.5 * small_panel["digital"])
    return small_panel.assign(trade=mean * random.gamma(2.0, 0.5, len(small_panel)))


@pytest.mark.parametrize("weights", [None, "weight"])
def test_against_statsmodels_with_dummies(counts, weights):
    """Coefficients to 1e-8; standard errors with the factor of the study, to 1e-7."""
    sm = pytest.importorskip("statsmodels.api")
    fitted = ppml(counts, "trade", ["robots", "digital"], EFFECTS, "iso3", weights)
    codes = [counts.groupby(effect).ngroup() for effect in EFFECTS]
    dummies = [pd.get_dummies(c, dtype=float).to_numpy()[:, i:] for i, c in enumerate(codes)]
    x = np.column_stack([counts[["robots", "digital"]], *dummies])
    basis = x[:, np.abs(np.diag(np.linalg.qr(x)[1])) > 1e-8]
    fit = sm.GLM(
        counts["trade"].to_numpy(),
        basis,
        family=sm.families.Poisson(),
        var_weights=None if weights is None else counts[weights].to_numpy(),
    ).fit(
        tol=1e-14,
        cov_type="cluster",
        cov_kwds={"groups": counts["iso3"].to_numpy(), "use_correction": False},
    )
    table = crv1(fitted)
    n = fitted.n_obs
    factor = np.sqrt(8 / 7 * (n - 1) / (n - fitted.n_parameters))
    np.testing.assert_allclose(table["estimate"], fit.params[:2], rtol=1e-8)
    np.testing.assert_allclose(table["std_error"], factor * fit.bse[:2], rtol=1e-7)


def test_weights_are_repetitions(counts):
    """A row of weight two counts as two rows, zeros and separated rows among them, to 1e-9."""
    trade = counts["trade"].where((counts["iso3"] != 2) | (counts["industry"] != 1), 0.0)
    double = counts.assign(trade=trade.where(counts.index % 7 != 0, 0.0), w=1.0 + counts.index % 2)
    twice = pd.concat([double, double[double["w"] == 2]], ignore_index=True)
    arguments = ("trade", ["robots", "digital"], EFFECTS, "iso3")
    weighted, repeated = ppml(double, *arguments, "w"), ppml(twice, *arguments)
    assert weighted.estimates == pytest.approx(repeated.estimates, rel=1e-9)
    assert weighted.n_obs < len(double)


def test_rows_left_out_are_located(counts):
    """Rows used, singletons and separated rows are the frame, each once."""
    trade = counts["trade"].where((counts["iso3"] != 2) | (counts["industry"] != 1), 0.0)
    alone = counts.iloc[[0]].assign(iso3=99, industry=99, year=99)
    frame = pd.concat([alone, counts.assign(trade=trade)], ignore_index=True)
    design = ppml(frame, "trade", ["robots", "digital"], EFFECTS, "iso3").design
    parts = [design.rows, design.singletons, design.separated]
    assert sorted(np.concatenate(parts)) == list(range(len(frame)))
    assert list(design.singletons) == [0]
    assert len(design.separated) == (trade == 0).sum()
    assert (frame["trade"].iloc[design.separated] == 0).all()


def test_against_pyfixest_with_zeros(counts):
    """Some zeros, some economies without any trade: the same rows and estimates, to 1e-5."""
    pf = pytest.importorskip("pyfixest")
    random = np.random.default_rng(1)
    trade = counts["trade"].where(random.random(len(counts)) > 0.2, 0.0)
    trade = trade.where((counts["iso3"] != 2) | (counts["industry"] != 1), 0.0)
    frame = counts.assign(trade=trade)
    design = ppml(frame, "trade", ["robots", "digital"], EFFECTS, "iso3")
    fit = pf.fepois(
        "trade ~ robots + digital | iso3^industry + industry^year", frame, iwls_tol=1e-12
    )
    assert design.n_obs == fit._N < len(frame)
    assert design.estimates == pytest.approx(fit.coef().to_numpy(), rel=1e-5)


def test_rows_separated_by_a_regressor_are_left_out(counts):
    """A dummy that is one only where the outcome is zero: its rows go, and it with them."""
    alone = (counts.index % 9 == 0) & (counts["year"] > 2)
    frame = counts.assign(trade=counts["trade"].where(~alone, 0.0), marker=alone * 1.0)
    design = absorb(frame, "trade", ["robots", "marker"], EFFECTS, "iso3")
    assert (separated_rows(design, frame["trade"]) == alone.to_numpy()[design.rows]).all()
    fitted = ppml(frame, "trade", ["robots", "marker"], EFFECTS, "iso3")
    assert fitted.terms == ("robots",)
    assert not alone.to_numpy()[fitted.rows].any()


def test_zeros_that_are_not_separated_stay(counts):
    frame = counts.assign(trade=counts["trade"].where(counts.index % 11 != 0, 0.0))
    design = absorb(frame, "trade", ["robots"], EFFECTS, "iso3")
    assert not separated_rows(design, frame["trade"]).any()


def test_known_slopes_are_recovered(counts):
    table = crv1(ppml(counts, "trade", ["robots", "digital"], EFFECTS, "iso3"))
    assert (table["estimate"] - [0.3, -0.5]).abs().max() < 0.15


def test_negative_outcomes_are_an_error(counts):
    frame = counts.assign(trade=counts["trade"].where(counts.index != 3, -1.0))
    with pytest.raises(ValueError, match="outcome 'trade' is negative in 1 rows, first 3"):
        ppml(frame, "trade", ["robots"], EFFECTS, "iso3")


def test_there_must_be_an_effect(counts):
    with pytest.raises(ValueError, match="PPML: there must be an effect"):
        ppml(counts, "trade", ["robots"], [], "iso3")
