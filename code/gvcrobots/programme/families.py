"""From declared specifications to rows of `output/estimates.csv`."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from fewclusters.fit.design import Design
from fewclusters.infer.methods import Settings
from fewclusters.infer.romano_wolf import romano_wolf

from gvcrobots.declare.specifications import Specification
from gvcrobots.programme.regressions import fit_specification, placed, tests_of
from gvcrobots.results import COLUMNS, FAMILYWISE

logger = logging.getLogger(__name__)


def estimate_family(
    family: str,
    panels: Mapping[str, pd.DataFrame],
    specifications: Mapping[str, Specification],
    settings: Settings,
) -> pd.DataFrame:
    """Estimate every specification of a family.

    Parameters
    ----------
    family
        Name of the family.
    panels
        Panels by name (`main`, `adb`).
    specifications
        What is estimated, by name.
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
    tables, designs = [], {}
    for name, specification in specifications.items():
        with placed(family, name):
            panel = panels[specification.sample.panel]
            rows, designs[name] = estimate_specification(panel, specification, settings)
        logger.info("%s.%s: %s observations", family, name, rows["n_obs"].iloc[0])
        tables.append(rows.assign(family=family, specification=name))
    if any(specification.tested for specification in specifications.values()):
        tables.append(_familywise(tables, designs, specifications, settings))
    return pd.concat(tables, ignore_index=True)[COLUMNS]


def estimate_specification(
    panel: pd.DataFrame, specification: Specification, settings: Settings
) -> tuple[pd.DataFrame, Design]:
    """Estimate one specification and test its terms by every method that it declares.

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    specification, settings
        As in `estimate_family`.

    Returns
    -------
    DataFrame, Design
        Results, without family and specification, and the regression.
    """
    regression = fit_specification(panel, specification)
    design = regression.design
    used = regression.frame.iloc[design.rows]
    rows = tests_of(regression, specification, settings).assign(
        n_obs=design.n_obs,
        n_clusters=design.n_clusters,
        n_cells=used.groupby(specification.roles.unit).ngroups,
        r2_within=design.r2_within if specification.estimator == "ols" else np.nan,
    )
    return rows, design


def _familywise(
    tables: Sequence[pd.DataFrame],
    designs: Mapping[str, Design],
    specifications: Mapping[str, Specification],
    settings: Settings,
) -> pd.DataFrame:
    """Test the hypotheses of all specifications as one family."""
    keys = [(name, term) for name, declared in specifications.items() for term in declared.tested]
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
