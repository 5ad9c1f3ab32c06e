"""Long frames with labels, made of arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from gvcaccounts.names import unknown
from gvcaccounts.tables import Array


def checked_keys(by: Sequence[str], keys: Sequence[str], what: str) -> tuple[str, ...]:
    """Keys of the rows; raises a ValueError for one that is unknown or there twice."""
    if isinstance(by, str):
        raise ValueError(f"{what}: by is {by!r}; wanted a list of keys")
    for key in by:
        if key not in keys:
            raise ValueError(f"{what}: {unknown('key', key, keys)}")
    if len(set(by)) < len(by):
        raise ValueError(f"{what}: a key is twice in by")
    return tuple(by)


def long_frame(
    axes: Sequence[Mapping[str, Sequence[object]]], terms: Mapping[str, Array], by: Sequence[str]
) -> pd.DataFrame:
    """Set arrays of one shape in rows, one for each element.

    Parameters
    ----------
    axes
        For each axis of the arrays the labels of its places, by key; an axis may have several keys.
    terms
        Arrays by name.
    by
        Keys that become columns, in this order.
    """
    values = np.stack(list(terms.values()), axis=-1)
    places = np.indices(values.shape).reshape(values.ndim, -1)
    labels = {
        key: np.array(list(names), dtype=object)[place]
        for axis, place in zip(axes, places, strict=False)
        for key, names in axis.items()
    }
    columns = {key: labels[key] for key in by}
    names = np.array(list(terms), dtype=object)[places[-1]]
    return pd.DataFrame(columns | {"term": names, "value": values.ravel()})


def combined(frames: Sequence[Sequence[pd.DataFrame]], by: Sequence[str]) -> pd.DataFrame:
    """Stack the frames of all tables, and add rows with the same labels."""
    table = pd.concat([frame for of_table in frames for frame in of_table], ignore_index=True)
    keys = [*(["year"] if "year" in table else []), *by, "term"]
    if table.duplicated(keys).any():
        table = table.groupby(keys, sort=False, as_index=False)["value"].sum()
    return table[[*keys, "value"]]


def refuse_overlap(groups: Mapping[str, Sequence[str]], key: str, what: str) -> None:
    """Raise a ValueError if a member is in two groups whose sum is wanted."""
    members = [member for group in groups.values() for member in group]
    if len(set(members)) < len(members):
        raise ValueError(f"{what}: groups of {key} overlap: put {key!r} into by")


def merged(
    groups: Mapping[str, tuple[str, ...]], key: str, by: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """All groups as one where their key is not wanted."""
    if key in by:
        return dict(groups)
    return {"all": tuple(dict.fromkeys(member for group in groups.values() for member in group))}
