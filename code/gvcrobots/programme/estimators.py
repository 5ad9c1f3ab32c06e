"""Estimators other than least squares and instruments that a specification may declare."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from fewclusters.fit.absorption import AbsorbedDesign, absorb
from fewclusters.fit.dynamics import half_panel_jackknife
from fewclusters.fit.fractional import fractional_logit
from fewclusters.fit.ppml import ppml
from fewclusters.infer.clustered import crv1

CELL = ["iso3", "industry"]
PER_CENT = 100.0
SCALED = ["estimate", "std_error", "ci_low", "ci_high"]

Estimate = tuple[pd.DataFrame, AbsorbedDesign]


def _poisson(
    frame: pd.DataFrame, terms: Sequence[str], declared: Mapping[str, Any], level: float
) -> Estimate:
    design = ppml(frame, declared["outcome"], terms, declared["effects"], declared["cluster"])
    return crv1(design, level), design


def _fractional(
    frame: pd.DataFrame, terms: Sequence[str], declared: Mapping[str, Any], level: float
) -> Estimate:
    """Average partial effects in percentage points, for an outcome in per cent."""
    outcome, cluster = declared["outcome"], declared["cluster"]
    design = absorb(frame, outcome, terms, declared["effects"], cluster)
    used = frame.iloc[design.rows]
    shares = used.assign(**{outcome: used[outcome] / PER_CENT})
    others = [effect for effect in declared["effects"] if list(effect) != CELL]
    table = fractional_logit(shares, outcome, terms, CELL, others, cluster, level)
    return table.assign(**{name: table[name] * PER_CENT for name in SCALED}), design


def _jackknife(
    frame: pd.DataFrame, terms: Sequence[str], declared: Mapping[str, Any], level: float
) -> Estimate:
    columns = declared["outcome"], terms, declared["effects"], declared["cluster"]
    return half_panel_jackknife(frame, *columns, level=level), absorb(frame, *columns)


ESTIMATORS: dict[str, Callable[..., Estimate]] = {
    "ppml": _poisson,
    "fractional_logit": _fractional,
    "half_panel_jackknife": _jackknife,
}


def estimate_otherwise(
    frame: pd.DataFrame, terms: Sequence[str], declared: Mapping[str, Any], level: float
) -> Estimate:
    """Estimate a specification that declares an estimator of its own.

    Parameters
    ----------
    frame
        Cells of the specification.
    terms
        Its regressors.
    declared
        Resolved declaration with `estimator`, a key of `ESTIMATORS`.
    level
        Of the intervals.

    Returns
    -------
    DataFrame, AbsorbedDesign
        One row a term, labelled `crv1`: the covariance of these estimators is the sandwich of
        their cluster scores. The regression counts cells and clusters.
    """
    table, design = ESTIMATORS[declared["estimator"]](frame, terms, declared, level)
    return table.assign(inference="crv1"), design
