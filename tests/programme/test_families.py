"""From declarations to rows of results: inheritance is done, samples are cut, errors are placed."""

import numpy as np
import pandas as pd
import pytest
from declared import ROLES, sample, specification
from fewclusters.infer.methods import Settings
from fewclusters.infer.tables import COLUMNS as METHOD_COLUMNS
from gvcrobots.programme.diagnostics import diagnose_family
from gvcrobots.programme.families import estimate_family
from gvcrobots.programme.samples import add_terms, select_sample
from gvcrobots.results import COLUMNS, DIAGNOSTICS, TEST_COLUMNS

SETTINGS = Settings(level=0.95, draws=199, seed=1)


@pytest.fixture(scope="module")
def panel():
    random = np.random.default_rng(5)
    index = pd.MultiIndex.from_product(
        [list("abcdefghij"), ["x", "y", "z"], range(2000, 2008)],
        names=["iso3", "industry", "year"],
    )
    frame = index.to_frame(index=False)
    economy_year = frame.groupby(["iso3", "year"]).ngroup()
    frame["instrument"] = random.normal(size=80)[economy_year]
    hidden = random.normal(size=80)[economy_year]
    frame["robots"] = frame["instrument"] + hidden
    frame["backward"] = 2 * frame["robots"] - 3 * hidden + random.normal(size=len(frame))
    return frame


def declared(**changes):
    return {"outcome": "backward", "sample": {"panel": "main", "years": [2000, 2007]}} | changes


def estimate(panel, inference, **specifications):
    given = {
        name: specification(**{"inference": inference} | said)
        for name, said in specifications.items()
    }
    return estimate_family("f", {"main": panel}, given, SETTINGS)


def judge(panel, **specifications):
    given = {name: specification(**said) for name, said in specifications.items()}
    return diagnose_family("f", {"main": panel}, given, SETTINGS)


def test_rows_and_columns(panel):
    rows = estimate(panel, ["crv1", "wcr31"], one=declared())
    assert list(rows) == COLUMNS
    assert list(judge(panel, one=declared())) == DIAGNOSTICS
    assert rows["inference"].tolist() == ["crv1", "wcr31"]
    assert rows["n_clusters"].eq(10).all()
    assert rows["n_cells"].eq(30).all()


def test_instruments_recover_what_least_squares_does_not(panel):
    least_squares = estimate(panel, ["crv1", "wcr31"], one=declared())
    instrumented = declared(instruments=["instrument"], estimator="iv")
    rows = estimate(panel, ["crv1", "anderson_rubin"], one=instrumented)
    assert least_squares["estimate"].iloc[0] < 1  # the hidden variable biases it towards .5
    assert rows["estimate"].iloc[0] == pytest.approx(2, abs=0.5)
    robust = rows.set_index("inference").loc["anderson_rubin"]
    assert robust["ci_low"] < 2 < robust["ci_high"]
    diagnostics = judge(panel, one=instrumented).set_index("statistic")
    assert diagnostics.loc["effective_f", "value"] > 20


def test_a_collinear_regressor_is_dropped_with_a_warning(panel, caplog):
    twice = panel.assign(again=2 * panel["robots"])
    rows = estimate(twice, ["crv1"], one=declared(terms=["robots", "again"]))
    assert rows["term"].tolist() == ["robots"]
    assert "'again' is collinear and was dropped" in caplog.text


def test_samples_are_cut_as_declared(panel):
    few = sample((2001, 2003), drop_economies=("a",), drop_industries=("z",))
    cells = select_sample(panel, few, ROLES)
    assert cells["year"].between(2001, 2003).all()
    assert not cells["iso3"].eq("a").any()
    assert not cells["industry"].eq("z").any()
    assert len(cells) == 9 * 2 * 3


def test_products_are_products(panel):
    frame = add_terms(panel, ["robots:instrument", "robots"])
    expected = panel["robots"] * panel["instrument"]
    assert frame["robots:instrument"].tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"terms": ["robotz"]}, r"f.one: panel: no column 'robotz'"),
        (
            {"sample": {"panel": "main", "years": [1900, 1901]}},
            r"f.one: sample: no cell of panel",
        ),
        (
            {"sample": {"panel": "main", "years": [2000, 2007], "drop_economies": ["ZZZ"]}},
            r"drop_economies: 'ZZZ' is not in the panel",
        ),
    ],
)
def test_errors_name_the_specification(panel, changes, message):
    with pytest.raises(ValueError, match=message):
        estimate(panel, ["crv1"], one=declared(**changes))


@pytest.mark.parametrize(
    ("estimator", "changes"),
    [
        ("ppml", {"outcome": "positive"}),
        ("fractional_logit", {"outcome": "share"}),
        ("half_panel_jackknife", {"terms": ["robots", "backward_lag1"]}),
    ],
)
def test_other_estimators_can_be_declared(panel, estimator, changes):
    noise = np.random.default_rng(8).gamma(4, 0.25, len(panel))
    frame = panel.assign(
        positive=np.exp(panel["robots"] / 4) * noise, share=50 + 40 * np.tanh(panel["robots"] / 4)
    )
    one = declared(estimator=estimator, **changes)
    rows = estimate(frame, ["crv1"], one=one)
    assert rows["inference"].eq("crv1").all()
    assert rows["term"].iloc[0] == "robots"
    statistics = judge(frame, one=one)["statistic"]
    assert set(statistics) == {"outcome_mean", "outcome_sd", "regressor_sd"}
    if estimator == "ppml":
        assert rows["estimate"].iloc[0] == pytest.approx(0.25, abs=0.1)


def test_long_differences_are_changes(panel):
    rows = estimate(panel, ["crv1"], one=declared(difference=7, effects=[["industry", "year"]]))
    wide = panel.set_index(["iso3", "industry", "year"])[["backward", "robots"]]
    change = (wide.xs(2007, level="year") - wide.xs(2000, level="year")).reset_index()
    means = change.groupby("industry")[["backward", "robots"]].transform("mean")
    x, y = change["robots"] - means["robots"], change["backward"] - means["backward"]
    assert rows["estimate"].iloc[0] == pytest.approx((x @ y) / (x @ x), rel=1e-9)
    assert rows["n_obs"].iloc[0] == 30


def test_lags_reach_back_beyond_the_sample(panel):
    late = {"panel": "main", "years": [2004, 2007]}
    rows = estimate(panel, ["crv1"], one=declared(terms=["robots_lag2"], sample=late))
    assert rows["n_obs"].iloc[0] == 30 * 4


def test_economies_have_one_row_a_year(panel):
    economies = {"panel": "main", "years": [2000, 2007], "level": "economy"}
    frame = panel.assign(share=panel.groupby(["iso3", "year"])["backward"].transform("mean"))
    changes = {"sample": economies, "effects": [["iso3"], ["year"]], "outcome": "share"}
    rows = estimate(frame, ["crv1", "wcr31"], one=declared(**changes))
    assert rows["n_obs"].eq(80).all()
    assert rows["n_cells"].eq(10).all()
    # With the same outcome and regressor in all industries, cells say the same thing thrice.
    cells = estimate(frame, ["crv1"], one=declared(outcome="share"))
    assert rows["estimate"].iloc[0] == pytest.approx(cells["estimate"].iloc[0], rel=1e-9)


def test_only_hypotheses_are_tested_as_a_family(panel):
    frame = panel.assign(noise=np.random.default_rng(3).normal(size=len(panel)))
    both = {"terms": ["robots", "noise"]}
    inference = ["wcr31", "romano_wolf"]
    rows = estimate(
        frame,
        inference,
        one=declared(**both, hypotheses=["noise"]),
        two=declared(terms=["noise"], hypotheses=[]),
    )
    tested = rows[rows["inference"] == "romano_wolf"]
    assert tested[["specification", "term"]].to_numpy().tolist() == [["one", "noise"]]
    single = rows[(rows["inference"] == "wcr31") & (rows["term"] == "noise")]["p_value"].iloc[0]
    # One hypothesis needs no adjustment, up to the draw that is counted in.
    assert tested["p_value"].iloc[0] == pytest.approx(single, abs=1 / SETTINGS.draws)


def test_local_projections_can_be_declared(panel):
    rows = estimate(
        panel, ["crv1"], h=declared(horizon=2, effects=[["industry", "year"]], controls=[])
    )
    wide = panel.set_index(["iso3", "industry", "year"])[["backward", "robots"]].sort_index()
    grouped = wide.groupby(level=["iso3", "industry"])
    change = pd.DataFrame(
        {
            "y": grouped["backward"].shift(-2) - grouped["backward"].shift(1),
            "x": grouped["robots"].diff(),
        }
    ).dropna()
    within = change - change.groupby(level=["industry", "year"]).transform("mean")
    expected = (within["x"] @ within["y"]) / (within["x"] @ within["x"])
    assert rows["estimate"].iloc[0] == pytest.approx(expected, rel=1e-9)


def test_diagnostics_measure_the_variables(panel):
    frame = panel.assign(weight=np.random.default_rng(2).uniform(0.5, 2, len(panel)))
    diagnostics = judge(frame, one=declared(weights="weight"))
    values = diagnostics.set_index(["statistic", "term"])["value"]
    weights = frame["weight"]
    dummies = np.column_stack(
        [
            pd.get_dummies(frame.groupby(columns).ngroup(), dtype=float)
            for columns in (["iso3", "industry"], ["industry", "year"])
        ]
    )
    root = np.sqrt(weights.to_numpy())[:, None]
    for key, name in (("outcome_sd", "backward"), ("regressor_sd", "robots")):
        column = root[:, 0] * frame[name].to_numpy()
        left = column - root * dummies @ np.linalg.lstsq(root * dummies, column)[0]
        expected = np.sqrt((left**2).sum() / weights.sum())
        term = "robots" if key == "regressor_sd" else ""
        assert values[key, term] == pytest.approx(expected, rel=1e-8)
    mean = np.average(frame["backward"], weights=weights)
    assert values["outcome_mean", ""] == pytest.approx(mean)


def test_a_decomposition_can_be_declared(panel):
    frame = panel.assign(noise=np.random.default_rng(3).normal(size=len(panel)))
    diagnostics = judge(frame, one=declared(controls=["noise"], decomposition=True))
    assert "moved_by_noise" in set(diagnostics["statistic"])


def test_the_columns_of_results_are_those_of_the_methods():
    assert TEST_COLUMNS == METHOD_COLUMNS
