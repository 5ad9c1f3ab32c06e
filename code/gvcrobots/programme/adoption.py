"""Robot capital and digital infrastructure of the economies of a sample over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.declare.samples import Sample
from gvcrobots.declare.variables import Roles
from gvcrobots.programme.samples import select_sample

MEASURES = ["robots", "digital"]


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panel of a `sample` and list both technologies by economy and year."""
    roles, sample = (
        Roles.model_validate(declared["keys"]),
        Sample.model_validate(declared["sample"]),
    )
    return adoption_data(pd.read_parquet(inputs["panel"]), sample, roles)


def adoption_data(panel: pd.DataFrame, sample: Sample, roles: Roles) -> pd.DataFrame:
    """List robot capital and digital infrastructure by economy and year.

    Parameters
    ----------
    panel
        Cell-year panel; both measures are the same for all industries of an economy.
    sample
        Whose cells are taken.
    roles
        Keys of the panel.

    Returns
    -------
    DataFrame
        Economy, year, and the columns `MEASURES`, sorted.

    Raises
    ------
    ValueError
        If a measure differs between the industries of an economy and year.
    """
    keys = [roles.economy, roles.time]
    rows = select_sample(panel, sample, roles)[[*keys, *MEASURES]].drop_duplicates()
    twice = rows.duplicated(keys)
    if twice.any():
        first = tuple(rows.loc[twice, keys].iloc[0])
        raise ValueError(f"panel: robots or digital differ between industries, first {first}")
    return rows.sort_values(keys, ignore_index=True)
