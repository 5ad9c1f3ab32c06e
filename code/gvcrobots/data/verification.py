"""Checking the tables of `raw/` against what their `source.yaml` says of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from gvcrobots.data.codes import iso3_codes
from gvcrobots.data.raw_tables import check_unique, sha256_of
from gvcrobots.declare.sources import Column, Table, read_sources

DTYPES = {"string": "str", "integer": "int64", "number": "float64"}

Report = dict[str, dict[str, Any]]


def verify_raw(raw: str | Path) -> Report:
    """Check every raw table: presence, columns, types, ranges, keys, codes, years, rows, checksum.

    The folders that are there are checked, each against its `source.yaml`.

    Parameters
    ----------
    raw
        Folder with one folder a source.

    Returns
    -------
    dict
        For every file, `sha256` and `rows`.

    Raises
    ------
    ValueError
        At the first offence, in one line that names the file, the column and the first offender;
        a folder or a file that nobody declares is one.
    """
    report: Report = {}
    for folder, source in read_sources(raw).items():
        for name, table in source.files.items():
            verify_table(Path(raw, folder, name), table)
            report[f"{folder}/{name}"] = {"sha256": table.sha256, "rows": table.rows}
    return report


def verify_table(path: str | Path, declared: Table) -> None:
    """Check one table against its entry in `source.yaml`.

    Parameters
    ----------
    path
        CSV file.
    declared
        Entry of the file.

    Raises
    ------
    ValueError
        At the first offence. The checksum comes last, because the other checks say more.
    """
    frame = _read_text(path)
    _check_columns(path, list(frame), list(declared.columns))
    if len(frame) != declared.rows:
        raise ValueError(
            f"{path}: {len(frame)} rows, source.yaml says {declared.rows} "
            "(file edited or truncated)"
        )
    for column, described in declared.columns.items():
        if described.type != "string":
            numbers = _numbers(path, frame, column)
            frame[column] = numbers.astype(float) if described.type == "number" else numbers
    _check_values(path, frame, declared)
    check_unique(frame, declared.keys, str(path))
    _check_years(path, frame, declared)
    if sha256_of(path) != declared.sha256:
        raise ValueError(f"{path}: sha256 differs from source.yaml (file edited or truncated)")


def _read_text(path: str | Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ValueError(f"{path}: not readable as CSV ({' '.join(str(error).split())})") from error


def _check_columns(path: str | Path, found: list[str], declared: list[str]) -> None:
    if lacking := [name for name in declared if name not in found]:
        raise ValueError(f"{path}: column {lacking[0]!r} is missing")
    if extra := [name for name in found if name not in declared]:
        raise ValueError(f"{path}: column {extra[0]!r} is not declared in source.yaml")
    if found != declared:
        raise ValueError(f"{path}: columns are in another order than in source.yaml")


def _numbers(path: str | Path, frame: pd.DataFrame, column: str) -> pd.Series:
    numbers = pd.to_numeric(frame[column], errors="coerce")
    wrong = numbers.isna() & frame[column].notna()
    if wrong.any():
        raise ValueError(f"{path}: {column}: {frame.loc[wrong, column].iloc[0]!r} is not a number")
    return numbers


def _check_values(path: str | Path, frame: pd.DataFrame, declared: Table) -> None:
    """Check types, ranges and codes with pandera, and put its first finding in one line."""
    columns = {
        name: pa.Column(
            DTYPES[described.type], list(_checks(name, described)), nullable=described.nullable
        )
        for name, described in declared.columns.items()
    }
    try:
        pa.DataFrameSchema(columns, strict=True).validate(frame)
    except pa.errors.SchemaError as error:
        raise ValueError(f"{path}: {_finding(frame, list(declared.keys), error)}") from None


def _checks(name: str, described: Column) -> Iterator[pa.Check]:
    if described.minimum is not None:
        yield pa.Check.ge(described.minimum, error=f"is below {described.minimum:g}")
    if described.maximum is not None:
        yield pa.Check.le(described.maximum, error=f"is above {described.maximum:g}")
    if described.codes is not None:
        yield pa.Check.isin(described.codes, error="is not among the values of source.yaml")
    if name == "iso3":
        yield pa.Check.isin(iso3_codes(), error="is not an ISO 3166-1 alpha-3 code")


def _finding(frame: pd.DataFrame, keys: list[str], error: pa.errors.SchemaError) -> str:
    column = error.schema.name
    if error.reason_code is not None and error.reason_code.name == "WRONG_DATATYPE":
        return f"{column}: expected {error.schema.dtype}, found {frame[column].dtype}"
    if error.reason_code is not None and error.reason_code.name == "SERIES_CONTAINS_NULLS":
        row = frame.index[frame[column].isna()][0]
        what = "missing value"
    else:
        row = error.failure_cases["index"].iloc[0]
        what = f"{frame.loc[row, column]!s} {error.check.error}"
    return f"{column}: {what}, first at {tuple(frame.loc[[row], keys].astype(object).iloc[0])}"


def _check_years(path: str | Path, frame: pd.DataFrame, declared: Table) -> None:
    if declared.years is None:
        return
    span = (int(frame["year"].min()), int(frame["year"].max()))
    if span != declared.years:
        said = list(declared.years)
        raise ValueError(f"{path}: year: spans {list(span)}, source.yaml says {said}")
