"""Following a recipe: from the columns of a raw table to variables."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from gvcrobots.data.measures import Measure, stacked
from gvcrobots.data.raw_tables import check_unique
from gvcrobots.declare.sources import Recipe, Variable

TRANSFORMS: dict[str, Callable[[pd.Series], pd.Series]] = {"log": np.log, "asinh": np.arcsinh}


def follow(table: pd.DataFrame, recipe: Recipe, origin: str) -> dict[str, Measure]:
    """Make the variables of a recipe.

    Parameters
    ----------
    table
        Raw table.
    recipe
        Its recipe.
    origin
        Its file, for messages.

    Returns
    -------
    dict of str to Measure
        By variable, each indexed by the keys that the recipe merges on, without the year for a
        variable that is taken in one year.

    Raises
    ------
    ValueError
        If two rows share the keys, or a log is taken of a number that is not positive.
    """
    check_unique(table, recipe.merge_on, origin)
    columns = table.set_index(sorted(recipe.merge_on))
    made: dict[str, pd.Series] = {}
    measures = {}
    for name, variable in recipe.made.items():
        made[name] = _steps(name, variable, made, columns, origin)
        measures[name] = Measure(
            made[name].rename(name),
            origin,
            variable.type,
            variable.otherwise,
            variable.required,
            variable.range,
        )
    return measures


def _steps(
    name: str,
    variable: Variable,
    made: dict[str, pd.Series],
    columns: pd.DataFrame,
    origin: str,
) -> pd.Series:
    """Take the steps of one variable, in the order in which its type lists them."""

    def named(key: str) -> pd.Series:
        return made[key] if key in made else columns[key]

    values = named(variable.from_)
    if variable.interpolate:
        values = interpolated(values)
    if variable.before_first is not None:
        values = filled_before(values, variable.before_first)
    if variable.filled_by is not None:
        by = named(variable.filled_by)
        values = (values.reindex(by.index).isna() & by.notna()).astype("float64")
    if variable.equals is not None:
        values = (values == variable.equals).astype("float64").where(values.notna())
    if variable.share_of is not None:
        whole = named(variable.share_of)
        values = values / whole.where(whole > 0)
    values = _arithmetic(values, variable)
    if variable.transform == "log" and (values <= 0).any():
        raise ValueError(f"{origin}: {name}: log of {values[values <= 0].iloc[0]:g}")
    if variable.transform in TRANSFORMS:
        values = TRANSFORMS[variable.transform](values)
    if variable.demean:
        values = values - values.mean()
    return _shifted(values, variable)


def _arithmetic(values: pd.Series, variable: Variable) -> pd.Series:
    if variable.one_minus:
        values = 1 - values
    if variable.times is not None:
        values = values * variable.times
    if variable.round:
        values = values.round()
    return values.where(values > 0) if variable.positive else values


def _shifted(values: pd.Series, variable: Variable) -> pd.Series:
    """Take one year's value for all years, or the value of so many years before."""
    if variable.in_year is not None:
        years = values.index.get_level_values("year")
        return values[years == variable.in_year].droplevel("year")
    if variable.lag is not None:
        keys = values.index.to_frame(index=False)
        keys["year"] += variable.lag
        return values.set_axis(pd.MultiIndex.from_frame(keys))
    return values


def interpolated(values: pd.Series) -> pd.Series:
    """Fill gaps between two reports linearly in the calendar year, within the other keys.

    Parameters
    ----------
    values
        Indexed by `year` and other keys.

    Returns
    -------
    Series
        Years before the first and after the last report stay missing.
    """
    by_year = values.unstack("year")
    by_year = by_year.reindex(columns=range(by_year.columns.min(), by_year.columns.max() + 1))
    by_year.columns.name = "year"
    filled = by_year.interpolate("linear", axis="columns", limit_area="inside")
    return _stacked(filled, values)


def filled_before(values: pd.Series, value: float) -> pd.Series:
    """Give the years before the first report a value; without any report all stays missing.

    Parameters
    ----------
    values
        Indexed by `year` and other keys.
    value
        Such as 0 for a technology that had not been introduced.

    Returns
    -------
    Series
    """
    by_year = values.unstack("year").sort_index(axis="columns")
    reported_later = by_year.bfill(axis="columns").notna()
    return _stacked(by_year.mask(by_year.isna() & reported_later, value), values)


def _stacked(by_year: pd.DataFrame, like: pd.Series) -> pd.Series:
    """Back to one row a key and year, keys in the order of the original."""
    return stacked(by_year).reorder_levels(like.index.names).sort_index()
