"""Every reported coefficient and standard error against two other implementations, to 1e-6."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from gvcrobots.config import read_yaml
from gvcrobots.econometrics.samples import add_terms, select_sample
from gvcrobots.study import read_study

pytestmark = pytest.mark.build
FAMILIES = ("baseline", "exposure")


@pytest.fixture(scope="module")
def study(root):
    return read_study(root / "config", read_yaml(root / "config/config.yaml"))


@pytest.fixture(scope="module")
def cells(built, study):
    """The cells of a specification, with its products, complete, and its codes of effects."""
    panel = pd.read_parquet(built / "derived/panel.parquet")

    def select(declared):
        terms = [*declared["terms"], *declared["controls"]]
        frame = add_terms(select_sample(panel, declared["sample"]), terms)
        frame = frame.dropna(subset=[declared["outcome"], *terms]).reset_index(drop=True)
        codes = [frame.groupby(list(columns)).ngroup() for columns in declared["effects"]]
        return frame, terms, codes

    return select


def cases():
    """Family and specification of each regression of the baseline and exposure tables."""
    names = {
        "baseline": ["robots", "digital", "both", "both_controls"],
        "exposure": ["robots", "digital", "both"],
    }
    return [(family, name) for family in FAMILIES for name in names[family]]


def factor(frame, codes, k, k_peer):
    """From a peer's small-sample factor, with K = k_peer, to that of the study."""
    not_nested = 14 * frame["year"].nunique()  # industry-years; the other effects are nested
    return np.sqrt((len(frame) - k_peer) / (len(frame) - k - not_nested))


@pytest.fixture(scope="module")
def reported(built):
    table = pd.read_csv(built / "output/estimates.csv")
    return table[table["inference"] == "crv1"].set_index(["family", "specification"])


@pytest.mark.parametrize(("family", "name"), cases())
def test_against_statsmodels_with_explicit_dummies(family, name, study, cells, reported):
    frame, terms, codes = cells(study["families"][family]["specifications"][name])
    dummies = [pd.get_dummies(code, drop_first=i > 0, dtype=float) for i, code in enumerate(codes)]
    X = np.column_stack([frame[terms].to_numpy(float), *dummies])
    groups = pd.factorize(frame["iso3"])[0]
    kwds = {"groups": groups, "use_correction": False}
    # With explicit dummies the exposure design has redundant columns; pinv solves it all the same.
    peer = sm.OLS(frame["backward"].to_numpy(), X).fit(cov_type="cluster", cov_kwds=kwds)
    rows = reported.loc[[(family, name)]].set_index("term").loc[terms]
    n, g, k = len(frame), 29, len(terms)
    scale = np.sqrt(g / (g - 1) * (n - 1) / n) * factor(frame, codes, k, 0)
    assert rows["estimate"].tolist() == pytest.approx(peer.params[:k].tolist(), rel=1e-6)
    expected = scale * peer.bse[:k]
    assert rows["std_error"].tolist() == pytest.approx(expected.tolist(), rel=1e-6)
    assert (rows["n_obs"] == n).all()


@pytest.mark.parametrize(("family", "name"), cases())
def test_against_pyfixest(family, name, study, cells, reported):
    pf = pytest.importorskip("pyfixest")
    frame, terms, codes = cells(study["families"][family]["specifications"][name])
    named = frame.rename(columns={term: term.replace(":", "_x_") for term in terms})
    regressors = [term.replace(":", "_x_") for term in terms]
    for position, code in enumerate(codes):
        named[f"effect_{position}"] = code
    effects = " + ".join(f"effect_{position}" for position in range(len(codes)))
    formula = f"backward ~ {' + '.join(regressors)} | {effects}"
    peer = pf.feols(formula, named, vcov={"CRV1": "iso3"}, ssc=pf.ssc(k_fixef="none"))
    rows = reported.loc[[(family, name)]].set_index("term").loc[terms]
    k = len(terms)
    expected = factor(frame, codes, k, k) * peer.se().to_numpy()
    assert rows["estimate"].tolist() == pytest.approx(peer.coef().tolist(), rel=1e-6)
    assert rows["std_error"].tolist() == pytest.approx(expected.tolist(), rel=1e-6)
