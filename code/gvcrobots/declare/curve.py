"""The types of `config/curve.yaml`: the choices of the specification curve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from gvcrobots.declare.base import Declaration, Name, check_unique, problem
from gvcrobots.declare.variables import TECHNOLOGIES, Roles
from gvcrobots.declare.written import CLUSTER, Effects

Names = Annotated[tuple[Name, ...], Field(min_length=1)]
Draws = Annotated[int, Field(strict=True, ge=99)]
Permutations = Annotated[int, Field(strict=True, ge=19)]


class Dimensions(Declaration):
    """The choices; every combination is estimated."""

    outcome: Names = Field(description="Outcomes.")
    robots: Names = Field(description="Measures of robots, one in every regression.")
    digital: Names = Field(description="Measures of digital infrastructure, likewise.")
    effects: dict[Name, Effects] = Field(min_length=1, description="Fixed effects by name.")
    controls: dict[Name, tuple[Name, ...]] = Field(min_length=1, description="Controls by name.")
    weights: dict[Name, Name | None] = Field(min_length=1, description="Weights by name; or none.")
    inference: Annotated[tuple[Literal["crv1", "wcr31"], ...], Field(min_length=1)] = Field(
        description="Methods of inference; not a choice of the estimates."
    )

    _unique = field_validator("outcome", "robots", "digital", "inference")(check_unique)

    def variables(self) -> Iterator[tuple[str, str]]:
        """List the variables that it names, and the dimension that does."""
        for key in ("outcome", *TECHNOLOGIES):
            yield from ((key, name) for name in getattr(self, key))
        for level, names in self.controls.items():
            yield from ((f"controls.{level}", name) for name in names)
        for level, name in self.weights.items():
            if name:
                yield f"weights.{level}", name
        for level, effects in self.effects.items():
            if not isinstance(effects, str):
                yield from ((f"effects.{level}", name) for effect in effects for name in effect)


class DeclaredDimensions(Dimensions):
    """The choices as they are written."""

    sample: Names = Field(description="Samples, all of one panel; one job each.")
    effects: dict[Name, Name | Effects] = Field(
        min_length=1,
        description="Fixed effects by name: a name of `effects` in specifications.yaml or a list.",
    )

    _unique_samples = field_validator("sample")(check_unique)


class CurveDeclaration(Declaration):
    """The specification curve as it is written."""

    cluster: Name = Field(description=CLUSTER)
    draws: Draws = Field(description="Draws of the bootstrap, in each regression.")
    permutations: Permutations = Field(
        description="Permutations of the paths of each technology over economies."
    )
    dimensions: DeclaredDimensions = Field(description="Choices, of which all are combined.")


class Curves(Declaration):
    """All of `config/curve.yaml`."""

    curve: CurveDeclaration = Field(description="The specification curve.")


class Curve(Declaration):
    """The specification curve on any one sample, effects and roles written in."""

    roles: Roles = Field(description="Keys of the panel, and roles of the measures.")
    cluster: Name = Field(description=CLUSTER)
    draws: Draws = Field(description="Draws of the bootstrap, in each regression.")
    permutations: Permutations = Field(description="Permutations of the paths.")
    dimensions: Dimensions = Field(description="Choices, of which all are combined.")

    @model_validator(mode="after")
    def _check_roles(self) -> Self:
        if self.cluster != self.roles.economy:
            raise problem(
                f"paths move between values of {self.roles.economy!r}, not {self.cluster!r}",
                "cluster",
            )
        for role in TECHNOLOGIES:
            measures = getattr(self.roles, role)
            for name in getattr(self.dimensions, role):
                if name not in measures:
                    what = f"{name!r} does not have role {role!r} in variables.yaml"
                    raise problem(what, f"dimensions.{role}")
        return self

    @property
    def measures(self) -> dict[str, tuple[str, ...]]:
        """Measures of each technology; the first is the one of the study."""
        return {role: getattr(self.dimensions, role) for role in TECHNOLOGIES}
