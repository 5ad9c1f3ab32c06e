"""What every declared type has in common: it is frozen, and says in one line what is wrong."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic.types import StringConstraints
from pydantic_core import ErrorDetails, PydanticCustomError

from gvcrobots.declare.files import nearest, read_yaml

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Count = Annotated[int, Field(strict=True, ge=1)]
Year = Annotated[int, Field(strict=True, ge=1900, le=2100)]
Flag = Annotated[bool, Field(strict=True)]


class Declaration(BaseModel):
    """A type that authors declare: frozen, with no other keys than its fields.

    Every field carries a description, which the schema for editors repeats.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown_and_missing_keys(cls, declared: object) -> object:
        """Name an unknown or a missing key, with the nearest valid one."""
        if not isinstance(declared, Mapping):
            return declared
        fields = {field.alias or name: field for name, field in cls.model_fields.items()}
        if unknown := [key for key in declared if key not in fields]:
            raise problem(f"unknown key {unknown[0]!r}{nearest(unknown[0], list(fields))}")
        missing = [k for k, field in fields.items() if field.is_required() and k not in declared]
        if missing:
            raise problem(f"key {missing[0]!r} is missing")
        return declared

    @classmethod
    def declared(cls, contents: object, file: str, context: object = None, place: str = "") -> Self:
        """Make the type of what was read from a file.

        Parameters
        ----------
        contents
            What was read.
        file
            Name of the file for messages, such as `config/claims.yaml`.
        context
            What validators of the type ask for, if anything.
        place
            Where in the file the contents stand, if they are not all of it.

        Returns
        -------
        Declaration

        Raises
        ------
        ValueError
            One line, `file: place.in.file: what is wrong; did you mean 'x'?`.
        """
        try:
            return cls.model_validate(contents, context=context)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            raise ValueError(f"{file}: {_line(first, contents, place)}") from None

    @classmethod
    def read(cls, path: str | Path, context: object = None) -> Self:
        """Make the type of a YAML file; raises as `declared` and `read_yaml` do."""
        return cls.declared(read_yaml(path), short_name(path), context=context)


def short_name(path: str | Path) -> str:
    """Name of a file in messages: its folder and itself."""
    return "/".join(Path(path).parts[-2:])


def problem(message: str, place: str = "") -> PydanticCustomError:
    """Make the error that a validator raises to have its message printed as it is.

    Parameters
    ----------
    message
        What is wrong.
    place
        Where in what the validator is given, if it is given more than one entry.
    """
    return PydanticCustomError("declared", "{message}", {"message": message, "place": place})


def joined(*places: str) -> str:
    """Join places, each inside the one before it."""
    return ".".join(place for place in places if place)


@contextmanager
def within(place: str) -> Iterator[None]:
    """Put a place in front of the place of a problem."""
    try:
        yield
    except PydanticCustomError as error:
        inside = (error.context or {}).get("place", "")
        raise problem(error.message(), joined(place, inside)) from None


@contextmanager
def in_file(file: str, place: str = "") -> Iterator[None]:
    """Turn a problem into an error of one line, with its file and place."""
    try:
        with within(place):
            yield
    except PydanticCustomError as error:
        where = (error.context or {}).get("place", "")
        raise ValueError(f"{file}: {where}: {error.message()}") from None


def check_known(what: str, name: str, valid: Iterable[str], place: str = "") -> str:
    """Check that a name is declared.

    Parameters
    ----------
    what
        What it should name, such as `variable`.
    name
        The name.
    valid
        The declared names.
    place
        As in `problem`.

    Returns
    -------
    str
        The name.

    Raises
    ------
    PydanticCustomError
        With the nearest valid name, if it is not declared. For use in validators.
    """
    if name not in (known := list(valid)):
        raise problem(f"undefined {what} {name!r}{nearest(name, known)}", place)
    return name


def check_unique(names: tuple[Any, ...]) -> tuple[Any, ...]:
    """Check that no entry of a list is given twice; for use in validators."""
    for position, name in enumerate(names):
        if name in names[:position]:
            raise problem(f"{name!r} is given twice")
    return names


def place_of(location: Iterable[object], contents: object) -> str:
    """Say where in a file an error lies, as keys and positions joined by points.

    Parts of the location that are no key of what was read (the members of unions, say) are left
    out.
    """
    parts = []
    for part in location:
        is_key = isinstance(contents, Mapping) and part in contents
        is_position = isinstance(contents, (list, tuple)) and isinstance(part, int)
        if is_key or is_position:
            contents = contents[part]  # ty: ignore
            parts.append(str(part))
    return ".".join(parts)


def _line(error: ErrorDetails, contents: object, place: str) -> str:
    inside = error.get("ctx", {}).get("place", "")
    where = joined(place, place_of(error["loc"], contents), inside)
    return f"{where}: {_what(error)}" if where else _what(error)


def _what(error: ErrorDetails) -> str:
    """Put what is wrong into words."""
    kind, given = error["type"], error.get("input")
    context = error.get("ctx", {})
    if kind == "declared":
        return context["message"]
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        said = context.get("expected") or context["expected_tags"]
        valid = re.findall(r"'([^']*)'", said) or re.findall(r"[^\s,]+", said)
        given = context.get("tag", given)
        return f"{given!r} is not valid{nearest(given, valid)}"
    if kind == "union_tag_not_found":
        key = context["discriminator"].strip("'")
        near = difflib.get_close_matches(key, [str(k) for k in given], n=1, cutoff=0.6)
        misspelt = f" (is {near[0]!r} a misspelling of it?)" if near else ""
        return f"key {key!r} is missing{misspelt}"
    if kind == "model_type":
        return f"{given!r}: should be a mapping"
    if kind == "string_pattern_mismatch":
        return f"{given!r} is not a valid name ({context['pattern']})"
    message = error["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    shown = f"{given!r}" if isinstance(given, (str, int, float, bool)) else type(given).__name__
    return f"{shown}: should be {message}" if error["msg"] != message else message
