"""The schema of sources is that of the type, every key told, and every source is valid by it."""

import json

from gvcrobots.declare.files import read_yaml
from gvcrobots.declare.schemas import schema_of, schema_text, undescribed
from gvcrobots.declare.sources import Source
from jsonschema import Draft202012Validator


def test_the_schema_is_that_of_the_type(root):
    stored = (root / "config/schemas/source.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(Source, "source.yaml"), "python -m gvcrobots.declare.schemas"
    assert undescribed(schema_of(Source, "source")) == []


def test_every_source_names_the_schema_and_is_valid_by_it(root):
    valid = Draft202012Validator(schema_of(Source, "source"))
    for path in sorted(root.glob("raw/*/source.yaml")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=../../config/schemas/source.schema.json"
        errors = valid.iter_errors(json.loads(json.dumps(read_yaml(path))))
        assert [error.message for error in errors] == [], path
