"""How far several measures of one thing agree, cell by cell: in levels and within cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from gvcrobots.declare.variables import Roles
from gvcrobots.programme.within import residuals

# What is compared: levels, changes of a cell, and those beside the changes of its industry.
LEVELS, WITHIN, AFTER = VIEWS = ("levels", "within", "after_industry_years")


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panel and compare the `outcomes` of a family of regressions by two."""
    roles = Roles.model_validate(declared["keys"])
    panel = pd.read_parquet(inputs["yardsticks"])
    return agreement(panel, declared["outcomes"], roles)


def agreement(panel: pd.DataFrame, measures: Mapping[str, str], roles: Roles) -> pd.DataFrame:
    """Compare measures by two, on the cells that have both.

    Parameters
    ----------
    panel
        Cell-year panel with the measures.
    measures
        Column of each measure by its name.
    roles
        Keys of the panel.

    Returns
    -------
    DataFrame
        `first, second, view` (of `VIEWS`), `correlation` (Pearson), `n` (cell-years) and
        `economies`.
    """
    rows = []
    for first, second in combinations(measures, 2):
        columns = [measures[first], measures[second]]
        cells = panel.dropna(subset=columns)
        counts = {"n": len(cells), "economies": cells[roles.economy].nunique()}
        for view, matrix in correlations(cells, columns, roles):
            correlation = {"correlation": matrix[0, 1]}
            rows.append({"first": first, "second": second, "view": view} | correlation | counts)
    return pd.DataFrame(rows)


def correlations(
    cells: pd.DataFrame, columns: Sequence[str], roles: Roles
) -> Iterator[tuple[str, np.ndarray]]:
    """Correlate columns in levels, less the means of cells, and less those of industry-years too.

    Parameters
    ----------
    cells
        Rows with all columns.
    columns
        Names of k measures.
    roles
        Keys of the panel.

    Yields
    ------
    str, ndarray
        Each of `VIEWS` with the (k, k) matrix of Pearson correlations.
    """
    cell, industry_year = [roles.economy, roles.industry], [roles.industry, roles.time]
    yield LEVELS, np.corrcoef(cells[list(columns)].to_numpy(float), rowvar=False)
    for view, effects in ((WITHIN, [cell]), (AFTER, [cell, industry_year])):
        yield view, np.corrcoef(residuals(cells, columns, effects), rowvar=False)
