"""2SLS, LIML and Hansen's J against linearmodels."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.fit.iv import liml, partial_out, two_stage_least_squares
from fewclusters.infer.clustered import crv1
from fewclusters.infer.first_stage import first_stages
from fewclusters.judge.weak_instruments import hansen_j

CELLS, INDUSTRY_YEARS = ["iso3", "industry"], ["industry", "year"]
ENDOGENOUS, INSTRUMENTS = ["robots", "digital"], ["z1", "z2", "z3"]


def iv_design(instrumented, endogenous=ENDOGENOUS, instruments=INSTRUMENTS, weights=None):
    return absorb(
        instrumented,
        "y",
        ["exposure"],
        [CELLS, INDUSTRY_YEARS],
        "iso3",
        weights,
        endogenous=endogenous,
        instruments=instruments,
    )


def peer_arguments(design):
    names = ["y", "robots", "digital", "z1", "z2", "z3", "exposure"]
    columns = [design.y, design.endogenous, design.instruments, design.X]
    frame = pd.DataFrame(np.column_stack(columns), columns=names)
    return frame["y"], frame[["exposure"]], frame[ENDOGENOUS], frame[INSTRUMENTS]


@pytest.mark.parametrize(
    ("estimator", "peer"), [(two_stage_least_squares, "IV2SLS"), (liml, "IVLIML")]
)
@pytest.mark.parametrize("weights", [None, "weight"])
def test_against_linearmodels(instrumented, estimator, peer, weights):
    """On columns without their effects, to 1e-7 once the factor is the study's."""
    peers = pytest.importorskip("linearmodels.iv")
    design = iv_design(instrumented, weights=weights)
    table = crv1(estimator(design))
    fit = getattr(peers, peer)(*peer_arguments(design)).fit(
        cov_type="clustered", clusters=design.clusters, debiased=False
    )
    n, g = design.n_obs, design.n_clusters
    factor = np.sqrt(g / (g - 1) * (n - 1) / (n - design.n_parameters))
    np.testing.assert_allclose(table["estimate"], fit.params[ENDOGENOUS], rtol=1e-7)
    np.testing.assert_allclose(table["std_error"], factor * fit.std_errors[ENDOGENOUS], rtol=1e-7)
    assert table["df"].tolist() == [g - 1] * 2


def test_hansen_against_linearmodels(instrumented):
    """J of two-step GMM whose clustered weights come from 2SLS, to 1e-7."""
    peers = pytest.importorskip("linearmodels.iv")
    design = iv_design(instrumented)
    gmm = peers.IVGMM(*peer_arguments(design), weight_type="clustered", clusters=design.clusters)
    fit = gmm.fit(iter_limit=2)
    statistic, df, p_value = hansen_j(design)
    assert df == 1
    assert statistic == pytest.approx(fit.j_stat.stat, rel=1e-7)
    assert p_value == pytest.approx(fit.j_stat.pval, rel=1e-7)
    assert np.isnan(hansen_j(iv_design(instrumented, instruments=["z1", "z2"]))[0])


def test_instruments_that_are_the_regressors_give_least_squares(instrumented):
    frame = instrumented.assign(copy=instrumented["robots"])
    design = iv_design(frame, ["robots"], ["copy"])
    plain = absorb(frame, "y", ["robots", "exposure"], [CELLS, INDUSTRY_YEARS], "iso3")
    assert two_stage_least_squares(design).estimates[0] == pytest.approx(
        plain.estimates[0], rel=1e-9
    )


def test_first_stages_are_regressions(instrumented):
    design = iv_design(instrumented)
    table = first_stages(design).query("endogenous == 'robots'")
    plain = absorb(
        instrumented, "robots", [*INSTRUMENTS, "exposure"], [CELLS, INDUSTRY_YEARS], "iso3"
    )
    assert table["estimate"].tolist() == pytest.approx(plain.estimates[:3].tolist(), rel=1e-9)


def test_too_few_instruments_are_an_error(instrumented):
    with pytest.raises(ValueError, match=r"1 instruments \['z1'\] for 2 endogenous regressors"):
        partial_out(iv_design(instrumented, instruments=["z1"]))
