"""Test the terms of a regression by methods of inference, by their labels."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fewclusters.fit.design import Design
from fewclusters.fit.estimate import Estimate
from fewclusters.fit.iv import two_stage_least_squares
from fewclusters.fit.least_squares import least_squares
from fewclusters.fit.roles import Roles
from fewclusters.infer.registry import METHODS, Asked, Settings


def refusal(
    method: str,
    *,
    estimator: str = "ols",
    endogenous: int = 0,
    instruments: int = 0,
    cluster: str | None = None,
    clusters: int | None = None,
    roles: Roles | None = None,
) -> str | None:
    """Say why a method of inference cannot test a regression, before or after there are data.

    Parameters
    ----------
    method
        Key of `METHODS`.
    estimator
        Label of the estimator.
    endogenous, instruments
        Numbers of endogenous regressors and of excluded instruments.
    cluster
        Column of the clusters, if it is known.
    clusters
        Number of clusters, if it is known.
    roles
        Columns that are known.

    Returns
    -------
    str or None
        One line, or nothing if the method can test the regression.
    """
    if method not in METHODS:
        return f"inference {method!r} is not among {', '.join(METHODS)}"
    asked, roles, name = METHODS[method], roles or Roles(), f"inference {method!r}"
    if estimator not in asked.estimators:
        possible = ", ".join(label for label, m in METHODS.items() if estimator in m.estimators)
        return f"{name} is not for estimator {estimator!r} (possible: {possible})"
    if missing := roles.missing(asked.needs):
        return f"{name} needs the column of the {missing[0]}"
    if "group" in asked.needs and roles.group == cluster:
        return f"{name} needs a group other than the cluster {cluster!r}"
    for count, most, what in (
        (endogenous, asked.most_endogenous, "endogenous regressors"),
        (instruments, asked.most_instruments, "instruments"),
    ):
        if most is not None and count > most:
            return f"{name} is for at most {most} {what}, not {count}"
    if clusters is not None and asked.fewer_instruments_than_clusters and instruments >= clusters:
        return f"{name} needs more clusters than instruments ({clusters}, {instruments})"
    return None


def infer(
    regression: Design | Estimate,
    methods: Sequence[str],
    settings: Settings | None = None,
    frame: pd.DataFrame | None = None,
    roles: Roles | None = None,
    terms: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Test the terms of a regression by several methods.

    Parameters
    ----------
    regression
        Design, which is estimated by least squares or, with instruments, by 2SLS; or what another
        estimator gave.
    methods
        Keys of `METHODS`.
    settings
        Level, draws, seed and permutations.
    frame
        Frame that the design was made from; only some methods need it.
    roles
        Columns that some methods need.
    terms
        Those to test, all of them by default.

    Returns
    -------
    DataFrame
        One row a method and term, columns `tables.COLUMNS`: `term, estimate, inference, std_error,
        statistic, df, p_value, ci_low, ci_high`.

    Raises
    ------
    ValueError
        If a method is not known, is not for this estimator, or lacks what it needs, or a term is
        not in the regression.
    """
    estimate = _estimated(regression)
    if unknown := [term for term in terms or () if term not in estimate.terms]:
        raise ValueError(f"term {unknown[0]!r} is not in the regression ({list(estimate.terms)})")
    asked = Asked(
        estimate.terms if terms is None else tuple(terms),
        frame,
        settings or Settings(),
        roles or Roles(),
    )
    for method in methods:
        if reason := _refusal(method, estimate, asked):
            raise ValueError(reason)
    tables = [METHODS[method].test(estimate, asked) for method in methods]
    table = pd.concat(tables, ignore_index=True)
    return table if terms is None else table[table["term"].isin(terms)].reset_index(drop=True)


def _estimated(regression: Design | Estimate) -> Estimate:
    if isinstance(regression, Estimate):
        return regression
    if regression.endogenous_terms:
        return two_stage_least_squares(regression)
    return least_squares(regression)


def _refusal(method: str, estimate: Estimate, asked: Asked) -> str | None:
    """Say why a method cannot be computed, now that there are data."""
    design = estimate.design
    if reason := refusal(
        method,
        estimator=estimate.estimator,
        endogenous=len(design.endogenous_terms),
        instruments=len(design.instrument_terms),
        clusters=design.n_clusters,
        roles=asked.roles,
    ):
        return reason
    known = METHODS[method]
    if known.test is None:
        return f"inference {method!r} is of several regressions at once: call `{method}`"
    if not (known.needs or known.products):
        return None
    if asked.frame is None:
        return f"inference {method!r} needs the frame of the regression"
    columns = [getattr(asked.roles, need) for need in known.needs]
    factors = [name for term in design.terms for name in term.split(":")] if known.products else []
    missing = [name for name in [*columns, *factors] if name not in asked.frame]
    return f"inference {method!r}: the frame has no column {missing[0]!r}" if missing else None


inference = infer  # its name at the top of the package, where `infer` is this room
