"""Schemas for editors are those of the types, describe every key, and are named by the files."""

import json

import pytest
from gvcrobots.declare.files import read_yaml
from gvcrobots.declare.schemas import FILES, schema_of, schema_text, undescribed
from jsonschema import Draft202012Validator


@pytest.mark.parametrize("name", FILES)
def test_schemas_are_those_of_the_types(root, name):
    written = (root / f"config/schemas/{name}.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(FILES[name], f"{name}.yaml"), (
        "python -m gvcrobots.declare.schemas"
    )


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_described(name):
    assert undescribed(schema_of(FILES[name], name)) == []


@pytest.mark.parametrize("name", [name for name in FILES if name != "source"])
def test_files_name_their_schema_and_are_valid_by_it(root, name):
    path = root / f"config/{name}.yaml"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=schemas/{name}.schema.json"
    plain = json.loads(json.dumps(read_yaml(path)))  # keys are text in JSON
    errors = Draft202012Validator(schema_of(FILES[name], name)).iter_errors(plain)
    assert [error.message for error in errors] == []
