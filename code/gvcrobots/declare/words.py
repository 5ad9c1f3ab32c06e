"""Names in captions and notes that stand for numbers: `{column:both}`, `{years:main}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from gvcrobots.declare.base import check_known, problem
from gvcrobots.declare.files import nearest

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# Set when the exhibit is rendered: references are LaTeX, counts are results.
REFERENCES = ("table", "figure")
COUNTS = ("n_obs", "n_clusters", "n_cells")
RESULT = "result"  # a number of the text, by the name of its macro
RENDERED = (*REFERENCES, *COUNTS, RESULT)

Reader = Callable[[str], str]


def filled(text: str, place: str, readers: Mapping[str, Reader]) -> str:
    """Put what is declared in place of its names, and check those that wait for results.

    Parameters
    ----------
    text
        Words of an exhibit with placeholders `{kind:name}`.
    place
        Where it stands in `config/exhibits.yaml`, for messages.
    readers
        What to put for the name, by kind; those of `RENDERED` are called for their checks, and
        their placeholders stay.

    Returns
    -------
    str

    Raises
    ------
    PydanticCustomError
        If a kind or a name is unknown, with the nearest valid one.
    """

    def put(found: re.Match[str]) -> str:
        kind, _, name = found[1].partition(":")
        if kind not in readers:
            hint = nearest(kind, list(readers))
            raise problem(f"unknown placeholder {found[0]!r}{hint}", place)
        words = readers[kind](name)
        return found[0] if kind in RENDERED else words

    return PLACEHOLDER.sub(put, text)


def years_readers(place: str, samples: Mapping[str, tuple[int, int]]) -> dict[str, Reader]:
    """Make readers of years of samples: `{years:main}`, `{first_year:main}`, `{last_year:main}`.

    Parameters
    ----------
    place
        For messages.
    samples
        First and last year by sample.
    """

    def years(name: str) -> tuple[int, int]:
        check_known("sample", name, samples, place)
        return samples[name]

    return {
        "years": lambda name: "{}-{}".format(*years(name)),
        "first_year": lambda name: str(years(name)[0]),
        "last_year": lambda name: str(years(name)[1]),
    }


def column_reader(
    place: str, columns: Sequence[str], tables: Mapping[str, Sequence[str]]
) -> Reader:
    """Make a reader of column numbers: `{column:both}`, or `{column:baseline.both}` of a table.

    Parameters
    ----------
    place
        For messages.
    columns
        Columns of the exhibit itself.
    tables
        Columns by table.
    """

    def number(name: str) -> str:
        table, _, column = name.rpartition(".")
        if table:
            check_known("table", table, tables, place)
        own = tables[table] if table else columns
        check_known("column", column, own, place)
        return str(list(own).index(column) + 1)

    return number


def plain(text: str) -> str | None:
    """Say a text without LaTeX, for the report; nothing if it waits for results."""
    if any(found.partition(":")[0] in (*COUNTS, RESULT) for found in PLACEHOLDER.findall(text)):
        return None
    return PLACEHOLDER.sub(lambda found: found[1].replace(":", " ").replace("_", " "), text)
