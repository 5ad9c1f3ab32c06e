"""What a raw source is: its words, its tables, and the recipe of what the panels take from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic.types import StringConstraints

from gvcrobots.declare.base import Count, Declaration, Flag, Name, Text, Year, check_known, problem
from gvcrobots.declare.files import nearest, read_yaml

FileName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.csv$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Doi = Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")]
SOURCE_FILE = "source.yaml"


class Column(Declaration):
    """One column of a table."""

    type: Literal["string", "integer", "number"] = Field(description="Type of its entries")
    unit: Text | None = Field(None, description="Unit, such as USD million")
    description: Text = Field(description="What it holds")
    minimum: float | None = Field(None, description="Smallest value allowed")
    maximum: float | None = Field(None, description="Largest value allowed")
    codes: tuple[str, ...] | None = Field(
        None, alias="values", min_length=1, description="Codes allowed"
    )
    nullable: Flag = Field(False, description="Whether entries may be missing")


class Table(Declaration):
    """One CSV file of a source."""

    description: Text = Field(description="What a row is")
    sha256: Digest = Field(description="Checksum of the file, 64 hexadecimal digits")
    keys: tuple[Name, ...] = Field(min_length=1, description="Columns that name a row")
    rows: Count = Field(description="Number of rows")
    years: tuple[Year, Year] | None = Field(None, description="First and last year")
    columns: dict[Name, Column] = Field(min_length=1, description="Columns, in their order")

    @model_validator(mode="after")
    def _check_columns(self) -> Self:
        for key in self.keys:
            check_known("key column", key, self.columns)
        if ("year" in self.columns) != (self.years is not None):
            raise problem("key 'years' belongs to tables with a column 'year', and to them alone")
        return self


class Variable(Declaration):
    """How a column becomes a variable: the steps are taken in the order of the keys below."""

    from_: Name = Field(alias="from", description="A column, or a variable of the recipe above")
    interpolate: Flag = Field(
        False, description="Fill years between two reports linearly, within the other keys"
    )
    before_first: float | None = Field(
        None, description="Value of the years before the first report"
    )
    filled_by: Name | None = Field(
        None, description="1 where `from` is missing and this variable of the recipe is not, or 0"
    )
    equals: Text | None = Field(None, description="1 where `from` is this code, otherwise 0")
    share_of: Name | None = Field(
        None, description="Divide by this column; missing where it is not positive"
    )
    one_minus: Flag = Field(False, description="Subtract from one")
    times: float | None = Field(None, description="Multiply by this number")
    round: Flag = Field(False, description="Round to a whole number")
    positive: Flag = Field(False, description="Missing where not positive")
    transform: Literal["level", "log", "asinh"] = Field(
        "level", description="Function of the value: none, natural log, inverse hyperbolic sine"
    )
    demean: Flag = Field(False, description="Subtract the mean over the rows of the table")
    in_year: Year | None = Field(None, description="Take the value of this year for all years")
    lag: Count | None = Field(None, description="Take the value of so many calendar years before")
    type: Literal["number", "integer", "flag"] = Field(
        "number", description="Type in the panel; integers and flags (0 or 1) are never missing"
    )
    otherwise: float | None = Field(None, description="Value in cells that the table has no row of")
    required: Flag = Field(False, description="Whether every cell of the panels must have it")
    range: tuple[float, float] | None = Field(
        None, description="Smallest and largest value allowed in the panels"
    )

    @property
    def dated(self) -> str | None:
        """The first of its steps that goes by calendar years, if there is one."""
        steps = ("interpolate", "before_first", "in_year", "lag")
        return next((key for key in steps if getattr(self, key) not in (None, False)), None)


class Recipe(Declaration):
    """What the panels take from one table."""

    merge_on: tuple[Name, ...] = Field(
        min_length=1,
        description="Keys by which rows meet the cells of a panel; with cells_of also their order",
    )
    cells_of: Name | None = Field(
        None, description="Panel whose cells are the rows of this table; otherwise all panels"
    )
    keep: tuple[Name, ...] = Field((), description="Columns that are variables as they are")
    variables: dict[Name, Variable] = Field({}, description="Variables made of columns, in order")

    @property
    def made(self) -> dict[str, Variable]:
        """Every variable by name, those that are kept first."""
        return {name: Variable.model_validate({"from": name}) for name in self.keep} | dict(
            self.variables
        )

    def check(self, table: Table, place: str) -> None:
        """Raise a problem, with its place, at the first name that neither table nor recipe has."""
        for key in self.merge_on:
            _check_column(f"{place}.merge_on", key, table.columns)
        known = dict.fromkeys(table.columns)
        for name, variable in self.made.items():
            where = f"{place}.variables.{name}"
            for used in (variable.from_, variable.share_of, variable.filled_by):
                if used is not None:
                    _check_column(where, used, known)
            if variable.dated and ("year" not in self.merge_on or len(self.merge_on) < 2):
                raise problem(
                    f"{where}: {variable.dated} needs merge_on with 'year' and another key"
                )
            known[name] = None


def _check_column(place: str, name: str, valid: Iterable[str]) -> None:
    if name not in (known := list(valid)):
        raise problem(f"{place}: undefined column {name!r}{nearest(name, known)}")


class Source(Declaration):
    """A folder of `raw/`: `source.yaml`, which this type describes, and its tables."""

    title: Text = Field(description="Title of the data")
    publisher: Text = Field(description="Who publishes them")
    version: Text = Field(description="Release, series and units")
    citation: Text = Field(description="Reference to cite")
    url: Url | None = Field(None, description="Address of the publisher's page of the data")
    doi: Doi | tuple[Doi, ...] | None = Field(
        None, description="Digital object identifier of the data or article; several as a list"
    )
    terms: Text = Field(description="Licence or terms of use")
    retrieved: str = Field(description="Day of access, YYYY-MM-DD")
    origin: Text = Field(description="Which stored copy was read, and what was done to it")
    files: dict[FileName, Table] = Field(min_length=1, description="Tables, by file name")
    recipe: dict[FileName, Recipe] = Field(
        {}, description="What the panels take from each table; none if only code reads it"
    )

    @field_validator("retrieved")
    @classmethod
    def _check_day(cls, day: str) -> str:
        try:
            date.fromisoformat(day)
        except ValueError:
            raise problem(f"{day!r} is not a day (YYYY-MM-DD)") from None
        return day

    @model_validator(mode="after")
    def _check_recipes(self) -> Self:
        for name, recipe in self.recipe.items():
            check_known("file", name, self.files)
            recipe.check(self.files[name], f"recipe.{name}")
        return self


def read_sources(raw: str | Path) -> dict[str, Source]:
    """Read the `source.yaml` of every folder of `raw/`, and check that nothing else lies there.

    Parameters
    ----------
    raw
        Folder with one folder a source; names that begin with a point are left alone.

    Returns
    -------
    dict of str to Source
        By name of the folder, sorted.

    Raises
    ------
    ValueError
        In one line, at a folder without `source.yaml`, a file that is missing or not declared, a
        file beside the folders, or a mistake in a `source.yaml`.
    """
    sources = {}
    for folder in _visible(Path(raw)):
        path = folder / SOURCE_FILE
        if not folder.is_dir():
            raise ValueError(f"{folder}: a file that no {SOURCE_FILE} declares")
        if not path.is_file():
            raise ValueError(f"{path}: missing")
        sources[folder.name] = source = Source.declared(read_yaml(path), str(path))
        found = [entry.name for entry in _visible(folder)]
        if lacking := [name for name in source.files if name not in found]:
            raise ValueError(f"{folder / lacking[0]}: missing")
        if extra := [name for name in found if name not in (SOURCE_FILE, *source.files)]:
            raise ValueError(f"{folder / extra[0]}: not declared in {SOURCE_FILE}")
    return sources


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def facts_of(sources: Mapping[str, Source]) -> dict[str, Any]:
    """List what verification compares with the tables, without titles, terms and other words.

    Parameters
    ----------
    sources
        Result of `read_sources`.

    Returns
    -------
    dict
        By `folder/file`.
    """
    words = {"description": True, "columns": {"__all__": {"description", "unit"}}}
    return {
        f"{folder}/{name}": table.model_dump(mode="json", exclude=words, exclude_none=True)
        for folder, source in sources.items()
        for name, table in source.files.items()
    }


def fingerprint(facts: object) -> str:
    """Digest of plain data, the same in every run: a parameter that changes when they do."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def words_of(sources: Mapping[str, Source]) -> dict[str, Any]:
    """List what the codebook says of every source."""
    return {
        folder: source.model_dump(mode="json", exclude={"files", "recipe"}, exclude_none=True)
        for folder, source in sources.items()
    }


def recipes_of(sources: Mapping[str, Source]) -> dict[str, Any]:
    """List the recipes by `folder/file`, as plain data for the parameters of a job."""
    return {
        f"{folder}/{name}": recipe.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for folder, source in sources.items()
        for name, recipe in source.recipe.items()
    }


def check_tables(sources: Mapping[str, Source], tables: Iterable[str]) -> None:
    """Raise a ValueError in one line at a table of config/data.yaml that is not there.

    Parameters
    ----------
    sources
        Result of `read_sources`.
    tables
        `Construction.tables`, as `folder/file`.
    """
    there = [f"{folder}/{file}" for folder, source in sources.items() for file in source.files]
    for table in tables:
        if table not in there:
            raise ValueError(f"config/data.yaml: no table raw/{table}{nearest(table, there)}")


def check_variables(sources: Mapping[str, Source], variables: Mapping[str, Iterable[str]]) -> None:
    """Check recipes against the declared variables, and these against the sources that they name.

    Parameters
    ----------
    sources
        Result of `read_sources`.
    variables
        For each variable of `config/variables.yaml`, the folders that it comes from.

    Raises
    ------
    ValueError
        In one line, at a variable that is not declared or is made twice, or a source that is not
        there.
    """
    for name, folders in variables.items():
        if unknown := [folder for folder in folders if folder not in sources]:
            raise ValueError(
                f"config/variables.yaml: variables.{name}.source: no folder raw/{unknown[0]}"
                f"{nearest(unknown[0], list(sources))}"
            )
    made: dict[tuple[str, str | None], str] = {}
    for place, recipe in _recipes(sources):
        for name in (*recipe.made, *recipe.merge_on):
            if name not in variables:
                hint = nearest(name, list(variables))
                raise ValueError(f"{place}: {name!r} is not in config/variables.yaml{hint}")
        for name in recipe.made:
            if (key := (name, recipe.cells_of)) in made:
                raise ValueError(f"{place}: {name!r} is made by {made[key]} too")
            made[key] = place


def _recipes(sources: Mapping[str, Source]) -> Iterator[tuple[str, Recipe]]:
    for folder, source in sources.items():
        for file, recipe in source.recipe.items():
            yield f"raw/{folder}/{SOURCE_FILE}: recipe.{file}", recipe
