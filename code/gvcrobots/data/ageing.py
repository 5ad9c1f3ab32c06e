"""Age structure, the demographic motive for robots (Acemoglu and Restrepo 2022)."""

from __future__ import annotations

import pandas as pd


def ageing(population: pd.DataFrame, base_year: int = 1990) -> pd.DataFrame:
    """Older persons per middle-aged person, in each year and in a year before the period.

    Both are predetermined: all who are counted in a year were born 21 years before it or earlier.

    Parameters
    ----------
    population
        Table `raw/age_structure/population.csv`.
    base_year
        Year of the fixed ratio.

    Returns
    -------
    DataFrame
        Columns `iso3, year, ageing, ageing_<base_year>`: persons aged 56 and over per person aged
        21 to 55.
    """
    ratio = population[["iso3", "year"]].assign(
        ageing=population["aged_56_over_thousands"] / population["aged_21_55_thousands"]
    )
    base = ratio.loc[ratio["year"] == base_year, ["iso3", "ageing"]]
    base = base.rename(columns={"ageing": f"ageing_{base_year}"})
    return ratio.merge(base, on="iso3", how="left", validate="many_to_one")
