"""Least squares on a design."""

from __future__ import annotations

from fewclusters.fit.design import Design
from fewclusters.fit.estimate import Estimate


def least_squares(design: Design) -> Estimate:
    """Estimate the coefficients of the exogenous regressors by (weighted) least squares.

    Parameters
    ----------
    design
        Regression without endogenous regressors.

    Returns
    -------
    Estimate

    Raises
    ------
    ValueError
        If the regression has endogenous regressors.
    """
    if design.endogenous_terms:
        raise ValueError(
            f"least squares: the regression has endogenous regressors {design.endogenous_terms}"
        )
    return Estimate(
        "ols",
        design.terms,
        design.estimates,
        design.influence,
        design.n_parameters,
        design,
    )
