"""Leverage and influence of clusters: identities and limiting cases."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.judge.leverage import cluster_diagnostics, effective_clusters

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


def test_shares_and_traces_add_up(panel):
    design = absorb(panel, "y", ["robots", "digital"], EFFECTS, "iso3")
    table = cluster_diagnostics(design)
    sums = table.groupby("term")[["n_obs", "leverage", "partial_leverage"]].sum()
    rank = 2 + design.space.basis.shape[1]
    assert sums["n_obs"].tolist() == [design.n_obs] * 2
    assert sums["leverage"].tolist() == pytest.approx([rank] * 2)
    assert sums["partial_leverage"].tolist() == pytest.approx([1, 1])


def test_influence_is_the_move_of_the_estimate(panel):
    design = absorb(panel, "y", ["robots", "digital"], EFFECTS, "iso3")
    row = cluster_diagnostics(design).query("term == 'digital' and cluster == 5").squeeze()
    anew = absorb(panel[panel["iso3"] != 5], "y", ["robots", "digital"], EFFECTS, "iso3")
    assert row["estimate_without"] == pytest.approx(anew.estimates[1], rel=1e-9)
    assert row["influence"] == pytest.approx(anew.estimates[1] - design.estimates[1], rel=1e-6)


def test_effective_number_of_clusters(panel):
    """All clusters count where they are alike; one that has all the variation counts alone."""
    alike = panel.assign(x=np.where(panel["year"] % 2, 1.0, -1.0) * panel["apr"])
    balanced = alike[alike.groupby("iso3")["year"].transform("size") > 0]
    many = effective_clusters(absorb(balanced, "y", ["x"], [["iso3", "industry"]], "iso3"))
    assert 28 < many["effective_clusters"].item() <= 29
    alone = panel.assign(x=panel["robots"] * (panel["iso3"] == 3))
    one = effective_clusters(absorb(alone, "y", ["x"], [["iso3", "industry"]], "iso3"))
    assert one["effective_clusters"].item() == pytest.approx(1)
    assert one["largest_partial_leverage"].item() == pytest.approx(1)
