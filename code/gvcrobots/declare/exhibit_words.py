"""What exhibits refer to, checked, and their words with names replaced by what they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gvcrobots.declare.base import check_known, in_file, short_name
from gvcrobots.declare.exhibits import Exhibit, Exhibits
from gvcrobots.declare.words import COUNTS, RESULT, Reader, column_reader, filled, years_readers


@dataclass(frozen=True)
class Known:
    """What exhibits may name.

    Attributes
    ----------
    families
        Names of the specifications by family.
    samples
        First and last year by sample.
    variables
        Names of variables.
    turn
        Last year of hyper-globalisation in the theory.
    """

    families: Mapping[str, Sequence[str]]
    samples: Mapping[str, tuple[int, int]]
    variables: Sequence[str]
    turn: int


def read_exhibits(path: str | Path, known: Known) -> Exhibits:
    """Read the tables and figures, check what they name, and fill their placeholders.

    Parameters
    ----------
    path
        `config/exhibits.yaml`.
    known
        What they may name.

    Returns
    -------
    Exhibits
        Placeholders that wait for results are still in captions and notes.

    Raises
    ------
    ValueError
        One line: file, place, what is wrong, the nearest valid name.
    """
    exhibits = Exhibits.read(path)
    with in_file(short_name(path)):
        return Exhibits.model_construct(
            tables=_worded("tables", exhibits, known), figures=_worded("figures", exhibits, known)
        )


def _worded(group: str, exhibits: Exhibits, known: Known) -> dict[str, Any]:
    """Check the exhibits of a group and fill their placeholders."""
    columns = {name: getattr(table, "columns", ()) for name, table in exhibits.tables.items()}
    worded = {}
    for name, exhibit in getattr(exhibits, group).items():
        place = f"{group}.{name}"
        check_references(place, exhibit, known)
        readers = _readers(place, exhibit, exhibits, known, columns)
        words = _fill(exhibit.model_dump(), place, readers)
        worded[name] = type(exhibit).model_validate(words)
    return worded


def check_references(place: str, exhibit: Exhibit, known: Known) -> None:
    """Check every family, specification, sample and variable that an exhibit names.

    Raises
    ------
    PydanticCustomError
        At the first that is not declared, with the nearest valid name.
    """
    for where, what, name, valid in _references(place, exhibit, known):
        check_known(what, name, valid, where)


def shown(exhibit: Exhibit) -> dict[str, list[str]]:
    """List the specifications that an exhibit names, by family; an empty list stands for all."""
    families: dict[str, list[str]] = {name: [] for name in getattr(exhibit, "families", ())}
    if family := getattr(exhibit, "family", None):
        one = [exhibit.specification] if hasattr(exhibit, "specification") else []
        families[family] = [*getattr(exhibit, "columns", ()), *getattr(exhibit, "rows", ()), *one]
    for row in (row for rows in getattr(exhibit, "groups", {}).values() for row in rows):
        family, _, rest = row.partition(".")
        families.setdefault(family, []).append(rest.partition(".")[0])
    return {family: list(dict.fromkeys(names)) for family, names in families.items()}


def _references(
    place: str, exhibit: Exhibit, known: Known
) -> Iterator[tuple[str, str, str, Sequence[str]]]:
    for family, specifications in shown(exhibit).items():
        yield place, "family", family, list(known.families)
        for name in specifications:
            yield place, "specification", name, known.families[family]
    if sample := getattr(exhibit, "sample", None):
        yield f"{place}.sample", "sample", sample, list(known.samples)
    effects = (column for effect in getattr(exhibit, "effects", ()) for column in effect)
    judged = [exhibit.against, *exhibit.closures.values()] if exhibit.kind == "closures" else []
    for variable in (*getattr(exhibit, "variables", ()), *effects, *judged):
        yield place, "variable", variable, known.variables


def _readers(
    place: str,
    exhibit: Exhibit,
    exhibits: Exhibits,
    known: Known,
    tables: Mapping[str, Sequence[str]],
) -> dict[str, Reader]:
    """What each kind of placeholder of an exhibit stands for."""
    own = [name for names in shown(exhibit).values() for name in names]
    every = [f"{family}.{name}" for family, names in known.families.items() for name in names]

    def counted(name: str) -> str:
        check_known("specification", name, [*own, *every], place)
        return name

    def of_group(group: str) -> Reader:
        declared = getattr(exhibits, f"{group}s")

        def known_name(name: str) -> str:
            check_known(group, name, declared, place)
            return name

        return known_name

    own_years = getattr(exhibit, "years", ())
    years = {**known.samples, **({"": (own_years[0], own_years[-1])} if own_years else {})}
    return {
        **years_readers(place, years),
        "turn": lambda _: str(known.turn),
        "column": column_reader(place, getattr(exhibit, "columns", ()), tables),
        **{group: of_group(group) for group in ("table", "figure")},
        **dict.fromkeys(COUNTS, counted),
        RESULT: lambda name: name,  # checked with those of the text
    }


def _fill(value: Any, place: str, readers: Mapping[str, Reader]) -> Any:  # noqa: ANN401 (any part of a declaration)
    """Fill placeholders wherever there are words."""
    if isinstance(value, str):
        return filled(value, place, readers)
    if isinstance(value, dict):
        return {key: _fill(part, f"{place}.{key}", readers) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_fill(part, place, readers) for part in value)
    return value
