"""Coefficients without one economy, and without one industry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from fewclusters.judge.leverage import cluster_diagnostics

from gvcrobots.declare.specifications import Specification
from gvcrobots.programme.regressions import fit_specification

LEFT_OUT = ("economy", "industry")
COLUMNS = [
    *("term", "left_out", "name", "n_left_out", "partial_leverage"),
    *("estimate", "estimate_without", "influence"),
]


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panel of a `specification` and leave out each economy and industry in turn."""
    specification = Specification.model_validate(declared["specification"])
    panel = pd.read_parquet(inputs["panel"])
    return influence_data(panel, specification, declared["industries"])


def influence_data(
    panel: pd.DataFrame, specification: Specification, industries: Mapping[str, str]
) -> pd.DataFrame:
    """Estimate the terms of a specification without each economy, and without each industry.

    The effects are estimated again (MacKinnon, Nielsen and Webb 2022).

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    specification
        What is estimated.
    industries
        Names of the industries by code.

    Returns
    -------
    DataFrame
        One row a term and economy, then a term and industry: `term, left_out, name, n_left_out`
        (observations), `partial_leverage` (share in the variation of the term), `estimate,
        estimate_without, influence`. `estimate_without` is missing where what is left out alone
        identifies the coefficient.

    Raises
    ------
    ValueError
        If the specification is not one of least squares.
    """
    if specification.estimator != "ols":
        raise ValueError(f"influence: {specification.estimator}: of least squares only")
    tables = []
    for left_out in LEFT_OUT:
        cluster = getattr(specification.roles, left_out)
        clustered = specification.model_copy(update={"cluster": cluster})
        design = fit_specification(panel, clustered).design
        estimates = dict(zip(design.terms, design.estimates, strict=True))
        table = cluster_diagnostics(design).assign(left_out=left_out)
        tables.append(table.assign(estimate=table["term"].map(estimates)))
    rows = pd.concat(tables, ignore_index=True)
    rows = rows[rows["term"].isin(specification.terms)].rename(columns={"n_obs": "n_left_out"})
    return rows.assign(name=rows["cluster"].replace(industries))[COLUMNS].reset_index(drop=True)
