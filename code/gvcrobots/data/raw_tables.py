"""Reading the tidy tables of `raw/`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd


def read_raw_table(path: str | Path) -> pd.DataFrame:
    """Read a table of `raw/`; codes of industries stay text, and `NA` is never a code."""
    return pd.read_csv(path, dtype={"industry": str}, keep_default_na=False, na_values=[""])


def read_tables(paths: Iterable[str | Path]) -> dict[str, pd.DataFrame]:
    """Read raw tables, and call each by its folder and file, `pwt/economies.csv`."""
    return {"/".join(Path(path).parts[-2:]): read_raw_table(path) for path in sorted(paths)}


def check_unique(frame: pd.DataFrame, keys: Sequence[str], name: str) -> None:
    """Raise a ValueError that names the first of the duplicate keys, if there are any."""
    keys = list(keys)
    repeated = frame.duplicated(keys)
    if repeated.any():
        first = tuple(frame.loc[repeated, keys].astype(object).iloc[0])
        raise ValueError(f"{name}: {repeated.sum()} duplicate keys, first {first}")


def sha256_of(path: str | Path) -> str:
    """SHA-256 checksum of a file, as 64 hexadecimal digits."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
