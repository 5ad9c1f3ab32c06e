"""What exhibits use of the study, as plain data with labels."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gvcrobots.declare.exhibit_words import Known, read_exhibits
from gvcrobots.declare.files import term_label, unshifted
from gvcrobots.declare.jobs import plain
from gvcrobots.declare.samples import LabelledSample
from gvcrobots.declare.specifications import Family, Specification
from gvcrobots.declare.study import Study
from gvcrobots.declare.variables import TECHNOLOGIES


def resolved(study: Study, path: str | Path) -> dict[str, Any]:
    """Write into claims and curve what they refer to, with its labels, and read the exhibits.

    Parameters
    ----------
    study
        The study.
    path
        `config/exhibits.yaml`.

    Returns
    -------
    dict
        `variables`, `samples`, `families`, `claims`, `curve`, `roles` (of what measures a
        technology, by variable), `turn`, `industries` (names by code), and `tables` and `figures`,
        which are types of `declare.exhibits`.

    Raises
    ------
    ValueError
        One line: file, place, what is wrong, the nearest valid name.
    """
    exhibits = read_exhibits(path, _known(study))
    return {
        "variables": {name: plain(variable) for name, variable in study.variables.items()},
        "samples": {name: _sample(sample) for name, sample in study.samples.items()},
        "families": {name: _family(study, family) for name, family in study.families.items()},
        "claims": _claims(study),
        "curve": _curve(study),
        "roles": {name: role for role in TECHNOLOGIES for name in getattr(study.roles, role)},
        "turn": study.construction.turn,
        "industries": dict(study.construction.industries.cells),
        "tables": exhibits.tables,
        "figures": exhibits.figures,
    }


def _known(study: Study) -> Known:
    """What exhibits may name."""
    return Known(
        families={name: [*family.specifications] for name, family in study.families.items()},
        samples={name: sample.years for name, sample in study.samples.items()},
        variables=list(study.variables),
        turn=study.construction.turn,
    )


def _sample(sample: LabelledSample) -> dict[str, Any]:
    return plain(sample) | {"label": sample.name}


def _specification(specification: Specification) -> dict[str, Any]:
    said = plain(specification, ("roles", "estimator")) | {"controls": list(specification.controls)}
    if specification.estimator not in ("ols", "iv"):
        said["estimator"] = specification.estimator
    return said | {"sample": _sample(specification.sample)}  # ty: ignore


def _family(study: Study, family: Family) -> dict[str, Any]:
    specifications = family.specifications
    names = [
        name
        for specification in specifications.values()
        for term in (*specification.regressors, *specification.instruments, specification.outcome)
        for name in term.split(":")
    ]
    return {
        "title": family.title,
        "specifications": {name: _specification(s) for name, s in specifications.items()},
        "labels": _labels(study, names),
    }


def _labels(study: Study, names: Iterable[str]) -> dict[str, str]:
    return {name: study.label(name) for name in sorted(set(names))}


def _claims(study: Study) -> dict[str, Any]:
    claims = {}
    for name, claim in study.claims.items():
        claims[name] = plain(claim)
        for test, said in zip(claim.tests, claims[name].get("tests", ()), strict=True):
            tested = study.families[test.family].specifications[test.specification]
            said["outcome"] = tested.outcome
            said["outcome_label"] = study.label(tested.outcome)
            said["outcome_unit"] = study.variables[unshifted(tested.outcome)[0]].unit
            said["term_label"] = term_label(test.term, _labels(study, test.term.split(":")))
            said["sample_label"] = tested.sample.name  # ty: ignore
    return claims


def _curve(study: Study) -> dict[str, Any]:
    curve = plain(study.curve, ("roles",))
    dimensions = study.curve.dimensions
    curve["dimensions"]["sample"] = {n: _sample(study.samples[n]) for n in study.curve_samples}
    named = [name for key, name in dimensions.variables() if not key.startswith("effects")]
    return curve | {"labels": _labels(study, named)}
