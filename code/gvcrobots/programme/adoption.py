"""Robot capital and digital infrastructure of the economies of a sample over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.programme.samples import select_sample

MEASURES = ["robots", "digital"]


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panel of a `sample` and list both technologies by economy and year."""
    return adoption_data(pd.read_parquet(inputs["panel"]), declared["sample"])


def adoption_data(panel: pd.DataFrame, sample: Mapping[str, Any]) -> pd.DataFrame:
    """List robot capital and digital infrastructure by economy and year.

    Parameters
    ----------
    panel
        Cell-year panel; both measures are the same for all industries of an economy.
    sample
        Declaration of the sample.

    Returns
    -------
    DataFrame
        Columns `iso3, year, robots, digital`, sorted.

    Raises
    ------
    ValueError
        If a measure differs between the industries of an economy and year.
    """
    rows = select_sample(panel, sample)[["iso3", "year", *MEASURES]].drop_duplicates()
    twice = rows.duplicated(["iso3", "year"])
    if twice.any():
        first = tuple(rows.loc[twice, ["iso3", "year"]].iloc[0])
        raise ValueError(f"panel: robots or digital differ between industries, first {first}")
    return rows.sort_values(["iso3", "year"], ignore_index=True)
