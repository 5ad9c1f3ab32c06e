"""Writing the tidy tables of `raw/`, and sealing the `source.yaml` that describes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from gvcrobots.data.raw_tables import check_unique, read_raw_table, sha256_of
from gvcrobots.declare.sources import SOURCE_FILE
from gvcrobots.files import write_text

KEY_COLUMNS = ("iso3", "year", "industry", "industry_group", "partner", "robot_industry")


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


def seal_source(folder: str | Path) -> None:
    """Write the checksum, rows and years of every table into `source.yaml`, and nothing else.

    Words, comments and layout stay as their author wrote them; facts that are not there yet are
    put before the other keys of the file.

    Parameters
    ----------
    folder
        Folder of the source, where its tables have been written.

    Raises
    ------
    ValueError
        If a table has other columns than are described.
    """
    path = Path(folder, SOURCE_FILE)
    text = path.read_text(encoding="utf-8")
    edits = [
        edit
        for name, declared in _files(text)
        for edit in _edits(declared, _facts(path.parent / name, declared))
    ]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    write_text(path, text)


Edit = tuple[int, int, str]


def _files(text: str) -> Iterator[tuple[str, yaml.MappingNode]]:
    """Each file of a source with the node of its entry, which knows its place in the text."""
    for key, value in yaml.compose(text, yaml.SafeLoader).value:
        if key.value == "files":
            yield from ((name.value, declared) for name, declared in value.value)


def _facts(path: Path, declared: yaml.MappingNode) -> dict[str, Any]:
    entries = {key.value: value for key, value in declared.value}
    described = [key.value for key, _ in entries["columns"].value]
    table = read_raw_table(path)
    if list(table) != described:
        raise ValueError(f"{path}: columns are {list(table)}, described are {described}")
    facts: dict[str, Any] = {"sha256": sha256_of(path), "rows": len(table)}
    if "year" in table:
        facts["years"] = [int(table["year"].min()), int(table["year"].max())]
    return facts


def _edits(declared: yaml.MappingNode, facts: dict[str, Any]) -> Iterator[Edit]:
    """What to replace, as start, end and new text; a list of years is written in one line."""
    entries = {key.value: (key, value) for key, value in declared.value}
    first, _ = declared.value[0]
    for name, value in facts.items():
        if name not in entries:
            place = first.start_mark.index
            yield place, place, f"{name}: {value}\n{' ' * first.start_mark.column}"
            continue
        key, node = entries[name]
        end = _end(node)
        yield key.start_mark.index, end, f"{name}: {value}"


def _end(node: yaml.Node) -> int:
    """Where a value ends: a list in many lines ends with its last entry."""
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return node.value[-1].end_mark.index
    return node.end_mark.index
