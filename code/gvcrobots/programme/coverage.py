"""Economies, years and cells that stand behind each regression of a family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.declare.samples import Sample
from gvcrobots.declare.variables import Roles
from gvcrobots.programme.samples import select_sample


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panels and count what every specification has."""
    roles = Roles.model_validate(declared["keys"])
    rows = []
    for name, specification in declared["specifications"].items():
        sample = Sample.model_validate(specification["sample"])
        cells = select_sample(pd.read_parquet(inputs[sample.panel]), sample, roles)
        rows.append({"specification": name} | covered(cells, specification["outcome"], roles))
    return pd.DataFrame(rows)


def covered(cells: pd.DataFrame, outcome: str, roles: Roles) -> dict[str, int]:
    """Count what has an outcome.

    Parameters
    ----------
    cells
        Rows of a sample.
    outcome
        Column.
    roles
        Keys of the panel.

    Returns
    -------
    dict
        `first_year, last_year, years` (with any outcome), `economies` and `cell_years`.
    """
    rows = cells.dropna(subset=[outcome])
    years = rows[roles.time]
    return {
        "first_year": int(years.min()),
        "last_year": int(years.max()),
        "years": int(years.nunique()),
        "economies": int(rows[roles.economy].nunique()),
        "cell_years": len(rows),
    }
