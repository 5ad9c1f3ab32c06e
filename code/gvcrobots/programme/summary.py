"""Summary statistics of the cells of any sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from fewclusters.fit.effects import effect_space

from gvcrobots.declare.samples import Sample
from gvcrobots.declare.variables import Roles
from gvcrobots.programme.samples import add_shifts, select_sample

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
                "within_sd": _residual(cells, name, effects).std(ddof=1),
                "min": values.min(),
                "max": values.max(),
            }
        )
    return pd.DataFrame(rows)


def _residual(cells: pd.DataFrame, name: str, effects: Sequence[Sequence[str]]) -> np.ndarray:
    """Take effects out of a variable, where it is reported."""
    rows = cells.dropna(subset=[name])
    codes = [rows.groupby(list(effect), observed=True).ngroup() for effect in effects]
    # Clusters decide on degrees of freedom, which are not asked for.
    space = effect_space(np.column_stack(codes), codes[0].to_numpy(), None)
    return space.residualise(rows[[name]].to_numpy(float)).ravel()
