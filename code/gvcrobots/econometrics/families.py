"""From declared specifications to rows of `output/estimates.csv`."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from gvcrobots.econometrics.absorption import absorb
from gvcrobots.econometrics.inference import InferenceSettings, infer
from gvcrobots.econometrics.panel_ols import fit_panel_ols
from gvcrobots.econometrics.samples import add_terms, select_sample
from gvcrobots.results import COLUMNS

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
        `weights`.
    inference
        Labels of the methods of inference; `crv1` and those of `inference.METHODS`.
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
    tables = []
    for name, declared in specifications.items():
        panel = panels[declared["sample"]["panel"]]
        try:
            rows = estimate_specification(panel, declared, inference, settings)
        except ValueError as error:
            raise ValueError(f"specification {family}.{name}: {error}") from error
        logger.info("%s.%s: %s observations", family, name, rows["n_obs"].iloc[0])
        tables.append(rows.assign(family=family, specification=name))
    return pd.concat(tables, ignore_index=True)[COLUMNS]


def estimate_specification(
    panel: pd.DataFrame,
    declared: Mapping[str, Any],
    inference: Sequence[str],
    settings: InferenceSettings,
) -> pd.DataFrame:
    """Estimate one resolved specification and test its terms by every declared method.

    linearmodels estimates the coefficients and CRV1; the other methods work on the same cells
    with the effects taken out. Collinear regressors are dropped, with a warning in the log.

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
    DataFrame
        Columns `COLUMNS` without family and specification.
    """
    frame, terms = specification_cells(panel, declared)
    columns = declared["effects"], declared["cluster"], declared.get("weights")
    design = absorb(frame, declared["outcome"], terms, *columns)
    fit = fit_panel_ols(frame, declared["outcome"], design.terms, *columns, settings.level)
    others = [method for method in inference if method != "crv1"]
    tables = [fit.table.assign(inference="crv1")] if "crv1" in inference else []
    tables += [infer(design, frame, others, settings)] if others else []
    return pd.concat(tables, ignore_index=True).assign(
        n_obs=fit.n_obs,
        n_clusters=fit.n_clusters,
        n_cells=fit.n_cells,
        r2_within=fit.r2_within,
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
        Cells complete in outcome, terms and controls, and the terms followed by the controls.
    """
    terms = [*declared["terms"], *declared["controls"]]
    frame = add_terms(select_sample(panel, declared["sample"]), terms)
    weights = [declared["weights"]] if "weights" in declared else []
    complete = frame.dropna(subset=[declared["outcome"], *terms, *weights])
    return complete.reset_index(drop=True), terms
