"""From a declared specification to its cells, and to the regression with its effects taken out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import pandas as pd
from fewclusters.fit.absorption import AbsorbedDesign, absorb
from fewclusters.fit.dynamics import difference, project

from gvcrobots.programme.estimators import CELL, estimate_otherwise
from gvcrobots.programme.samples import add_shifts, add_terms, select_sample


class Regression(NamedTuple):
    """A regression that has been fitted, and nothing yet inferred from it.

    `table` holds the CRV1 rows of an estimator that is neither least squares nor instruments.
    """

    frame: pd.DataFrame
    design: AbsorbedDesign
    table: pd.DataFrame | None


@contextmanager
def placed(family: str, name: str) -> Iterator[None]:
    """Put family and specification in front of what is wrong with one."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"specification {family}.{name}: {error}") from error


def fit_specification(panel: pd.DataFrame, declared: Mapping[str, Any], level: float) -> Regression:
    """Fit one resolved specification.

    With instruments, all terms are endogenous and controls are not. Collinear regressors are
    dropped, with a warning in the log.

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    declared
        Resolved declaration of the specification.
    level
        Of the intervals of estimators that are neither least squares nor instruments.

    Returns
    -------
    Regression
        Its cells, the design with the effects taken out, and the rows of other estimators.
    """
    frame, terms = specification_cells(panel, declared)
    if "estimator" in declared:
        table, design = estimate_otherwise(frame, terms, declared, level)
        return Regression(frame, design, table)
    columns = declared["effects"], declared["cluster"], declared.get("weights")
    if instruments := declared.get("instruments"):
        design = absorb(
            frame,
            declared["outcome"],
            declared["controls"],
            *columns,
            endogenous=declared["terms"],
            instruments=instruments,
        )
    else:
        design = absorb(frame, declared["outcome"], terms, *columns)
    return Regression(frame, design, None)


def specification_cells(
    panel: pd.DataFrame, declared: Mapping[str, Any]
) -> tuple[pd.DataFrame, list[str]]:
    """Take the cells of a specification, with products as columns, and the list of its terms.

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    declared
        Resolved declaration of the specification.

    Returns
    -------
    DataFrame, list of str
        Cells complete in every variable of the specification, and the terms followed by the
        controls.
    """
    terms = [*declared["terms"], *declared["controls"]]
    names = [*terms, *declared.get("instruments", [])]
    variables = [variable for name in names for variable in name.split(":")]
    cells = select_sample(add_shifts(panel, variables, CELL), declared["sample"])
    frame = add_terms(cells, names)
    if "difference" in declared:
        frame = difference(frame, [declared["outcome"], *names], CELL, declared["difference"])
    if "horizon" in declared:
        frame = project(frame, declared["outcome"], names, CELL, declared["horizon"])
    weights = [declared["weights"]] if "weights" in declared else []
    complete = frame.dropna(subset=[declared["outcome"], *names, *weights])
    return complete.reset_index(drop=True), terms
