"""What `config/specifications.yaml` says: panels, samples and regressions as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field
from pydantic.types import StringConstraints

from gvcrobots.declare.base import Declaration, Flag, Name, Text
from gvcrobots.declare.estimators import Estimator, Method
from gvcrobots.declare.samples import Panel, Sample, SampleDeclaration
from gvcrobots.declare.variables import Roles

Term = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*)*$")]
Terms = Annotated[tuple[Term, ...], Field(min_length=1)]
Effect = Annotated[tuple[Name, ...], Field(min_length=1)]
Effects = Annotated[tuple[Effect, ...], Field(min_length=1)]
Methods = Annotated[tuple[Method, ...], Field(min_length=1)]
Horizon = Annotated[int, Field(strict=True)]
Length = Annotated[int, Field(strict=True, ge=1)]

OUTCOME = "Outcome."
SAMPLE = "Sample, one of `samples`."
EFFECTS = (
    "Fixed effects that are absorbed: a name of `effects`, or a list of effects, each a list of "
    "columns."
)
CLUSTER = "Variable whose values are the clusters."
TERMS = "Regressors of interest; products are written a:b, lags and leads a_lag2 and a_lead1."
CONTROLS = "Further regressors."
INFERENCE = "Methods of inference, in the order of the results."
HELD = " Holds for each specification of the family that does not say otherwise."


class SpecificationDeclaration(Declaration):
    """One regression as it is written; what it does not say it takes from its family."""

    outcome: Name | None = Field(None, description=OUTCOME)
    sample: Name | None = Field(None, description=SAMPLE)
    effects: Name | Effects | None = Field(None, description=EFFECTS)
    cluster: Name | None = Field(None, description=CLUSTER)
    terms: Terms | None = Field(None, description=TERMS)
    controls: tuple[Term, ...] | None = Field(None, description=CONTROLS)
    inference: Methods | None = Field(None, description=INFERENCE)
    estimator: Estimator | None = Field(
        None,
        description="Least squares (`ols`) unless there are instruments (`iv`) or it is named.",
    )
    instruments: Terms | None = Field(
        None, description="Excluded instruments; with them every term is endogenous."
    )
    weights: Name | None = Field(None, description="Variable that weights the cells.")
    hypotheses: tuple[Term, ...] | None = Field(
        None,
        description="Terms that the Romano-Wolf test of the family counts; all by default.",
    )
    difference: Length | None = Field(
        None, description="Estimate on changes over so many years, outcome and regressors."
    )
    horizon: Horizon | None = Field(
        None,
        description="Local projection: the outcome in so many years less that of last year, on "
        "changes of this year.",
    )
    decomposition: Flag = Field(
        False, description="Report what each control does to the terms (Gelbach 2016)."
    )
    break_test: Flag = Field(
        False, description="Test the terms for one break at an unknown year (sup-F)."
    )


class FamilyDeclaration(Declaration):
    """A table's worth of regressions as it is written, estimated in one job."""

    title: Text = Field(description="What the family is about.")
    outcome: Name = Field(description=OUTCOME + HELD)
    sample: Name = Field(description=SAMPLE + HELD)
    effects: Name | Effects = Field(description=EFFECTS + HELD)
    cluster: Name = Field(description=CLUSTER + HELD)
    inference: Methods = Field(description=INFERENCE + HELD)
    terms: Terms | None = Field(None, description=TERMS + HELD)
    controls: tuple[Term, ...] | None = Field(None, description=CONTROLS + HELD)
    specifications: dict[Name, SpecificationDeclaration] = Field(
        min_length=1, description="Regressions by name, in the order of the results."
    )


class Specifications(Declaration):
    """All of `config/specifications.yaml`."""

    panels: dict[Name, Panel] = Field(
        min_length=1, description="Panels in derived/, and what they cover."
    )
    effects: dict[Name, Effects] = Field({}, description="Lists of fixed effects by name.")
    samples: dict[Name, SampleDeclaration] = Field(min_length=1, description="Samples by name.")
    families: dict[Name, FamilyDeclaration] = Field(
        min_length=1, description="Families of regressions by name."
    )


def complete(
    family: FamilyDeclaration,
    declared: SpecificationDeclaration,
    samples: Mapping[str, Sample],
    effects: Mapping[str, Any],
    roles: Roles,
) -> dict[str, Any]:
    """Write down all that a specification says or takes from its family, for its constructor.

    Parameters
    ----------
    family, declared
        What is written.
    samples, effects
        What their names stand for; the names are known.
    roles
        Roles of all variables.

    Returns
    -------
    dict
        Keys of `Specification`.
    """
    held = {key: getattr(family, key) for key in FamilyDeclaration.model_fields}
    own = {key: getattr(declared, key) for key in declared.model_fields_set}
    said = {key: value for key, value in (held | own).items() if value is not None}
    del said["title"], said["specifications"]
    if isinstance(said["effects"], str):
        said["effects"] = effects[said["effects"]]
    said["sample"] = samples[said["sample"]]
    if "estimator" not in said and said.get("instruments"):
        said["estimator"] = "iv"
    named = [
        name for key in ("terms", "controls") for t in said.get(key, ()) for name in t.split(":")
    ]
    return said | {"roles": roles.among(named)}
