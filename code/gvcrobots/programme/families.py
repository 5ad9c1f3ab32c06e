"""From declared specifications to rows of `output/estimates.csv`."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from fewclusters.fit.absorption import AbsorbedDesign
from fewclusters.fit.panel_ols import fit_panel_ols
from fewclusters.infer.methods import InferenceSettings, infer
from fewclusters.infer.romano_wolf import romano_wolf

from gvcrobots.programme.estimators import CELL
from gvcrobots.programme.regressions import fit_specification, placed
from gvcrobots.results import COLUMNS, FAMILYWISE

logger = logging.getLogger(__name__)


def estimate_family(
    family: str,
    panels: Mapping[str, pd.DataFrame],
    specifications: Mapping[str, Mapping[str, Any]],
    inference: Sequence[str],
    settings: InferenceSettings,
) -> pd.DataFrame:
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
        Labels of the methods of inference; `crv1` and those of `inference.METHODS`, or, with
        instruments, those of `inference.INSTRUMENTED`.
    settings
        Level of the intervals, draws and seed.

    Returns
    -------
    DataFrame
        One row a specification, method of inference and term, columns `COLUMNS`.

    Raises
    ------
    ValueError
        With the family and the specification in front of what is wrong.
    """
    alone = [method for method in inference if method != FAMILYWISE]
    tables, designs = [], {}
    for name, declared in specifications.items():
        panel = panels[declared["sample"]["panel"]]
        with placed(family, name):
            rows, designs[name] = estimate_specification(panel, declared, alone, settings)
        logger.info("%s.%s: %s observations", family, name, rows["n_obs"].iloc[0])
        tables.append(rows.assign(family=family, specification=name))
    if FAMILYWISE in inference:
        tables.append(_familywise(tables, designs, specifications, settings))
    return pd.concat(tables, ignore_index=True)[COLUMNS]


def estimate_specification(
    panel: pd.DataFrame,
    declared: Mapping[str, Any],
    inference: Sequence[str],
    settings: InferenceSettings,
) -> tuple[pd.DataFrame, AbsorbedDesign]:
    """Estimate one resolved specification and test its terms by every declared method.

    Without instruments, linearmodels estimates the coefficients and CRV1; the other methods work on
    the same cells with the effects taken out. Other estimators have CRV1 alone.

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
    DataFrame, AbsorbedDesign
        Results, without family and specification, and the regression.
    """
    frame, design, table = fit_specification(panel, declared, settings.level)
    if table is not None:
        rows = table.assign(r2_within=float("nan"))
    elif design.endogenous_terms:
        rows = infer(design, frame, inference, settings).assign(r2_within=float("nan"))
    else:
        columns = declared["effects"], declared["cluster"], declared.get("weights")
        fit = fit_panel_ols(frame, declared["outcome"], design.terms, *columns, settings.level)
        others = [method for method in inference if method != "crv1"]
        tables = [fit.table.assign(inference="crv1")] if "crv1" in inference else []
        tables += [infer(design, frame, others, settings)] if others else []
        rows = pd.concat(tables, ignore_index=True).assign(r2_within=fit.r2_within)
    used = frame.iloc[design.rows]
    counted = rows.assign(
        n_obs=design.n_obs,
        n_clusters=design.n_clusters,
        n_cells=used.groupby(CELL).ngroups,
    )
    return counted, design


def _familywise(
    tables: Sequence[pd.DataFrame],
    designs: Mapping[str, AbsorbedDesign],
    specifications: Mapping[str, Mapping[str, Any]],
    settings: InferenceSettings,
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
