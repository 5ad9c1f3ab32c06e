"""Gelbach's decomposition: moves add up, and both they and their errors are those of a peer."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.judge.gelbach import decompose

EFFECTS = [["iso3", "industry"], ["industry", "year"]]


@pytest.fixture(scope="module")
def controlled(panel):
    random = np.random.default_rng(8)
    income = 0.6 * panel["robots"] + random.normal(size=len(panel))
    skills = -0.3 * panel["digital"] + 0.2 * income + random.normal(size=len(panel))
    outcome = panel["y"] + 0.7 * income - 0.4 * skills
    return panel.assign(income=income, skills=skills, outcome=outcome)


@pytest.fixture(scope="module")
def decomposed(controlled):
    terms = ["robots", "digital", "income", "skills"]
    design = absorb(controlled, "outcome", terms, EFFECTS, "iso3")
    return decompose(design, ["robots", "digital"])


def test_moves_add_up_to_the_difference_of_two_regressions(controlled, decomposed):
    short = absorb(controlled, "outcome", ["robots", "digital"], EFFECTS, "iso3").estimates
    moved = decomposed.groupby("term", sort=False)["moved"].sum()
    long = decomposed.groupby("term", sort=False)["long"].first()
    assert (long + moved).tolist() == pytest.approx(short.tolist(), rel=1e-9)
    assert decomposed["short"].tolist() == pytest.approx(np.repeat(short, 2).tolist(), rel=1e-9)


def test_a_move_is_the_product_of_two_coefficients(controlled, decomposed):
    terms = ["robots", "digital"]
    gamma = absorb(controlled, "income", terms, EFFECTS, "iso3").estimates
    beta = absorb(controlled, "outcome", [*terms, "income", "skills"], EFFECTS, "iso3").estimates
    moved = decomposed[decomposed["control"] == "income"]["moved"]
    assert moved.tolist() == pytest.approx((gamma * beta[2]).tolist(), rel=1e-9)


def test_errors_are_those_of_the_bootstrap_over_clusters(controlled, decomposed):
    """Pairs bootstrap of whole economies: a different estimate of the same errors, to 30 %."""
    random = np.random.default_rng(4)
    names = ["robots", "digital", "income", "skills"]
    design = absorb(controlled, "outcome", names, EFFECTS, "iso3")
    X, y, draws = design.X, design.y, []
    rows = [np.flatnonzero(design.clusters == g) for g in range(design.n_clusters)]
    for _ in range(400):
        chosen = np.concatenate([rows[g] for g in random.integers(0, len(rows), len(rows))])
        beta = np.linalg.lstsq(X[chosen], y[chosen])[0][2:]
        gamma = np.linalg.lstsq(X[chosen][:, :2], X[chosen][:, 2:])[0]
        draws.append((gamma * beta).ravel())
    assert decomposed["std_error"].to_numpy() == pytest.approx(np.std(draws, axis=0), rel=0.3)


def test_without_controls_there_is_nothing_to_decompose(controlled):
    design = absorb(controlled, "outcome", ["robots"], EFFECTS, "iso3")
    with pytest.raises(ValueError, match="no control"):
        decompose(design, ["robots"])
