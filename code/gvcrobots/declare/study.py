"""Everything that authors declare, read, checked against itself and made self-contained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from gvcrobots.declare.exhibit_words import Known, read_exhibits
from gvcrobots.declare.files import (
    Declarations,
    check_name,
    check_schema,
    read_schema,
    read_yaml,
    term_label,
    unshifted,
)

FILES = ("variables", "specifications", "claims", "curve")
INHERITED = ("outcome", "sample", "effects", "cluster", "terms", "controls")
# Methods that permute or test a whole family say nothing of one simulated regression.
_NOT_SIMULATED = ("randomisation", "romano_wolf")
_SINGULAR = {
    "variables": "variable",
    "samples": "sample",
    "families": "family",
    "specifications": "specification",
}

# File, place in it, what is named (a path into the study) and the name.
Reference = tuple[str, str, str, str]


def read_study(folder: str | Path, settings: Mapping[str, Any]) -> Declarations:
    """Read, check and resolve everything that is declared in a configuration folder.

    Parameters
    ----------
    folder
        Folder with a YAML file for each of `FILES`, `exhibits.yaml` and `schemas/`.
    settings
        Contents of `config.yaml`, overridden from the command line where a reader did so.

    Returns
    -------
    dict
        `variables`, `samples`, `families`, `claims`, `curve`, `simulations`, and `tables` and
        `figures`, which are types of `declare.exhibits`. Families and claims are self-contained:
        samples, labels and specifications that they refer to are written into them, so that a job's
        parameters change exactly when something that it uses changes.

    Raises
    ------
    ValueError
        One line that names the file, the entry and the nearest valid name.
    """
    folder = Path(folder)
    check_schema(settings, read_schema(folder, "config"), f"{folder}/config.yaml")
    study: Declarations = {}
    for name in FILES:
        path = folder / f"{name}.yaml"
        contents = read_yaml(path)
        check_schema(contents, read_schema(folder, name), str(path))
        study |= contents
    for family in study["families"].values():
        inherit(family)
    check_references(study)
    exhibits = read_exhibits(folder / "exhibits.yaml", _known(study))
    study = resolve(study) | {"tables": exhibits.tables, "figures": exhibits.figures}
    study["simulations"] = _simulations(study, settings)
    return study


def _known(study: Declarations) -> Known:
    """What exhibits may name."""
    return Known(
        families={name: [*family["specifications"]] for name, family in study["families"].items()},
        samples={name: tuple(sample["years"]) for name, sample in study["samples"].items()},
        variables=list(study["variables"]),
    )


def inherit(family: Declarations) -> None:
    """Give every specification of a family, in place, what the family says and it does not."""
    said = {key: family[key] for key in INHERITED if key in family}
    for name, declared in family["specifications"].items():
        family["specifications"][name] = {"controls": [], **said, **declared}


def _simulations(study: Declarations, settings: Mapping[str, Any]) -> Declarations:
    """Write the specification that each Monte Carlo setting simulates into it."""
    simulations = deepcopy(dict(settings["montecarlo"]["settings"]))
    for name, simulated in simulations.items():
        place, family = f"montecarlo.settings.{name}", simulated["family"]
        check_name("config", place, "family", family, study["families"])
        specifications = study["families"][family]["specifications"]
        wanted = simulated["specification"]
        check_name("config", place, "specification", wanted, specifications)
        simulated["specification"] = specifications[wanted]
        methods = study["families"][family]["inference"]
        simulated["inference"] = [m for m in methods if m not in _NOT_SIMULATED]
    return simulations


def check_references(study: Declarations) -> None:
    """Check that every variable, sample, family and specification that is named is declared.

    Raises
    ------
    ValueError
        At the first name that is not declared, with the file, the place and the nearest valid name.
    """
    for file, place, kind, name in _references(study):
        valid = study
        for part in kind.split("."):
            valid = valid[part]
        check_name(file, place, _SINGULAR[kind.split(".")[-1]], name, valid)
    for place, test in _tests(study["claims"]):
        declared = study["families"][test["family"]]["specifications"][test["specification"]]
        terms = dict.fromkeys([*declared["terms"], *declared["controls"]])
        check_name("claims", place, "term", test["term"], terms)


def _references(study: Declarations) -> Iterator[Reference]:
    for sample, declared in study["samples"].items():
        for term in declared.get("complete", []):
            yield from _term_references("specifications", f"samples.{sample}.complete", term)
    for family, declared in study["families"].items():
        yield "specifications", f"families.{family}", "variables", declared["outcome"]
        yield "specifications", f"families.{family}", "samples", declared["sample"]
        for name, specification in declared["specifications"].items():
            place = f"families.{family}.specifications.{name}"
            yield from _specification_references(place, specification)
    yield from _curve_references(study["curve"]["dimensions"])
    for place, test in _tests(study["claims"]):
        yield from _result_references("claims", place, test["family"], test["specification"])


def _tests(claims: Declarations) -> Iterator[tuple[str, Declarations]]:
    for name, claim in claims.items():
        for test in claim.get("tests", []):
            yield f"claims.{name}.tests", test


def _specification_references(place: str, specification: Declarations) -> Iterator[Reference]:
    file = "specifications"
    if "terms" not in specification:
        raise ValueError(f"config/{file}.yaml: {place}: key 'terms' is missing")
    for key, kind in (("outcome", "variables"), ("weights", "variables"), ("sample", "samples")):
        if key in specification:
            yield file, f"{place}.{key}", kind, specification[key]
    for key in ("terms", "controls", "instruments"):
        for term in specification.get(key, []):
            yield from _term_references(file, f"{place}.{key}", term)
    for effect in specification["effects"]:
        for column in effect:
            yield file, f"{place}.effects", "variables", column
    terms = dict.fromkeys(specification["terms"])
    for term in specification.get("hypotheses", []):
        check_name(file, f"{place}.hypotheses", "term", term, terms)


def _term_references(file: str, place: str, term: str) -> Iterator[Reference]:
    for variable in term.split(":"):
        yield file, place, "variables", unshifted(variable)[0]


def _curve_references(dimensions: Declarations) -> Iterator[Reference]:
    for sample in dimensions["sample"]:
        yield "curve", "curve.dimensions.sample", "samples", sample
    for term in _curve_variables(dimensions):
        yield from _term_references("curve", "curve.dimensions", term)


def _curve_variables(dimensions: Declarations) -> list[str]:
    """Terms that the specification curve estimates with, in the order of the declaration."""
    controls = [term for terms in dimensions["controls"].values() for term in terms]
    weights = [name for name in dimensions["weights"].values() if name]
    levels = (*dimensions["outcome"], *dimensions["robots"], *dimensions["digital"])
    return list(dict.fromkeys([*levels, *controls, *weights]))


def _result_references(
    file: str, place: str, family: str, *specifications: str
) -> Iterator[Reference]:
    yield file, place, "families", family
    for name in specifications:
        yield file, place, f"families.{family}.specifications", name


def resolve(study: Declarations) -> Declarations:
    """Write into families and claims what they refer to.

    Parameters
    ----------
    study
        Declarations whose references have been checked.

    Returns
    -------
    dict
        A deep copy in which each specification carries its sample, and each claim the labels of
        what it tests.
    """
    study = deepcopy(study)
    for family in study["families"].values():
        for specification in family["specifications"].values():
            specification["sample"] = study["samples"][specification["sample"]]
        family["labels"] = _labels(study, _variables(family))
    for _, test in _tests(study["claims"]):
        _resolve_test(study, test)
    dimensions = study["curve"]["dimensions"]
    dimensions["sample"] = {name: study["samples"][name] for name in dimensions["sample"]}
    study["curve"]["labels"] = _labels(study, _curve_variables(dimensions))
    return study


def _variables(family: Declarations) -> list[str]:
    return [
        variable
        for specification in family["specifications"].values()
        for term in (
            *specification["terms"],
            *specification["controls"],
            *specification.get("instruments", []),
            specification["outcome"],
        )
        for variable in term.split(":")
    ]


def _labels(study: Declarations, names: list[str]) -> dict[str, str]:
    return {name: _label(study, name) for name in sorted(set(names))}


def _label(study: Declarations, name: str) -> str:
    variable, shift = unshifted(name)
    return study["variables"][variable]["label"] + shift


def _resolve_test(study: Declarations, test: Declarations) -> None:
    specification = study["families"][test["family"]]["specifications"][test["specification"]]
    outcome = specification["outcome"]
    test["outcome"] = outcome
    test["outcome_label"] = _label(study, outcome)
    test["outcome_unit"] = study["variables"][unshifted(outcome)[0]]["unit"]
    test["term_label"] = term_label(test["term"], _labels(study, test["term"].split(":")))
    test["sample_label"] = specification["sample"]["label"]
