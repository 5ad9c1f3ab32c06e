"""What all declared types share: one line an error, and a schema with a description a key."""

from typing import Literal

import pytest
from gvcrobots.declare.base import Count, Declaration, Name, check_known, problem
from gvcrobots.declare.files import read_yaml
from gvcrobots.declare.schemas import schema_of, undescribed
from pydantic import Field, ValidationInfo, field_validator, model_validator


class Part(Declaration):
    kind: Literal["ols", "iv"] = Field(description="Estimator.")
    draws: Count = Field(99, description="Draws.")
    names: tuple[Name, ...] = Field((), description="Names.")

    @field_validator("names")
    @classmethod
    def _known(cls, names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        return tuple(check_known("variable", name, info.context or names) for name in names)

    @model_validator(mode="after")
    def _agree(self) -> "Part":
        if self.kind == "iv" and self.draws == 1:
            raise problem("one draw is too few")
        return self


class Whole(Declaration):
    parts: dict[Name, Part] = Field(description="Parts by name.")


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ({"kid": "ols"}, "parts.a: unknown key 'kid'; did you mean 'kind'?"),
        ({"draws": 3}, "parts.a: key 'kind' is missing"),
        ({"kind": "old"}, "parts.a.kind: 'old' is not valid; did you mean 'ols'?"),
        ({"kind": "ols", "draws": "many"}, "parts.a.draws: 'many': should be a valid integer"),
        (
            {"kind": "ols", "draws": 0},
            "parts.a.draws: 0: should be greater than or equal to 1",
        ),
        (
            {"kind": "ols", "names": ["robotts"]},
            "parts.a.names: undefined variable 'robotts'; did you mean 'robots'?",
        ),
        ({"kind": "iv", "draws": 1}, "parts.a: one draw is too few"),
        ("ols", "parts.a: 'ols': should be a mapping"),
    ],
)
def test_the_first_mistake_is_named_in_one_line(part, line):
    with pytest.raises(ValueError) as caught:
        Whole.declared({"parts": {"a": part}}, "config/x.yaml", ["robots", "digital"])
    assert str(caught.value) == f"config/x.yaml: {line}"


def test_a_declaration_is_frozen():
    part = Part(kind="ols")
    with pytest.raises(ValueError, match="frozen"):
        part.draws = 3


def test_keys_without_a_description_are_found():
    class Silent(Declaration):
        parts: dict[Name, Part] = Field(description="Parts.")
        said: int

    assert undescribed(schema_of(Silent, "x")) == [".said"]
    assert undescribed(schema_of(Whole, "x")) == []


def test_merge_keys_bring_keys_in_and_own_keys_win(tmp_path):
    path = tmp_path / "merged.yaml"
    path.write_text("a: {b: &b {x: 1, y: 2}}\nc: &c {<<: *b, y: 3}\nd: {e: {<<: *c, z: 4}}\n")
    contents = read_yaml(path)
    assert contents["c"] == {"x": 1, "y": 3}
    assert contents["d"]["e"] == {"x": 1, "y": 3, "z": 4}
