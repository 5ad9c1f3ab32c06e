"""What every method of inference refuses, and what it leaves out with few clusters."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.bias_reduced import cr2, crv3
from fewclusters.infer.clustered import crv1, twoway
from fewclusters.infer.registry import Settings
from fewclusters.infer.wild_bootstrap import wild_cluster_bootstrap


@pytest.fixture
def design(small_panel):
    return absorb(small_panel, "y", ["robots"], [["iso3", "industry"]], "iso3")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda d: crv1(d, 95), "level 95 is not between 0 and 1: did you mean 0.95"),
        (lambda d: cr2(d, level=0), "level 0 is not between 0 and 1"),
        (lambda d: crv3(d, level=1.0), "level 1 is not between 0 and 1"),
        (lambda d: crv1("robots"), "design: a Design is needed, not str"),
        (lambda d: wild_cluster_bootstrap(d, ["robots"], 0, 1), "n_draws 0: a whole number"),
        (lambda d: wild_cluster_bootstrap(d, "robots", 99, 1), "terms: a list of names"),
        (lambda d: wild_cluster_bootstrap(d, ["robots"] * 2, 99, 1), "'robots' is there twice"),
        (lambda d: twoway(d, np.zeros(d.n_obs, int)), "has one group only"),
        (lambda d: Settings(level=95), "did you mean 0.95"),
        (lambda d: Settings(permutations=0), "permutations 0: a whole number"),
    ],
)
def test_bad_calls_are_named(design, call, message):
    with pytest.raises(ValueError, match=message):
        call(design)


@pytest.mark.parametrize(("clusters", "missing"), [(4, True), (5, False)])
def test_intervals_are_missing_below_five_clusters(small_panel, clusters, missing):
    part = small_panel[small_panel["iso3"] < clusters]
    few = absorb(part, "y", ["robots"], [["iso3", "industry"]], "iso3")
    for table in (crv1(few), cr2(few), wild_cluster_bootstrap(few, ["robots"], 99, 1)):
        assert table[["ci_low", "ci_high"]].isna().all(axis=None) == missing
        assert table[["estimate", "std_error", "p_value"]].notna().all(axis=None)
