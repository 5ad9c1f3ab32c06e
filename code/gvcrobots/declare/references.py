"""Checks that every name that a declaration uses is declared, without data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gvcrobots.declare.base import Declaration, check_known, joined, problem, within
from gvcrobots.declare.claims import Claim
from gvcrobots.declare.construction import Construction
from gvcrobots.declare.curve import DeclaredDimensions
from gvcrobots.declare.files import unshifted
from gvcrobots.declare.samples import LabelledSample
from gvcrobots.declare.specifications import Family
from gvcrobots.declare.variables import Variable
from gvcrobots.declare.written import FamilyDeclaration, Specifications

# Key, what is named, the name, and the valid names.
Reference = tuple[str, str, str, Mapping[str, Any]]


def check_samples(
    samples: Mapping[str, LabelledSample],
    written: Specifications,
    variables: Mapping[str, Variable],
    construction: Construction,
) -> None:
    """Check panels, years, economies, industries and variables of samples; raises problems."""
    for name, sample in samples.items():
        with within(name):
            sample.check(written.panels, construction.industries.cells)
            for variable in sample.complete:
                check_known("variable", variable, variables, "complete")


def check_construction(construction: Construction, variables: Mapping[str, Variable]) -> None:
    """Check the variables that the construction of the panels names; raises problems."""
    for place, name in construction.variables():
        check_known("variable", name, variables, place)


def check_effects(written: Specifications, variables: Mapping[str, Variable]) -> None:
    """Check the variables of named effects; raises problems."""
    for name, effects in written.effects.items():
        for column in (column for effect in effects for column in effect):
            check_known("variable", column, variables, name)


def check_family(
    family: FamilyDeclaration,
    samples: Mapping[str, LabelledSample],
    written: Specifications,
    variables: Mapping[str, Variable],
) -> None:
    """Check every name in a family and its specifications; raises problems."""
    parts = {"": family} | {f"specifications.{k}": s for k, s in family.specifications.items()}
    for place, part in parts.items():
        for key, what, name, valid in _references(part, samples, written.effects, variables):
            check_known(what, name, valid, joined(place, key))


def _references(
    part: Declaration,
    samples: Mapping[str, LabelledSample],
    effects: Mapping[str, Any],
    variables: Mapping[str, Variable],
) -> Iterator[Reference]:
    said = {key: getattr(part, key) for key in part.model_fields_set}
    if said.get("sample"):
        yield "sample", "sample", said["sample"], samples
    for key in ("outcome", "cluster", "weights"):
        if said.get(key):
            yield key, "variable", said[key], variables
    for key in ("terms", "controls", "instruments"):
        for name in (name for term in said.get(key) or () for name in term.split(":")):
            yield key, "variable", name if name in variables else unshifted(name)[0], variables
    absorbed = said.get("effects") or ()
    if isinstance(absorbed, str):
        yield "effects", "list of effects", absorbed, effects
    else:
        yield from (("effects", "variable", name, variables) for e in absorbed for name in e)


def check_claims(claims: Mapping[str, Claim], families: Mapping[str, Family]) -> None:
    """Check what the tests of claims name, and that each has a verdict; raises problems."""
    for name, claim in claims.items():
        for position, test in enumerate(claim.tests):
            test.check(families, f"{name}.tests.{position}")


def check_curve(
    dimensions: DeclaredDimensions,
    samples: Mapping[str, LabelledSample],
    written: Specifications,
    variables: Mapping[str, Variable],
) -> None:
    """Check the names in the choices of the curve, and that its samples are of one panel."""
    for name in dimensions.sample:
        check_known("sample", name, samples, "sample")
    if len(panels := sorted({samples[name].panel for name in dimensions.sample})) > 1:
        raise problem(f"economies exchange within one panel, not {' and '.join(panels)}", "sample")
    for level, effects in dimensions.effects.items():
        if isinstance(effects, str):
            check_known("list of effects", effects, written.effects, f"effects.{level}")
    for key, name in dimensions.variables():
        check_known("variable", name, variables, key)
