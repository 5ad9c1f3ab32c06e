"""The types of `config/variables.yaml`: what each variable is, and which role it has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic.types import StringConstraints

from gvcrobots.declare.base import Declaration, Name, Text, check_unique, problem
from gvcrobots.declare.files import unshifted

KEYS = ("economy", "industry", "time")
TECHNOLOGIES = ("robots", "digital")  # roles of the measures that the study is about
Role = Literal["economy", "industry", "time", "robots", "digital", "treatment", "shock"]
# Stata takes names of 32 characters.
VariableName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=32)]


class Variable(Declaration):
    """One variable of the panels."""

    label: Annotated[str, StringConstraints(min_length=1, max_length=80)] = Field(
        description="What tables, axes and the Stata file call it."
    )
    unit: Text = Field(description="Unit, such as USD million.")
    definition: Text = Field(description="What it measures and how it is made, for the codebook.")
    source: Annotated[tuple[Name, ...], Field(min_length=1)] = Field(
        description="Folders of raw/ that it comes from."
    )
    symbol: Text | None = Field(None, description="Symbol in the equations of the paper.")
    role: Role | None = Field(
        None,
        description="What estimation takes it for. `economy` and `industry` are the keys of a "
        "cell, `time` that of the year. `robots` and `digital` measure a technology; these and "
        "`treatment` have one value an economy and year, whose paths randomisation inference "
        "exchanges. A `shock` has one value an industry, to which economies are exposed (AKM).",
    )

    _unique = field_validator("source")(check_unique)


class Variables(Declaration):
    """All of `config/variables.yaml`."""

    variables: dict[VariableName, Variable] = Field(
        min_length=1, description="Variables by name, in the order of the codebook."
    )

    @model_validator(mode="after")
    def _check_keys_have_one_variable(self) -> Self:
        for role in KEYS:
            named = [name for name, v in self.variables.items() if v.role == role]
            if len(named) != 1:
                have = " and ".join(repr(name) for name in named) or "no variable"
                raise problem(f"one variable has role {role!r}, not {have}", "variables")
        return self

    @property
    def roles(self) -> Roles:
        """Which variable has which role."""
        named: dict[str, list[str]] = {}
        for name, variable in self.variables.items():
            named.setdefault(variable.role or "", []).append(name)
        return Roles(
            **{role: named[role][0] for role in KEYS},
            robots=tuple(named.get("robots", ())),
            digital=tuple(named.get("digital", ())),
            treatments=tuple(named.get("treatment", ())),
            shocks=tuple(named.get("shock", ())),
        )


class Roles(Declaration):
    """Variables by what estimation takes them for."""

    economy: Name = Field(description="Key of the economy.")
    industry: Name = Field(description="Key of the industry.")
    time: Name = Field(description="Key of the year.")
    robots: tuple[Name, ...] = Field((), description="Measures of robots.")
    digital: tuple[Name, ...] = Field((), description="Measures of digital infrastructure.")
    treatments: tuple[Name, ...] = Field((), description="Other treatments of the economy.")
    shocks: tuple[Name, ...] = Field((), description="Shocks of the industry.")

    @property
    def unit(self) -> list[str]:
        """Keys of a cell, which is observed every year."""
        return [self.economy, self.industry]

    def among(self, names: Iterable[str]) -> Roles:
        """Roles of some variables only; the keys stay."""
        wanted = {unshifted(name)[0] for name in names}
        kept = {
            role: tuple(name for name in getattr(self, role) if name in wanted)
            for role in (*TECHNOLOGIES, "treatments", "shocks")
        }
        return self.model_copy(update=kept)

    def is_treatment(self, name: str) -> bool:
        """Whether a variable, a lag or a lead has one value an economy and year."""
        return unshifted(name)[0] in (*self.robots, *self.digital, *self.treatments)

    def is_shock(self, name: str) -> bool:
        """Whether a variable has one value an industry."""
        return name in self.shocks

    def treatment_of(self, term: str) -> tuple[str, str | None] | None:
        """Split a term into a treatment of the economy and its exposure, if there is one.

        Returns
        -------
        tuple or None
            Treatment and exposure; no exposure if the term is the treatment itself; nothing if the
            term does not begin with a treatment or has further factors.
        """
        treatment, *exposure = term.split(":")
        if len(exposure) > 1 or not self.is_treatment(treatment):
            return None
        return treatment, exposure[0] if exposure else None

    def has_shock(self, term: str) -> bool:
        """Whether a term is a product with exactly one shock of the industry."""
        factors = term.split(":")
        return len(factors) > 1 and sum(self.is_shock(factor) for factor in factors) == 1
