"""Measures of economies, industries and years, and how they meet the cells of a panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

DTYPES = {"number": "float64", "integer": "int64", "flag": "int8"}


@dataclass(frozen=True)
class Measure:
    """A variable before it is in a panel.

    Attributes
    ----------
    series
        Its values, indexed by its keys, each key once.
    origin
        File that it comes from, for messages.
    type
        `number`, `integer` or `flag` (0 or 1); the last two are never missing.
    otherwise
        Value of cells that it says nothing of; missing without one.
    required
        Whether every cell must have it.
    range
        Smallest and largest value allowed.
    """

    series: pd.Series
    origin: str
    type: str = "number"
    otherwise: float | None = None
    required: bool = False
    range: tuple[float, float] | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of its keys."""
        return tuple(self.series.index.names)


Measures = Mapping[str, Measure]


def side_by_side(measures: Measures) -> dict[tuple[str, ...], pd.DataFrame]:
    """Put measures with the same keys into one table, over all rows that any of them has.

    Parameters
    ----------
    measures
        By variable.

    Returns
    -------
    dict
        For each set of keys, a table with a column a variable, indexed by the keys.
    """
    groups: dict[tuple[str, ...], dict[str, pd.Series]] = {}
    for name, measure in measures.items():
        groups.setdefault(measure.keys, {})[name] = measure.series
    return {keys: pd.concat(group, axis="columns").sort_index() for keys, group in groups.items()}


def stacked(by_year: pd.DataFrame) -> pd.Series:
    """Turn a table with a column a year into a series that is indexed by the year as well."""
    long = by_year.melt(var_name="year", ignore_index=False).astype({"year": "int64"})
    return long.set_index("year", append=True)["value"]


def with_measures(cells: pd.DataFrame, measures: Measures) -> pd.DataFrame:
    """Give cells their measures.

    Parameters
    ----------
    cells
        Columns of the keys, one row a cell.
    measures
        By variable; their keys are among those of the cells.

    Returns
    -------
    DataFrame
        The cells, with a column a measure, of its type.

    Raises
    ------
    ValueError
        If a measure is missing in a cell that must have it, infinite, or out of its range.
    """
    for keys, table in side_by_side(measures).items():
        cells = cells.merge(table.reset_index(), on=list(keys), how="left", validate="many_to_one")
    columns = {name: _checked(cells, name, measure) for name, measure in measures.items()}
    return cells.assign(**columns)


def _checked(cells: pd.DataFrame, name: str, measure: Measure) -> pd.Series:
    values = cells[name] if measure.otherwise is None else cells[name].fillna(measure.otherwise)
    if measure.required or measure.type != "number":
        _refuse(cells, name, measure, values.isna(), "missing")
    if not pd.api.types.is_numeric_dtype(values):
        return values
    values = values.astype(DTYPES[measure.type])
    _refuse(cells, name, measure, pd.Series(np.isinf(values), cells.index), "infinite")
    if measure.range is not None:
        low, high = measure.range
        outside = (values < low) | (values > high)
        _refuse(cells, name, measure, outside, f"not within {low:g} and {high:g}")
    return values


def _refuse(cells: pd.DataFrame, name: str, measure: Measure, wrong: pd.Series, what: str) -> None:
    if wrong.any():
        keys = list(measure.keys)
        first = ", ".join(str(key) for key in cells.loc[wrong, keys].iloc[0])
        raise ValueError(f"{measure.origin}: {name}: {what}, first for {first}")
