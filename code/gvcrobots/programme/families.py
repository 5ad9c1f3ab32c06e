"""From declared specifications to rows of `output/estimates.csv`."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from fewclusters.fit.absorption import absorb
from fewclusters.fit.design import Design
from fewclusters.fit.transformations import difference, project
from fewclusters.infer.methods import Settings, infer
from fewclusters.infer.romano_wolf import romano_wolf

from gvcrobots.programme.diagnostics import diagnose
from gvcrobots.programme.estimators import CELL, ROLES, TIME, estimate_otherwise
from gvcrobots.programme.samples import add_shifts, add_terms, select_sample
from gvcrobots.results import COLUMNS, DIAGNOSTICS, FAMILYWISE

logger = logging.getLogger(__name__)


def estimate_family(
    family: str,
    panels: Mapping[str, pd.DataFrame],
    specifications: Mapping[str, Mapping[str, Any]],
    inference: Sequence[str],
    settings: Settings,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Estimate every specification of a family.

    Parameters
    ----------
    family
        Name of the family.
    panels
        Panels by name (`main`, `adb`).
    specifications
        Resolved declarations: `outcome, terms, controls, effects, cluster, sample` and possibly
        `weights`, `instruments`, `hypotheses` and the other keys of their schema.
    inference
        Labels of the methods of inference: keys of `fewclusters.infer.methods.METHODS`.
    settings
        Level of the intervals, draws and seed.

    Returns
    -------
    DataFrame, DataFrame
        Results, one row a specification, method of inference and term, columns `COLUMNS`; and
        diagnostics, columns `DIAGNOSTICS`.

    Raises
    ------
    ValueError
        With the family and the specification in front of what is wrong.
    """
    alone = [method for method in inference if method != FAMILYWISE]
    tables, diagnostics, designs = [], [], {}
    for name, declared in specifications.items():
        panel = panels[declared["sample"]["panel"]]
        try:
            rows, diagnosis, designs[name] = estimate_specification(
                panel, declared, alone, settings
            )
        except ValueError as error:
            raise ValueError(f"specification {family}.{name}: {error}") from error
        logger.info("%s.%s: %s observations", family, name, rows["n_obs"].iloc[0])
        tables.append(rows.assign(family=family, specification=name))
        diagnostics.append(diagnosis.assign(family=family, specification=name))
    if FAMILYWISE in inference:
        tables.append(_familywise(tables, designs, specifications, settings))
    return (
        pd.concat(tables, ignore_index=True)[COLUMNS],
        pd.concat(diagnostics, ignore_index=True)[DIAGNOSTICS],
    )


def estimate_specification(
    panel: pd.DataFrame,
    declared: Mapping[str, Any],
    inference: Sequence[str],
    settings: Settings,
) -> tuple[pd.DataFrame, pd.DataFrame, Design]:
    """Estimate one resolved specification, test its terms by every declared method, diagnose it.

    With instruments, all terms are endogenous and controls are not. Other estimators have CRV1
    alone. Collinear regressors are dropped, with a warning in the log.

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    declared
        Resolved declaration of the specification.
    inference, settings
        As in `estimate_family`.

    Returns
    -------
    DataFrame, DataFrame, Design
        Results and diagnostics, without family and specification, and the regression.
    """
    frame, terms = specification_cells(panel, declared)
    columns = declared["effects"], declared["cluster"], declared.get("weights")
    if "estimator" in declared:
        rows, design = estimate_otherwise(frame, terms, declared, settings)
        rows = rows.assign(r2_within=float("nan"))
    elif instruments := declared.get("instruments"):
        design = absorb(
            frame,
            declared["outcome"],
            declared["controls"],
            *columns,
            endogenous=declared["terms"],
            instruments=instruments,
        )
        rows = infer(design, inference, settings, frame, ROLES).assign(r2_within=float("nan"))
    else:
        design = absorb(frame, declared["outcome"], terms, *columns)
        rows = infer(design, inference, settings, frame, ROLES).assign(r2_within=design.r2_within)
    used = frame.iloc[design.rows]
    counted = rows.assign(
        n_obs=design.n_obs,
        n_clusters=design.n_clusters,
        n_cells=used.groupby(CELL).ngroups,
    )
    return counted, diagnose(design, frame, declared, settings), design


def _familywise(
    tables: Sequence[pd.DataFrame],
    designs: Mapping[str, Design],
    specifications: Mapping[str, Mapping[str, Any]],
    settings: Settings,
) -> pd.DataFrame:
    """Test the hypotheses of all specifications as one family."""
    keys = [
        (name, term)
        for name, declared in specifications.items()
        for term in declared.get("hypotheses", declared["terms"])
    ]
    hypotheses = [(designs[name], term) for name, term in keys]
    tested = romano_wolf(hypotheses, settings.draws, settings.seed)["p_romano_wolf"].to_numpy()
    rows = pd.concat(tables, ignore_index=True)
    first = rows.drop_duplicates(["specification", "term"]).set_index(["specification", "term"])
    return (
        first.loc[keys]
        .reset_index()
        .assign(inference=FAMILYWISE, p_value=tested)
        .assign(**dict.fromkeys(["std_error", "df", "ci_low", "ci_high"], np.nan))
    )


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
        frame = difference(frame, [declared["outcome"], *names], CELL, TIME, declared["difference"])
    if "horizon" in declared:
        frame = project(frame, declared["outcome"], names, CELL, TIME, declared["horizon"])
    weights = [declared["weights"]] if "weights" in declared else []
    complete = frame.dropna(subset=[declared["outcome"], *names, *weights])
    return complete.reset_index(drop=True), terms
