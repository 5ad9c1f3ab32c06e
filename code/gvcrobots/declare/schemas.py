"""JSON Schemas for editors, written from the declared types.

`python -m gvcrobots.declare.schemas` writes them; a test says when they have to be.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gvcrobots.declare.base import Declaration
from gvcrobots.declare.claims import Claims
from gvcrobots.declare.construction import Construction
from gvcrobots.declare.curve import Curves
from gvcrobots.declare.exhibits import Exhibits
from gvcrobots.declare.settings import Settings
from gvcrobots.declare.sources import Source
from gvcrobots.declare.variables import Variables
from gvcrobots.declare.written import Specifications
from gvcrobots.files import write_text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path("config/schemas")
FILES: dict[str, type[Declaration]] = {
    "variables": Variables,
    "specifications": Specifications,
    "claims": Claims,
    "curve": Curves,
    "config": Settings,
    "data": Construction,
    "exhibits": Exhibits,
    "source": Source,  # raw/*/source.yaml
}


def schema_of(declared: type[Declaration], title: str) -> dict[str, Any]:
    """Describe a type as a JSON Schema (draft 2020-12).

    Parameters
    ----------
    declared
        Type of a whole file.
    title
        Name of the file.

    Returns
    -------
    dict
    """
    schema = declared.model_json_schema(by_alias=True)
    for part in _parts(schema):
        if isinstance(part.get("title"), str):  # pydantic's, the name of the field again
            del part["title"]
        if "default" in part and part["default"] is None:
            _say_nothing_of_null(part)
    return {"$schema": DIALECT, "title": title} | schema


def _say_nothing_of_null(part: dict[str, Any]) -> None:
    """Leave null out of a key that may be left out itself."""
    del part["default"]
    types = [kind for kind in part.pop("anyOf") if kind != {"type": "null"}]
    part.update(types[0] if len(types) == 1 else {"anyOf": types})


def undescribed(schema: Mapping[str, Any]) -> list[str]:
    """List the keys of a schema that have no description, as paths."""
    return [
        f"{name}.{key}"
        for name, part in [("", schema), *schema.get("$defs", {}).items()]
        for key, value in part.get("properties", {}).items()
        if not value.get("description")
    ]


def schema_text(declared: type[Declaration], title: str) -> str:
    """Write a schema as text, keys in the order of the type."""
    return json.dumps(schema_of(declared, title), indent=2, ensure_ascii=False) + "\n"


def _parts(value: object) -> Iterator[dict[str, Any]]:
    """Every schema in a schema; not the mappings from names of keys to their schemas."""
    if isinstance(value, list):
        for item in value:
            yield from _parts(item)
    elif isinstance(value, dict):
        yield value
        for key, item in value.items():
            named = key in ("properties", "$defs", "patternProperties")
            for part in item.values() if named else [item]:
                yield from _parts(part)


def write_schemas(folder: Path = FOLDER) -> None:
    """Write `name.schema.json` for each type of a file; every key has to be described."""
    for name, declared in FILES.items():
        if silent := undescribed(schema_of(declared, name)):
            raise ValueError(f"{declared.__name__}: no description of {', '.join(silent)}")
        write_text(folder / f"{name}.schema.json", schema_text(declared, f"{name}.yaml"))


if __name__ == "__main__":
    write_schemas()
