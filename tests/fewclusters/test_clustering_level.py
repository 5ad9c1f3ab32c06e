"""Tests of the level of clustering: by hand, under the null and under the alternative."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.clustered import second_codes
from fewclusters.infer.clustering_level import score_variance_test


@pytest.fixture(scope="module")
def nested():
    """15 coarse clusters of 6 fine ones of 4 rows."""
    return pd.DataFrame({"coarse": np.repeat(range(15), 24), "fine": np.repeat(range(90), 4)})


def sample(nested, random, common):
    x, y = (
        common * random.normal(size=15)[nested["coarse"]]
        + random.normal(size=90)[nested["fine"]]
        + random.normal(size=360)
        for _ in range(2)
    )
    z = random.normal(size=90)[nested["fine"]]
    return nested.assign(x=x, z=z, y=x + y, one=1.0)


def by_hand(frame, terms):
    """Loops over clusters as the paper writes them, with Kronecker products and H_k."""
    columns = frame[["x", "z", "one"]].to_numpy()
    u = frame["y"] - columns @ np.linalg.lstsq(columns, frame["y"], rcond=None)[0]
    others = frame[[c for c in ("x", "z", "one") if c not in terms]].to_numpy()
    names = frame[terms].to_numpy()
    partial = names - others @ np.linalg.lstsq(others, names, rcond=None)[0]
    if len(terms) > 1:  # each on all the others
        partial = np.column_stack(
            [
                columns[:, j]
                - np.delete(columns, j, axis=1)
                @ np.linalg.lstsq(np.delete(columns, j, axis=1), columns[:, j], rcond=None)[0]
                for j in range(len(terms))
            ]
        )
    q = len(terms)
    pairs = [(i, j) for i in range(q) for j in range(i + 1)]
    expand = np.zeros((q * q, len(pairs)))
    for c, (i, j) in enumerate(pairs):
        expand[j * q + i, c] = expand[i * q + j, c] = 1
    reduce = np.linalg.inv(expand.T @ expand) @ expand.T
    theta, variance = np.zeros((q, q)), np.zeros((len(pairs), len(pairs)))
    both = 359 / (360 - 3)
    for _, rows in frame.groupby("coarse"):
        fine = [
            partial[i].T @ u.to_numpy()[i] for _, part in rows.groupby("fine") for i in [part.index]
        ]
        total = sum(fine)
        theta += both * 15 / 14 * np.outer(total, total)
        inside = sum(np.outer(s, s) for s in fine)
        theta -= both * 90 / 89 * inside
        variance += 2 * reduce @ np.kron(inside, inside) @ reduce.T
        variance -= sum(
            2 * reduce @ np.kron(np.outer(s, s), np.outer(s, s)) @ reduce.T for s in fine
        )
    vector = np.array([theta[i, j] for i, j in pairs])
    if q == 1:
        return vector[0] / np.sqrt(variance[0, 0])
    return vector @ np.linalg.solve(variance, vector)


@pytest.mark.parametrize("terms", [["x"], ["x", "z"]])
def test_the_statistic_by_hand(nested, terms):
    frame = sample(nested, np.random.default_rng(4), 0.5)
    design = absorb(frame, "y", ["x", "z", "one"], [], "coarse")
    row = score_variance_test(design, terms, frame["fine"].to_numpy(), 19, 1).squeeze()
    assert row["statistic"] == pytest.approx(by_hand(frame, terms), rel=1e-9)
    assert (row["n_fine"], row["n_coarse"]) == (90, 15)


def test_the_bootstrap_by_refits(nested):
    """Each draw estimated anew, effects by coarse cluster absorbed: the same statistic counted."""
    frame = sample(nested, np.random.default_rng(5), 0.3)
    effects = [["coarse"]]
    design = absorb(frame, "y", ["x", "z"], effects, "coarse")
    fine = frame["fine"].to_numpy()
    row = score_variance_test(design, ["x"], fine, 19, 2).squeeze()
    draws = 2.0 * np.random.default_rng(2).integers(0, 2, (19, 90)) - 1
    exceed = 0
    for draw in draws:
        again = frame.assign(y=frame["y"] - design.residuals + draw[fine] * design.residuals)
        refit = absorb(again, "y", ["x", "z"], effects, "coarse")
        exceed += (
            score_variance_test(refit, ["x"], fine, 1, 1)["statistic"].item() >= row["statistic"]
        )
    assert row["p_bootstrap"] == exceed / 19


@pytest.mark.slow
def test_size_and_power(nested):
    """400 samples: without a common part of coarse clusters the bootstrap rejects 5 % +- 2.5.

    The asymptotic test rejects somewhat more, at most 11 %; with a common part both more than 40 %.
    """
    random = np.random.default_rng(6)
    rejected = np.zeros((2, 2))
    for i, common in enumerate((0.0, 1.0)):
        for _ in range(400):
            frame = sample(nested, random, common)
            design = absorb(frame, "y", ["x", "z", "one"], [], "coarse")
            fine = frame["fine"].to_numpy()
            row = score_variance_test(design, ["x"], fine, 99, 1).squeeze()
            rejected[i] += [row["p_value"] < 0.05, row["p_bootstrap"] < 0.05]
    assert rejected[0, 0] / 400 <= 0.11
    assert 0.025 <= rejected[0, 1] / 400 <= 0.075
    assert (rejected[1] / 400 > 0.4).all()


def test_levels_that_are_not_nested_are_an_error(panel):
    design = absorb(panel, "y", ["robots"], [["iso3", "industry"]], "iso3")
    with pytest.raises(ValueError, match="a fine cluster lies in several coarse clusters"):
        score_variance_test(design, ["robots"], second_codes(design, panel, "industry"), 9, 1)
