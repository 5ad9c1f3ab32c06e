"""Estimators other than least squares and instruments that a specification may declare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from fewclusters.fit.design import Design
from fewclusters.fit.estimators import estimate
from fewclusters.fit.roles import Roles
from fewclusters.infer.methods import Settings, infer

CELL, TIME = ["iso3", "industry"], "year"
ROLES = Roles(unit=tuple(CELL), time=TIME, group="industry")
PER_CENT = 100.0


def estimate_otherwise(
    frame: pd.DataFrame, terms: Sequence[str], declared: Mapping[str, Any], settings: Settings
) -> tuple[pd.DataFrame, Design]:
    """Estimate a specification that declares an estimator of its own.

    Parameters
    ----------
    frame
        Cells of the specification.
    terms
        Its regressors.
    declared
        Resolved declaration with `estimator`, a key of `fewclusters.fit.estimators.ESTIMATORS`.
    settings
        Level of the intervals.

    Returns
    -------
    DataFrame, Design
        One row a term, labelled `crv1`: the covariance of these estimators is the sandwich of
        their cluster scores. The regression counts cells and clusters. Fractional logit gives
        average partial effects in percentage points, for an outcome in per cent.
    """
    outcome, shares = declared["outcome"], declared["estimator"] == "fractional_logit"
    unit = PER_CENT if shares else 1.0
    fit = estimate(
        frame.assign(**{outcome: frame[outcome] / unit}) if shares else frame,
        outcome,
        terms,
        declared["effects"],
        declared["cluster"],
        declared.get("weights"),
        estimator=declared["estimator"],
        roles=ROLES,
    ).times(unit)
    design = fit.design.with_outcome(fit.design.y * unit) if shares else fit.design
    return infer(fit, ["crv1"], settings), design
