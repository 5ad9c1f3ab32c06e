"""What is asked of the columns of a regression before it is estimated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

import numpy as np
import pandas as pd

LARGEST = 1e50  # sums of products of larger numbers, or of smaller ones than 1/LARGEST, are lost


def check_regression(
    frame: pd.DataFrame,
    outcome: str,
    groups: Mapping[str, Sequence[str]],
    effects: Sequence[Sequence[str]],
    cluster: str,
    weights: str | None,
) -> None:
    """Refuse a regression whose names or numbers cannot be meant.

    Parameters
    ----------
    frame, outcome, effects, cluster, weights
        As in `absorption.absorb`.
    groups
        Regressors and instruments by the name of the argument that lists them.

    Raises
    ------
    ValueError
        In one line that names the column: a name is unknown or twice there, the outcome is among
        the regressors, a value is not a finite number of usable size, or weights are not positive.
    """
    if not isinstance(frame, pd.DataFrame):
        raise ValueError(f"panel: a DataFrame is needed, not {type(frame).__name__}")
    for label, names in groups.items():
        check_list(names, label)
    check_effects(effects)
    columns = [outcome, *(name for names in groups.values() for name in names)]
    check_columns(frame, [*columns, cluster, *(c for effect in effects for c in effect)])
    if outcome in columns[1:]:
        raise ValueError(f"outcome {outcome!r} is among the regressors or instruments")
    if twice := [name for j, name in enumerate(columns) if name in columns[:j]]:
        raise ValueError(f"regressor {twice[0]!r} is there twice")
    if weights is not None:
        check_columns(frame, [weights])
        columns.append(weights)
    if not len(frame):
        raise ValueError("panel: it has no row")
    numbers = {name: as_numbers(frame[name]) for name in columns}
    complete = ~np.isnan(np.column_stack(list(numbers.values()))).any(axis=1)
    for name, values in numbers.items():
        check_numbers(values[complete], frame.index[complete], name)
    if weights is not None:
        _check_weights(numbers[weights][complete], frame.index[complete], weights)
    own = numbers[outcome][complete]
    if len(own) and own.min() == own.max():
        raise ValueError(f"outcome {outcome!r} is constant: {own[0]:g} in all {len(own)} rows")


def check_list(names: Sequence[str], label: str) -> None:
    """Refuse one string where a list of names is needed, and names that are not strings."""
    if isinstance(names, str):
        raise ValueError(f"{label}: a list of names is needed, not the string {names!r}")
    if wrong := [name for name in names if not isinstance(name, str)]:
        raise ValueError(f"{label}: {wrong[0]!r} is not a name")


def check_effects(effects: Sequence[Sequence[str]]) -> None:
    """Refuse effects that are not lists of columns, and one that is there twice."""
    if isinstance(effects, str):
        raise ValueError(f"effects: a list of lists is needed, not the string {effects!r}")
    for j, effect in enumerate(effects):
        if isinstance(effect, str) or not len(effect):
            raise ValueError(f"effects: each is a list of columns, not {effect!r}")
        if len(set(effect)) < len(effect):
            raise ValueError(f"effect {list(effect)} has a column twice")
        if any(set(effect) == set(other) for other in effects[:j]):
            raise ValueError(f"effect {list(effect)} is there twice")


def check_columns(frame: pd.DataFrame, names: Iterable[str]) -> None:
    """Refuse names that are not columns of a frame, or are several."""
    for name in names:
        count = int((frame.columns == name).sum()) if isinstance(name, str) else 0
        if count == 0:
            near = get_close_matches(str(name), map(str, frame.columns), 1)
            hint = f" (nearest: {near[0]!r})" if near else ""
            raise ValueError(f"panel: no column {name!r}{hint}")
        if count > 1:
            raise ValueError(f"panel: {count} columns are named {name!r}")


def as_numbers(column: pd.Series) -> np.ndarray:
    """Turn a column into floats (n,), missing values into nan.

    Raises
    ------
    ValueError
        If a value is not a number.
    """
    if pd.api.types.is_bool_dtype(column) or (
        pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_complex_dtype(column)
    ):
        return column.to_numpy(float, na_value=np.nan)
    numeric = (bool, int, float, np.number, np.bool_)
    for row, value in column.items():
        if not (isinstance(value, numeric) or pd.isna(value)):
            raise ValueError(f"column {column.name!r} has {value!r} in row {row}: not a number")
    return pd.to_numeric(column).to_numpy(float, na_value=np.nan)


def check_numbers(values: np.ndarray, index: Sequence[object], name: str) -> None:
    """Refuse values (n,) that are infinite, too large, or all too small to be multiplied."""
    sizes = np.abs(values)
    if (wrong := ~np.isfinite(values)).any():
        first = int(np.argmax(wrong))
        raise ValueError(
            f"column {name!r} is not finite in {wrong.sum()} rows, first {values[first]} in row "
            f"{index[first]}"
        )
    if (wrong := sizes > LARGEST).any():
        first = int(np.argmax(wrong))
        raise ValueError(
            f"column {name!r} has {values[first]:g} in row {index[first]}: larger than {LARGEST:g}"
        )
    if 0 < sizes.max(initial=0.0) < 1 / LARGEST:
        raise ValueError(f"column {name!r} has no value above {sizes.max():g}: change its units")


def _check_weights(values: np.ndarray, index: Sequence[object], name: str) -> None:
    wrong = values <= 0
    if wrong.any() and not values.any():
        raise ValueError(f"weights {name!r} are zero in all {len(values)} rows")
    if wrong.any():
        first = int(np.argmax(wrong))
        raise ValueError(
            f"weights {name!r} are not positive in {wrong.sum()} rows, first {values[first]:g} in "
            f"row {index[first]}"
        )
