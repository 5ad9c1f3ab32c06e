"""Schemas of sources and of the construction of panels are those of the types, every key told."""

import pytest
from gvcrobots.declare.construction import Construction
from gvcrobots.declare.schemas import schema_of, schema_text, undescribed
from gvcrobots.declare.sources import Source


@pytest.mark.parametrize(("name", "declared"), [("source", Source), ("data", Construction)])
def test_the_schema_is_that_of_the_type(root, name, declared):
    stored = (root / f"config/schemas/{name}.schema.json").read_text(encoding="utf-8")
    assert stored == schema_text(declared, f"{name}.yaml")
    assert undescribed(schema_of(declared, name)) == []
