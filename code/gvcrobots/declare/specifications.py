"""The types of regressions that are estimated, with all that they are estimated from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, field_validator, model_validator

from gvcrobots.declare.base import Declaration, Flag, Name, check_unique, problem
from gvcrobots.declare.estimators import (
    FAMILYWISE,
    MODERATED,
    MOST_ENDOGENOUS,
    MOST_INSTRUMENTS,
    SHIFT_SHARE,
    SOME_TAKE,
    SUPPORT,
    TWO_WAYS,
    Estimator,
)
from gvcrobots.declare.samples import Sample
from gvcrobots.declare.variables import Roles
from gvcrobots.declare.written import (
    CLUSTER,
    CONTROLS,
    INFERENCE,
    OUTCOME,
    TERMS,
    Effects,
    Horizon,
    Length,
    Methods,
    Term,
    Terms,
)


class Specification(Declaration):
    """One regression with all that it is estimated from: sample, effects and roles are written in.

    The constructor refuses what contradicts itself and what the estimator or a method cannot take.
    """

    roles: Roles = Field(description="Keys of the panel, and roles of the regressors.")
    outcome: Name = Field(description=OUTCOME)
    sample: Sample = Field(description="The cells.")
    effects: Effects = Field(description="Fixed effects that are absorbed.")
    cluster: Name = Field(description=CLUSTER)
    terms: Terms = Field(description=TERMS)
    controls: tuple[Term, ...] = Field((), description=CONTROLS)
    inference: Methods = Field(("crv1",), description=INFERENCE)
    estimator: Estimator = Field("ols", description="How it is estimated.")
    instruments: tuple[Term, ...] = Field((), description="Excluded instruments.")
    weights: Name | None = Field(None, description="Variable that weights the cells.")
    hypotheses: tuple[Term, ...] | None = Field(
        None, description="Terms that the test of the family counts; nothing stands for all terms."
    )
    difference: Length | None = Field(None, description="Years of the changes estimated on.")
    horizon: Horizon | None = Field(None, description="Years ahead of a local projection.")
    decomposition: Flag = Field(False, description="Whether controls are decomposed.")
    break_test: Flag = Field(False, description="Whether a break is tested for.")

    _unique = field_validator(
        "effects", "terms", "controls", "inference", "instruments", "hypotheses"
    )(lambda names: names and check_unique(names))

    @model_validator(mode="after")
    def _check(self) -> Self:
        self._check_regressors()
        self._check_keys()
        self._check_changes()
        for method in self.inference:
            if message := self._mismatch(method):
                raise problem(f"{method}: {message}", "inference")
        return self

    @property
    def regressors(self) -> tuple[str, ...]:
        """Terms, then controls."""
        return (*self.terms, *self.controls)

    @property
    def tested(self) -> tuple[str, ...]:
        """Terms that the test of the whole family counts."""
        if FAMILYWISE not in self.inference:
            return ()
        return self.terms if self.hypotheses is None else self.hypotheses

    @property
    def methods(self) -> tuple[str, ...]:
        """Methods of inference that look at this regression alone."""
        return tuple(method for method in self.inference if method != FAMILYWISE)

    @property
    def other_effects(self) -> list[list[str]]:
        """Effects beside that of the cell."""
        return [list(effect) for effect in self.effects if list(effect) != self.roles.unit]

    def variables(self) -> Iterator[tuple[str, str]]:
        """List the variables that it names, lags and leads as they are, and the key that does."""
        yield "outcome", self.outcome
        for key in ("terms", "controls", "instruments"):
            for term in getattr(self, key):
                yield from ((key, name) for name in term.split(":"))
        for effect in self.effects:
            yield from (("effects", name) for name in effect)
        yield "cluster", self.cluster
        if self.weights:
            yield "weights", self.weights

    def _check_regressors(self) -> None:
        taken = {self.outcome: "the outcome"}
        for key, what in (("terms", "a term"), ("controls", "a control"), ("instruments", "")):
            for name in getattr(self, key):
                if name in taken:
                    raise problem(f"{name!r} is {taken[name]} already", key)
                taken[name] = what
        for name in self.hypotheses or ():
            if name not in self.terms:
                raise problem(f"{name!r} is not among the terms {list(self.terms)}", "hypotheses")

    def _check_keys(self) -> None:
        support = SUPPORT[self.estimator]
        for key in SOME_TAKE:
            given = getattr(self, key) != type(self).model_fields[key].default
            if given and key not in support.keys:
                able = ", ".join(name for name, other in SUPPORT.items() if key in other.keys)
                raise problem(f"{self.estimator} does not take it (only {able})", key)
        if self.hypotheses is not None and FAMILYWISE not in self.inference:
            raise problem(f"{FAMILYWISE} is not among the methods", "hypotheses")
        if "instruments" in support.keys and len(self.instruments) < len(self.terms):
            counts = f"{len(self.instruments)} for {len(self.terms)} endogenous terms"
            raise problem(f"too few: {counts}", "instruments")
        if self.decomposition and not self.controls:
            raise problem("there are no controls", "decomposition")
        if self.estimator == "fractional_logit" and len(self.other_effects) == len(self.effects):
            unit = list(self.roles.unit)
            raise problem(f"fractional_logit needs the effect of the cell, {unit}", "effects")

    def _check_changes(self) -> None:
        span = self.sample.span
        if self.difference and self.horizon is not None:
            raise problem("not together with difference", "horizon")
        if self.difference and self.difference > span:
            raise problem(f"{self.difference} years, but the sample spans {span}", "difference")
        if self.horizon is not None:
            if self.horizon == -1:
                raise problem("-1 is the year that changes are taken from", "horizon")
            if abs(self.horizon) >= span:
                raise problem(f"{self.horizon} years, but the sample spans {span}", "horizon")

    def eligible(self, method: str) -> tuple[str, ...] | None:
        """List the terms that a method tests; nothing stands for all."""
        if method == "randomisation":
            return tuple(term for term in self.regressors if self.roles.treatment_of(term))
        if method in SHIFT_SHARE:
            return tuple(term for term in self.regressors if self.roles.has_shock(term))
        if method in MODERATED:
            return tuple(term for term in self.regressors if ":" in term)
        return None

    def _mismatch(self, method: str) -> str | None:
        """Say why a method cannot test this regression, if it cannot."""
        roles, methods = self.roles, SUPPORT[self.estimator].methods
        if method not in methods:
            return f"{self.estimator} has {', '.join(methods)}"
        if method == FAMILYWISE and not self.methods:
            return "it adjusts another method, of which there is none"
        if method in TWO_WAYS and self.sample.level == "economy":
            return f"the sample has one {roles.industry} only"
        if method in TWO_WAYS and self.cluster == roles.industry:
            return f"the second clusters are those of the first, {roles.industry}"
        if method == "randomisation" and self.cluster != roles.economy:
            return f"paths move between values of {roles.economy}, clusters are {self.cluster}"
        if self.eligible(method) == ():
            what = "a treatment of the economy"
            if method in (*SHIFT_SHARE, *MODERATED):
                what = "a product with a shock of the industry"
            return f"no term is {what} (see role in variables.yaml)"
        return self._excess(method)

    def _excess(self, method: str) -> str | None:
        """Say that there are more terms or instruments than a method allows, if there are."""
        for names, most, what in (
            (self.terms, MOST_ENDOGENOUS, "endogenous terms"),
            (self.instruments, MOST_INSTRUMENTS, "instruments"),
        ):
            if len(names) > most.get(method, len(names)):
                return f"for at most {most[method]} {what}, not {len(names)}"
        return None


class Family(Declaration):
    """The regressions of one job."""

    title: str = Field("", description="What the family is about.")
    specifications: dict[Name, Specification] = Field(
        min_length=1, description="Regressions by name, in the order of the results."
    )

    @property
    def panels(self) -> list[str]:
        """Panels that it uses, sorted."""
        return sorted({declared.sample.panel for declared in self.specifications.values()})
