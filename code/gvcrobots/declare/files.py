"""Reading and checking one file of what authors declare in `config/`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import yaml

Declarations = dict[str, Any]

# Lags and leads of a variable need no declaration of their own: robots_lag2, robots_lead1.
SHIFTED = re.compile(r"(?P<variable>\w+?)_(?P<direction>lag|lead)(?P<years>\d+)")


MOST_LISTED = 16  # valid names that a message lists where none is near

_Loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
_MERGE = "tag:yaml.org,2002:merge"  # <<, which may be given along with the keys that it brings in


def _check_nodes(node: yaml.Node | None, above: tuple[yaml.Node, ...] = ()) -> None:
    """Refuse a key given twice, where YAML would keep the last one, and an anchor inside itself."""
    if not isinstance(node, yaml.CollectionNode):
        return
    if any(node is other for other in above):
        raise ValueError(f"line {node.start_mark.line + 1}: an anchor refers to itself")
    parts = node.value
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen and key.tag != _MERGE:
                line = key.start_mark.line + 1
                raise ValueError(f"line {line}: key {key.value!r} is given twice")
            seen.add(key.value)
        parts = [value for _, value in node.value]
    for part in parts:
        _check_nodes(part, (*above, node))


def _load(stream: IO[str]) -> Any:  # noqa: ANN401 (whatever the file holds)
    loader = _Loader(stream)
    try:
        node = loader.get_single_node()
        _check_nodes(node)
        return None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def read_yaml(path: str | Path) -> Declarations:
    """Read one YAML file of declarations.

    Parameters
    ----------
    path
        File to read.

    Returns
    -------
    dict
        Its contents.

    Raises
    ------
    ValueError
        If the file is not YAML, is not a mapping or gives a key twice; the message names the file
        and the line.
    """
    try:
        with Path(path).open(encoding="utf-8") as stream:
            contents = _load(stream)
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
    if not isinstance(contents, dict):
        raise ValueError(f"{path}: expected a mapping, found {type(contents).__name__}")
    return contents


def nearest(name: str, valid: list[str]) -> str:
    """Say which valid name is nearest to a wrong one, as the tail of an error message."""
    close = difflib.get_close_matches(str(name), sorted(valid), n=1, cutoff=0.4)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; valid are {', '.join(sorted(valid))}" if len(valid) <= MOST_LISTED else ""


def unshifted(name: str) -> tuple[str, str]:
    """Split a lag or lead into its variable and words for the shift, such as `, lag 2`."""
    if match := SHIFTED.fullmatch(name):
        return match["variable"], f", {match['direction']} {match['years']}"
    return name, ""


def term_label(term: str, labels: Mapping[str, str]) -> str:
    """Label a term: products with a multiplication sign between the labels of their variables."""
    return " × ".join(labels[variable] for variable in term.split(":"))
