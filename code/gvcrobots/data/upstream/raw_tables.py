"""Writing the tidy tables of `raw/` and the `source.yaml` that describes and seals them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from gvcrobots.files import write_text

KEY_COLUMNS = ("iso3", "year", "industry", "partner", "robot_industry")
SOURCE_KEYS = ("title", "publisher", "version", "citation", "terms", "retrieved", "origin", "files")
FILE_KEYS = ("description", "sha256", "keys", "rows", "years", "columns")


class _PlainDumper(yaml.SafeDumper):
    """Writes out a description that several columns share, where YAML would set an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def sha256_of(path: str | Path) -> str:
    """SHA-256 checksum of a file, as 64 hexadecimal digits."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def write_raw_table(frame: pd.DataFrame, path: str | Path) -> None:
    """Write a tidy CSV file: keys first, rows sorted by them, twelve digits, LF.

    Parameters
    ----------
    frame
        Table with one row a key. Its keys are those of `KEY_COLUMNS` that it has.
    path
        File to write, atomically.

    Raises
    ------
    ValueError
        If two rows share their keys, or the table has none of the key columns.
    """
    keys = [name for name in KEY_COLUMNS if name in frame]
    if not keys:
        raise ValueError(f"{path}: none of the key columns {', '.join(KEY_COLUMNS)}")
    check_unique(frame, keys, str(path))
    others = [name for name in frame if name not in keys]
    tidy = frame[[*keys, *others]].sort_values(keys)
    write_text(path, tidy.to_csv(index=False, float_format="%.12g", lineterminator="\n"))


def read_raw_table(path: str | Path) -> pd.DataFrame:
    """Read a table of `raw/`; codes of industries stay text, and `NA` is never a code."""
    return pd.read_csv(path, dtype={"industry": str}, keep_default_na=False, na_values=[""])


def check_unique(frame: pd.DataFrame, keys: Sequence[str], name: str) -> None:
    """Raise a ValueError that names the first of the duplicate keys, if there are any."""
    keys = list(keys)
    repeated = frame.duplicated(keys)
    if repeated.any():
        first = tuple(frame.loc[repeated, keys].astype(object).iloc[0])
        raise ValueError(f"{name}: {repeated.sum()} duplicate keys, first {first}")


def write_source(folder: str | Path, metadata: Mapping[str, Any]) -> None:
    """Write `source.yaml`, with the checksum, rows and years of every file filled in.

    Parameters
    ----------
    folder
        Folder of the source, where its tables have been written.
    metadata
        `title, publisher, version, citation, terms, retrieved, origin` and `files`: for each file
        name its `description`, `keys` and `columns`.

    Raises
    ------
    ValueError
        If a table has other columns than are described.
    """
    folder = Path(folder)
    files = {
        name: _sealed(folder / name, declared)
        for name, declared in sorted(metadata["files"].items())
    }
    contents = {key: metadata[key] for key in SOURCE_KEYS if key != "files"} | {"files": files}
    text = yaml.dump(contents, Dumper=_PlainDumper, sort_keys=False, allow_unicode=True, width=98)
    write_text(folder / "source.yaml", text)


def _sealed(path: Path, declared: Mapping[str, Any]) -> dict[str, Any]:
    table = read_raw_table(path)
    described = list(declared["columns"])
    if list(table) != described:
        raise ValueError(f"{path}: columns are {list(table)}, described are {described}")
    found: dict[str, Any] = {"sha256": sha256_of(path), "rows": len(table)}
    if "year" in table:
        found["years"] = [int(table["year"].min()), int(table["year"].max())]
    filled = {**declared, **found}
    return {key: filled[key] for key in FILE_KEYS if key in filled}
