"""The types of `config/claims.yaml`: claims of the theory, and what tests them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic.types import StringConstraints

from gvcrobots.declare.base import Declaration, Name, Text, check_known, problem
from gvcrobots.declare.estimators import FAMILYWISE
from gvcrobots.declare.specifications import Family
from gvcrobots.declare.written import Term

ClaimName = Annotated[str, StringConstraints(pattern=r"^C[1-9][0-9]*$")]


class ClaimTest(Declaration):
    """One test of a claim: a term of a regression, and the sign that the theory predicts."""

    family: Name = Field(description="Family of regressions.")
    specification: Name = Field(description="Regression of the family.")
    term: Term = Field(description="Term of the regression, one of its hypotheses.")
    sign: Literal["negative", "positive", "any"] = Field(
        description="Predicted sign; `any` if the claim is that there is a difference."
    )

    def check(self, families: Mapping[str, Family], place: str) -> None:
        """Raise a problem at a name that is not declared, or if the test has no verdict."""
        check_known("family", self.family, families, f"{place}.family")
        specifications = families[self.family].specifications
        check_known("specification", self.specification, specifications, f"{place}.specification")
        tested = specifications[self.specification]
        check_known("term", self.term, tested.terms, f"{place}.term")
        named = f"{self.family}.{self.specification}"
        if FAMILYWISE not in tested.inference:
            raise problem(f"{named} is scored by {FAMILYWISE}, which it does not have", place)
        if self.term not in tested.tested:
            raise problem(f"{self.term!r} is not among the hypotheses of {named}", f"{place}.term")


class Claim(Declaration):
    """A claim of the theory in the words of the study."""

    claim: Text = Field(description="The claim.")
    prediction: Text = Field(description="What follows from it for the data.")
    kind: Literal["test", "measurement", "descriptive", "not_testable"] = Field(
        description="How it is judged; the last two are not scored."
    )
    tests: tuple[ClaimTest, ...] = Field(
        (), description="Tests of kind `test`; the first is the headline, whose verdict counts."
    )
    reason: Text | None = Field(None, description="Why a claim of kind `not_testable` is not.")

    @model_validator(mode="after")
    def _check_kind(self) -> Self:
        for kind, key in (("test", "tests"), ("not_testable", "reason")):
            if self.kind == kind and not getattr(self, key):
                raise problem(f"key {key!r} is missing")
            if self.kind != kind and getattr(self, key):
                raise problem(f"belongs to kind {kind!r}, not {self.kind!r}", key)
        return self


class Claims(Declaration):
    """All of `config/claims.yaml`."""

    claims: dict[ClaimName, Claim] = Field(min_length=1, description="Claims by name, C1 and on.")
