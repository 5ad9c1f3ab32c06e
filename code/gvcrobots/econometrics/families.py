"""From declared specifications to rows of `output/estimates.csv`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from gvcrobots.econometrics.panel_ols import PanelOLS, fit_panel_ols
from gvcrobots.econometrics.samples import add_terms, select_sample

COLUMNS = [
    "family",
    "specification",
    "term",
    "estimate",
    "inference",
    "std_error",
    "statistic",
    "df",
    "p_value",
    "ci_low",
    "ci_high",
    "n_obs",
    "n_clusters",
    "n_cells",
    "r2_within",
]


def estimate_family(
    family: str,
    panels: Mapping[str, pd.DataFrame],
    specifications: Mapping[str, Mapping[str, Any]],
    inference: Sequence[str],
    level: float,
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
        Labels of the inference methods; `crv1` for now.
    level
        Of the confidence intervals.

    Returns
    -------
    DataFrame
        One row a specification, term and inference method, columns `COLUMNS`.

    Raises
    ------
    ValueError
        With the family and the specification in front of what is wrong.
    """
    rows = []
    for name, declared in specifications.items():
        try:
            fit = fit_specification(panels[declared["sample"]["panel"]], declared, level)
        except ValueError as error:
            raise ValueError(f"specification {family}.{name}: {error}") from error
        rows.append(
            fit.table.assign(
                family=family,
                specification=name,
                inference="crv1",
                n_obs=fit.n_obs,
                n_clusters=fit.n_clusters,
                n_cells=fit.n_cells,
                r2_within=fit.r2_within,
            )
        )
    return pd.concat(rows, ignore_index=True)[COLUMNS]


def fit_specification(
    panel: pd.DataFrame, declared: Mapping[str, Any], level: float = 0.95
) -> PanelOLS:
    """Estimate one resolved specification on its sample.

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    declared
        Resolved declaration of the specification.
    level
        Of the confidence intervals.

    Returns
    -------
    PanelOLS
    """
    terms = [*declared["terms"], *declared["controls"]]
    return fit_panel_ols(
        add_terms(select_sample(panel, declared["sample"]), terms),
        declared["outcome"],
        terms,
        declared["effects"],
        declared["cluster"],
        declared.get("weights"),
        level,
    )
