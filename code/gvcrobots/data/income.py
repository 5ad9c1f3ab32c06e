"""Income group of an economy, frozen in a base year."""

from __future__ import annotations

import pandas as pd

BASE_YEAR = 1996


def high_income(groups: pd.DataFrame, year: int = BASE_YEAR) -> pd.DataFrame:
    """Which economies were high-income in the base year.

    The group is frozen because later groups depend on how economies fared.

    Parameters
    ----------
    groups
        Table `raw/income_groups/income_groups.csv`.
    year
        Base year.

    Returns
    -------
    DataFrame
        Columns `iso3, high_income` (0 or 1).

    Raises
    ------
    ValueError
        If an economy has no group in the base year; another year's would not be comparable.
    """
    base = groups[groups["year"] == year]
    if without := sorted(set(groups["iso3"]) - set(base["iso3"])):
        raise ValueError(
            f"raw/income_groups/income_groups.csv: income_group: none in {year} for {without[0]}"
        )
    flag = (base["income_group"] == "high").astype("int8")
    return base[["iso3"]].assign(high_income=flag)
