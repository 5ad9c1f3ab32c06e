"""Inference on interactions whose moderator varies by one dimension of groups only."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fewclusters.fit.clusters import small_sample_factor
from fewclusters.fit.codes import cluster_codes
from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.infer.clustered import crv1, second_codes, twoway
from fewclusters.infer.groupings import groupings
from fewclusters.infer.guards import checked, guarded
from fewclusters.infer.multipliers import cluster_multipliers
from fewclusters.infer.tables import COLUMNS
from fewclusters.infer.wild_bootstrap import (
    BootstrapLine,
    bootstrap_line,
    confidence_set,
    wild_cluster_bootstrap,
)

_NUMBERS = 4_000_000  # held at a time while groupings are estimated
_SAME = 1e-7  # relative difference of a product from its column that counts as none


def permutation_line(
    design: Design,
    frame: pd.DataFrame,
    term: str,
    moderator: str,
    group: str,
    limit: int = 5000,
    seed: int = 0,
) -> tuple[BootstrapLine, bool]:
    """Distribution of the t statistic of an interaction when its moderator changes groups.

    Each way to give the values of the moderator to the groups forms every product with it anew, in
    all terms of the regression that have it, and estimates them (Young 2019; MacKinnon and Webb
    2020, who prefer t statistics to coefficients). With the products linear in the values, all
    estimates and their sums over clusters come from cross-products by group and cluster.

    Parameters
    ----------
    design
        Regression.
    frame
        Frame that it was made from, with the factors of the products and the group.
    term
        The product to test, `a:b` or `a:b:c`; terms with `:` are products of columns of the frame.
    moderator
        The factor that has one value a group.
    group
        Column of the groups, such as industries.
    limit, seed
        As in `groupings.groupings`.

    Returns
    -------
    BootstrapLine, bool
        Estimates and CRV1 variances of each grouping as functions of the hypothesis, the sample's
        own first; and whether all groupings are listed. Its p-value counts the sample's own, so
        that it is never zero.

    Raises
    ------
    ValueError
        If the moderator varies within a group, the term does not have it, or a term that has it is
        not the product of its factors.
    """
    rows = frame.iloc[design.rows]
    groups = cluster_codes(rows[group])
    values = _value_by_group(rows, moderator, groups)
    moved = [name for name in design.terms if moderator in name.split(":")]
    if term not in moved:
        raise ValueError(f"term {term!r} is not a product with {moderator!r} in the regression")
    columns = [_by_group(design, rows, name, moderator, groups) for name in moved]
    for name, block in zip(moved, columns, strict=True):
        column = design.X[:, design.index(name)]
        if np.abs(block @ values - column).max() > _SAME * np.abs(column).max():
            raise ValueError(f"term {name!r} is not the product of its factors in the frame")
    order = np.argsort(np.bincount(groups, design.y**2), kind="stable")
    ways, exact = groupings(values, limit, seed, order)
    position = moved.index(term)
    numerator, variance = _estimates(design, moved, columns, ways, position)
    line = BootstrapLine(
        estimate=float(design.estimates[design.index(term)]),
        std_error=float(crv1(design)["std_error"].iloc[design.index(term)]),
        numerator=numerator,
        variance=variance,
        exact=True,  # the sample's own grouping is among them: ties count
    )
    return line, exact


def _value_by_group(rows: pd.DataFrame, moderator: str, groups: np.ndarray) -> np.ndarray:
    """Value of the moderator in each group (H,)."""
    by_group = rows[moderator].groupby(groups)
    if count := int((by_group.max() > by_group.min()).sum()):
        raise ValueError(f"moderator {moderator!r} has several values in {count} groups")
    return by_group.first().to_numpy(float)


def _by_group(
    design: Design, rows: pd.DataFrame, name: str, moderator: str, groups: np.ndarray
) -> np.ndarray:
    """Other factors of a product in the rows of each group (n, H), weighted, without effects."""
    factors = name.split(":")
    factors.remove(moderator)
    other = rows[factors].to_numpy(float).prod(axis=1)
    spread = np.zeros((design.n_obs, int(groups.max()) + 1))
    spread[np.arange(design.n_obs), groups] = other
    return design.without_effects(spread)


def _estimates(
    design: Design,
    moved: list[str],
    columns: list[np.ndarray],
    ways: np.ndarray,
    position: int,
) -> tuple[np.ndarray, np.ndarray]:
    """Estimates (P, 2) of the outcome and of the term on each grouping, and variances (P, 3)."""
    fixed = orthonormal(design.with_terms([t for t in design.terms if t not in moved]).X)
    own = design.X[:, design.index(moved[position])]
    stacked = np.column_stack([*columns, design.y, own])
    stacked = stacked - fixed @ (fixed.T @ stacked)
    products, targets = stacked[:, :-2], stacked[:, -2:]
    p, h = len(columns), ways.shape[1]
    clusters = design.space.cluster_rows
    # (G, p, H, p, H) and (G, p, H, 2): a few thousand numbers a cluster.
    inner = np.array([products[r].T @ products[r] for r in clusters]).reshape(-1, p, h, p, h)
    outer = np.array([products[r].T @ targets[r] for r in clusters]).reshape(-1, p, h, 2)
    size = max(1, _NUMBERS // (len(clusters) * p * p * h))
    blocks = [
        _block(inner, outer, ways[start : start + size], position)
        for start in range(0, len(ways), size)
    ]
    numerator, variance = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    factor = small_sample_factor(design.n_clusters, design.n_obs, design.n_parameters)
    return numerator, factor * variance


def _block(
    inner: np.ndarray, outer: np.ndarray, ways: np.ndarray, position: int
) -> tuple[np.ndarray, np.ndarray]:
    """The same for a block of groupings (m, H), without the small-sample factor."""
    half = np.einsum("gaibj,mj->gmaib", inner, ways, optimize=True)
    squares = np.einsum("gmaib,mi->gmab", half, ways, optimize=True)
    moments = np.einsum("gait,mi->gmat", outer, ways, optimize=True)
    # A grouping that makes products collinear has no estimate of its own: least norm.
    inverse = np.linalg.pinv(squares.sum(axis=0), rcond=1e-10, hermitian=True)
    estimates = inverse @ moments.sum(axis=0)
    scores = np.einsum("ma,gmat->gmt", inverse[:, position], moments - squares @ estimates)
    first, slope = scores[:, :, 0], scores[:, :, 1]
    pairs = ((first, first), (first, slope), (slope, slope))
    variance = np.stack([(one * other).sum(axis=0) for one, other in pairs], axis=1)
    return estimates[:, position], variance


@checked
def permutation_test(
    design: Design,
    frame: pd.DataFrame,
    term: str,
    moderator: str,
    group: str,
    limit: int = 5000,
    seed: int = 0,
    level: float = 0.95,
) -> pd.DataFrame:
    """Test an interaction by permuting its moderator over the groups, and invert the test.

    Parameters
    ----------
    design, frame, term, moderator, group, limit, seed
        As in `permutation_line`.
    level
        Of the confidence set.

    Returns
    -------
    DataFrame
        One row, columns of `tables.COLUMNS`, labelled `permutation`, then `n_groupings` and
        `exact`, whether these are all. The standard error is CRV1.
    """
    line, exact = permutation_line(design, frame, term, moderator, group, limit, seed)
    low, high = confidence_set(line, level)
    row = {
        "term": term,
        "estimate": line.estimate,
        "inference": "permutation",
        "std_error": line.std_error,
        "statistic": line.estimate / line.std_error,
        "df": np.nan,
        "p_value": line.p_value(),
        "ci_low": low,
        "ci_high": high,
        "n_groupings": len(line.numerator) - (not exact),
        "exact": exact,
    }
    return pd.DataFrame([row], columns=[*COLUMNS, "n_groupings", "exact"])


@guarded
def moderator_test(
    design: Design,
    frame: pd.DataFrame,
    term: str,
    moderator: str,
    group: str,
    n_draws: int,
    seed: int,
    limit: int = 5000,
    level: float = 0.95,
) -> pd.DataFrame:
    """Test an interaction with a moderator of few groups by the largest of three p-values.

    The wild cluster bootstrap by the clusters of the design takes the groups' own reactions to the
    treatment for given. The largest p-value of WCR-31, of two-way clustering by cluster and group
    and of the permutation of the moderator does not.

    Parameters
    ----------
    design, frame, term, moderator, group, limit
        As in `permutation_line`.
    n_draws, seed
        Of the wild cluster bootstrap (Webb weights); the seed is also that of permutations.
    level
        Of the confidence sets.

    Returns
    -------
    DataFrame
        Four rows, columns of `tables.COLUMNS`: `wcr31`, `twoway`, `permutation`, and `moderator`,
        which has the largest p-value and the hull of the three sets (hypotheses that not every test
        rejects); its standard error is the largest.
    """
    second = second_codes(design, frame, group)
    both = twoway(design, second, level)
    tables = [
        wild_cluster_bootstrap(design, [term], n_draws, seed, level=level),
        both[both["term"] == term],
        permutation_test(design, frame, term, moderator, group, limit, seed, level),
    ]
    table = pd.concat(tables, ignore_index=True)
    row = {
        "term": term,
        "estimate": table["estimate"].iloc[0],
        "inference": "moderator",
        "std_error": table["std_error"].max(),
        "statistic": table["statistic"].abs().min() * np.sign(table["estimate"].iloc[0]),
        "df": np.nan,
        "p_value": table["p_value"].max(),
        "ci_low": table["ci_low"].min(),
        "ci_high": table["ci_high"].max(),
    }
    return pd.concat([table, pd.DataFrame([row])], ignore_index=True)[COLUMNS]


def moderator_p_values(
    design: Design,
    frame: pd.DataFrame,
    term: str,
    moderator: str,
    group: str,
    n_draws: int,
    seed: int,
    limit: int = 5000,
) -> pd.Series:
    """P-values of `moderator_test` without its sets, for simulations.

    Parameters
    ----------
    design, frame, term, moderator, group, n_draws, seed, limit
        As in `moderator_test`.

    Returns
    -------
    Series
        P-values by label: `wcr31`, `twoway`, `permutation`, `moderator` (the largest).
    """
    second = second_codes(design, frame, group)
    line, _ = permutation_line(design, frame, term, moderator, group, limit, seed)
    draws = cluster_multipliers(design, "webb", n_draws, seed)
    three = {
        "wcr31": bootstrap_line(design, term, draws).p_value(),
        "twoway": float(twoway(design, second)["p_value"].iloc[design.index(term)]),
        "permutation": line.p_value(),
    }
    return pd.Series(three | {"moderator": max(three.values())})
