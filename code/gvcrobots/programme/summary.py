"""Summary statistics of the cells of any sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from gvcrobots.declare.samples import Sample
from gvcrobots.declare.variables import Roles
from gvcrobots.programme.samples import add_shifts, select_sample
from gvcrobots.programme.within import residuals

COUNTED = {"economies": "economy", "industries": "industry", "years": "time"}  # by key


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panel of a `sample` and summarise `variables`, and what `effects` leave of them."""
    roles, sample = (
        Roles.model_validate(declared["keys"]),
        Sample.model_validate(declared["sample"]),
    )
    panel = add_shifts(pd.read_parquet(inputs["panel"]), declared["variables"], roles)
    cells = select_sample(panel, sample, roles)
    counts = {name: cells[getattr(roles, role)].nunique() for name, role in COUNTED.items()}
    table = summary_statistics(cells, declared["variables"], declared["effects"])
    return table.assign(**counts)


def summary_statistics(
    cells: pd.DataFrame, variables: Sequence[str], effects: Sequence[Sequence[str]]
) -> pd.DataFrame:
    """Summarise variables over the cells of a sample.

    Parameters
    ----------
    cells
        Rows of the sample, with the variables and the columns of the effects.
    variables
        Names of columns.
    effects
        Lists of columns, a list an effect.

    Returns
    -------
    DataFrame
        One row a variable: `variable, n, mean, sd, within_sd, min, max`. `within_sd` is the
        standard deviation of what is left of the variable once the effects are taken out.

    Raises
    ------
    ValueError
        If a variable is not a column.
    """
    rows = []
    for name in variables:
        if name not in cells:
            raise ValueError(f"panel: no column {name!r} (declared in config/exhibits.yaml)")
        values = cells[name]
        rows.append(
            {
                "variable": name,
                "n": values.count(),
                "mean": values.mean(),
                "sd": values.std(),
                "within_sd": residuals(cells.dropna(subset=[name]), [name], effects).std(ddof=1),
                "min": values.min(),
                "max": values.max(),
            }
        )
    return pd.DataFrame(rows)
