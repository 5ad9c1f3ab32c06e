"""From a declared specification to its cells, its estimate, and the tests of its terms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pandas as pd
from fewclusters.fit.design import Design
from fewclusters.fit.estimate import Estimate
from fewclusters.fit.estimators import estimate
from fewclusters.fit.roles import Roles as Columns
from fewclusters.fit.transformations import difference, project
from fewclusters.infer.methods import Settings, infer

from gvcrobots.declare.specifications import Specification
from gvcrobots.declare.variables import Roles
from gvcrobots.programme.samples import add_shifts, add_terms, select_sample

PER_CENT = 100.0


class Regression(NamedTuple):
    """A regression that has been estimated, and nothing yet inferred from it.

    Attributes
    ----------
    frame
        Cells of the specification.
    estimate
        Coefficients.
    design
        The regression with its effects taken out, in the units of the outcome.
    """

    frame: pd.DataFrame
    estimate: Estimate
    design: Design


@contextmanager
def placed(family: str, name: str) -> Iterator[None]:
    """Put family and specification in front of what is wrong with one."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"specification {family}.{name}: {error}") from error


def columns_of(roles: Roles) -> Columns:
    """Say which columns estimators and methods of inference take for unit, time and group."""
    return Columns(unit=tuple(roles.unit), time=roles.time, group=roles.industry)


def fit_specification(panel: pd.DataFrame, specification: Specification) -> Regression:
    """Estimate one specification.

    With instruments, all terms are endogenous and controls are not. Fractional logit gives average
    partial effects in percentage points, for an outcome in per cent. Collinear regressors are
    dropped, with a warning in the log.

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    specification
        What is estimated.

    Returns
    -------
    Regression
    """
    frame, outcome = specification_cells(panel, specification), specification.outcome
    unit = PER_CENT if specification.estimator == "fractional_logit" else 1.0
    endogenous = specification.terms if specification.instruments else ()
    fit = estimate(
        frame if unit == 1 else frame.assign(**{outcome: frame[outcome] / unit}),
        outcome,
        specification.controls if specification.instruments else specification.regressors,
        specification.effects,
        specification.cluster,
        specification.weights,
        endogenous,
        specification.instruments,
        specification.estimator,
        columns_of(specification.roles),
    ).times(unit)
    design = fit.design if unit == 1 else fit.design.with_outcome(fit.design.y * unit)
    return Regression(frame, fit, design)


def tests_of(
    regression: Regression, specification: Specification, settings: Settings
) -> pd.DataFrame:
    """Test the terms of a regression by every method that the specification names.

    Parameters
    ----------
    regression
        Result of `fit_specification`.
    specification
        What was estimated.
    settings
        Level, draws and seed.

    Returns
    -------
    DataFrame
        One row a method and term, columns `results.TEST_COLUMNS`; methods of the whole family are
        left out.
    """
    tables, columns = [], columns_of(specification.roles)
    for method in specification.methods:
        terms = specification.eligible(method)
        kept = None if terms is None else [t for t in terms if t in regression.estimate.terms]
        tables.append(
            infer(regression.estimate, [method], settings, regression.frame, columns, kept)
        )
    return pd.concat(tables, ignore_index=True)


def specification_cells(panel: pd.DataFrame, specification: Specification) -> pd.DataFrame:
    """Take the cells of a specification, with products as columns.

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    specification
        What is estimated.

    Returns
    -------
    DataFrame
        Cells complete in every variable of the specification.
    """
    roles, outcome = specification.roles, specification.outcome
    names = [*specification.regressors, *specification.instruments]
    factors = [factor for name in names for factor in name.split(":")]
    cells = select_sample(add_shifts(panel, factors, roles), specification.sample, roles)
    frame = add_terms(cells, names)
    if specification.difference:
        changing = [outcome, *names]
        frame = difference(frame, changing, roles.unit, roles.time, specification.difference)
    if specification.horizon is not None:
        frame = project(frame, outcome, names, roles.unit, roles.time, specification.horizon)
    weights = [specification.weights] if specification.weights else []
    return frame.dropna(subset=[outcome, *names, *weights]).reset_index(drop=True)
