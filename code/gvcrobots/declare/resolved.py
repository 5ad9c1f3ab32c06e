"""What exhibits use of the study, as plain data with labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gvcrobots.declare.base import check_known, in_file, problem
from gvcrobots.declare.files import check_schema, read_schema, read_yaml, term_label, unshifted
from gvcrobots.declare.jobs import plain
from gvcrobots.declare.samples import LabelledSample
from gvcrobots.declare.settings import Simulation
from gvcrobots.declare.specifications import Family, Specification
from gvcrobots.declare.study import Study

_INHERENT = ("roles", "estimator")


def resolved(study: Study, path: str | Path) -> dict[str, Any]:
    """Write into claims, curve and exhibits what they refer to, with its labels.

    Parameters
    ----------
    study
        The study.
    path
        `config/exhibits.yaml`.

    Returns
    -------
    dict
        `variables`, `samples`, `families`, `claims`, `curve`, `tables`, `figures`, `on_request`.

    Raises
    ------
    ValueError
        One line: file, place, what is wrong, the nearest valid name.
    """
    exhibits = read_yaml(path)
    check_schema(exhibits, read_schema(Path(path).parent, "exhibits"), "config/exhibits.yaml")
    families = {name: _family(study, family) for name, family in study.families.items()}
    with in_file("config/exhibits.yaml"):
        for group in ("tables", "figures"):
            for name, exhibit in exhibits[group].items():
                _resolve(study, families, f"{group}.{name}", exhibit)
    return {
        "variables": {name: plain(variable) for name, variable in study.variables.items()},
        "samples": {name: _sample(sample) for name, sample in study.samples.items()},
        "families": families,
        "claims": _claims(study),
        "curve": _curve(study),
        "simulations": {name: _simulation(s) for name, s in study.simulations.items()},
        **exhibits,
    }


def _sample(sample: LabelledSample) -> dict[str, Any]:
    return plain(sample) | {"label": sample.name}


def _specification(specification: Specification) -> dict[str, Any]:
    said = plain(specification, _INHERENT) | {"controls": list(specification.controls)}
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
        "inference": list(next(iter(specifications.values())).inference),
        "specifications": {name: _specification(s) for name, s in specifications.items()},
        "labels": _labels(study, names),
    }


def _labels(study: Study, names: Iterable[str]) -> dict[str, str]:
    return {name: study.label(name) for name in sorted(set(names))}


def _simulation(simulation: Simulation) -> dict[str, Any]:
    return {
        "specification": _specification(simulation.specification),
        "inference": list(simulation.specification.inference),
        "errors": plain(simulation.errors),
    }


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


def _resolve(study: Study, families: dict[str, Any], place: str, exhibit: dict[str, Any]) -> None:
    for family, specification in _named(exhibit):
        check_known("family", family, families, place)
        if specification:
            known = families[family]["specifications"]
            check_known("specification", specification, known, place)
    if "headings" in exhibit and len(exhibit["headings"]) != len(exhibit["columns"]):
        counts = f"{len(exhibit['headings'])} headings, {len(exhibit['columns'])} columns"
        raise problem(counts, place)
    named = dict.fromkeys(family for family, _ in _named(exhibit))
    exhibit["resolved"] = {name: families[name] for name in named}
    if "sample" in exhibit:
        check_known("sample", exhibit["sample"], study.samples, place)
        exhibit["sample"] = _sample(study.samples[exhibit["sample"]])
    for variable in exhibit.get("variables", ()):
        check_known("variable", variable, study.variables, f"{place}.variables")
    if "variables" in exhibit:
        variables = exhibit["variables"]
        exhibit["variables"] = {name: plain(study.variables[name]) for name in variables}


def _named(exhibit: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Families and specifications that an exhibit names."""
    for family in exhibit.get("families", ()):
        yield family, ""
    if family := exhibit.get("family"):
        yield family, exhibit.get("specification", "")
        yield from ((family, name) for name in exhibit.get("columns", ()))
        yield from ((family, name) for name in exhibit.get("rows", {}))
    for rows in exhibit.get("groups", {}).values():
        for row in rows:
            family, specification, *_ = row.split(".")
            yield family, specification
