"""Every reported coefficient and standard error against two other implementations, to 1e-6."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from gvcrobots.declare.files import read_yaml
from gvcrobots.declare.resolved import resolved
from gvcrobots.declare.study import read_study

pytestmark = pytest.mark.build
SHIFTS = {"lag": 1, "lead": -1}
# What pyfixest has no counterpart of is checked in the tests of the estimator.
ELSEWHERE = ("estimator", "instruments", "difference", "horizon")
ROOT_FAMILIES = ("baseline", "exposure")


@pytest.fixture(scope="module")
def study(root):
    study = read_study(root / "config", read_yaml(root / "config/config.yaml"))
    return resolved(study, root / "config/exhibits.yaml")


@pytest.fixture(scope="module")
def panels(built):
    names = {"main": "panel"} | {n: f"panel_{n}" for n in ("adb", "yardsticks", "pooled")}
    return {key: pd.read_parquet(built / f"derived/{name}.parquet") for key, name in names.items()}


@pytest.fixture(scope="module")
def reported(built):
    table = pd.read_csv(built / "output/estimates.csv")
    return table[table["inference"] == "crv1"].set_index(["family", "specification"])


def variable(panel, name):
    """A column, or its lag or lead by a merge on the calendar year."""
    if name in panel:
        return panel[name]
    base, shift = name.rsplit("_", 1)
    direction = "lag" if shift.startswith("lag") else "lead"
    years = SHIFTS[direction] * int(shift.removeprefix(direction))
    other = panel.set_index(["iso3", "industry", "year"])[base]
    keys = zip(panel["iso3"], panel["industry"], panel["year"] - years, strict=True)
    return pd.Series(other.reindex(pd.MultiIndex.from_tuples(keys)).to_numpy(), panel.index)


def cells(panels, declared):
    """The cells of a specification and its terms as columns x0, x1, ..., by pandas alone."""
    sample, terms = declared["sample"], [*declared["terms"], *declared["controls"]]
    frame = panels[sample["panel"]]
    for position, term in enumerate(terms):
        columns = [variable(frame, name) for name in term.split(":")]
        frame = frame.assign(
            **{f"x{position}": pd.concat(columns, axis=1).prod(axis=1, skipna=False)}
        )
    frame = frame[frame["year"].between(*sample["years"])]
    frame = frame[~frame["iso3"].isin(sample.get("drop_economies", []))]
    if sample.get("level") == "economy":
        frame = frame.groupby(["iso3", "year"], as_index=False).first()
    names = [f"x{position}" for position in range(len(terms))]
    weights = [declared["weights"]] if "weights" in declared else []
    needed = [*sample.get("complete", []), declared["outcome"], *names, *weights]
    frame = without_singletons(frame.dropna(subset=needed), declared["effects"])
    for position, columns in enumerate(declared["effects"]):
        frame[f"effect{position}"] = frame.groupby(list(columns)).ngroup()
    return frame, terms, names


def without_singletons(frame, effects):
    """Drop cells that are alone with one of their effects, until there are none."""
    sizes = [frame.groupby(list(columns))["year"].transform("size") for columns in effects]
    alone = (pd.concat(sizes, axis=1) == 1).any(axis=1)
    return (
        without_singletons(frame[~alone], effects) if alone.any() else frame.reset_index(drop=True)
    )


def not_nested(frame, declared):
    """Independent levels of the effects that are not nested in the clusters."""
    outside = [
        f"effect{position}"
        for position, columns in enumerate(declared["effects"])
        if declared["cluster"] not in columns
    ]
    dummies = [pd.get_dummies(frame[name], dtype=float).drop_duplicates() for name in outside]
    if len(outside) == 1:
        return dummies[0].shape[1]
    both = pd.get_dummies(frame[outside].drop_duplicates().astype(str), dtype=float)
    return int(np.linalg.matrix_rank(both.to_numpy()))


def ours_from(frame, declared, k, k_peer):
    """From a peer's small-sample factor, with K = k_peer, to that of the study."""
    return np.sqrt((len(frame) - k_peer) / (len(frame) - k - not_nested(frame, declared)))


@pytest.mark.parametrize("family", ROOT_FAMILIES)
def test_against_statsmodels_with_explicit_dummies(family, study, panels, reported):
    for name, declared in study["families"][family]["specifications"].items():
        frame, terms, names = cells(panels, declared)
        effects = [f"effect{position}" for position in range(len(declared["effects"]))]
        dummies = [
            pd.get_dummies(frame[e], drop_first=e != "effect0", dtype=float) for e in effects
        ]
        X = np.column_stack([frame[names].to_numpy(float), *dummies])
        kwds = {"groups": pd.factorize(frame["iso3"])[0], "use_correction": False}
        # With explicit dummies the exposure design has redundant columns; pinv solves it.
        peer = sm.OLS(frame["backward"].to_numpy(), X).fit(cov_type="cluster", cov_kwds=kwds)
        rows = reported.loc[[(family, name)]].set_index("term").loc[terms]
        n, g, k = len(frame), frame["iso3"].nunique(), len(terms)
        scale = np.sqrt(g / (g - 1) * (n - 1) / n) * ours_from(frame, declared, k, 0)
        assert rows["estimate"].tolist() == pytest.approx(peer.params[:k].tolist(), rel=1e-6)
        expected = scale * peer.bse[:k]
        assert rows["std_error"].tolist() == pytest.approx(expected.tolist(), rel=1e-6)
        assert (rows["n_obs"] == n).all()


def test_every_least_squares_regression_against_pyfixest(study, panels, reported):
    """Those of the claims among them: a coefficient that differs names its specification."""
    pf = pytest.importorskip("pyfixest")
    checked, tests = (
        [],
        {
            (test["family"], test["specification"])
            for claim in study["claims"].values()
            for test in claim.get("tests", [])
        },
    )
    for family, declarations in study["families"].items():
        for name, declared in declarations["specifications"].items():
            if any(key in declared for key in ELSEWHERE):
                continue
            frame, terms, names = cells(panels, declared)
            effects = " + ".join(f"effect{i}" for i in range(len(declared["effects"])))
            formula = f"{declared['outcome']} ~ {' + '.join(names)} | {effects}"
            peer = pf.feols(
                formula,
                frame,
                vcov={"CRV1": declared["cluster"]},
                ssc=pf.ssc(k_fixef="none"),
                weights=declared.get("weights"),
            )
            rows = reported.loc[[(family, name)]].set_index("term").loc[terms]
            k = len(terms)
            expected = ours_from(frame, declared, k, k) * peer.se().to_numpy()
            here = f"{family}.{name}"
            assert rows["n_obs"].iloc[0] == len(frame), here
            assert rows["estimate"].tolist() == pytest.approx(peer.coef().tolist(), rel=1e-6), here
            assert rows["std_error"].tolist() == pytest.approx(expected.tolist(), rel=1e-6), here
            checked.append((family, name))
    assert tests <= set(checked)
    assert len(checked) > 50
