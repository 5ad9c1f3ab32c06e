"""Reading, checking and resolving what authors declare in `config/`."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

Declarations = dict[str, Any]

FILES = ("variables", "specifications", "exhibits")
INHERITED = ("outcome", "sample", "effects", "cluster")
# Methods that permute or test a whole family say nothing of one simulated regression.
_NOT_SIMULATED = ("randomisation", "romano_wolf")
# Lags and leads of a variable need no declaration of their own: robots_lag2, robots_lead1.
SHIFTED = re.compile(r"(?P<variable>\w+?)_(?P<direction>lag|lead)(?P<years>\d+)")
_SINGULAR = {
    "variables": "variable",
    "samples": "sample",
    "families": "family",
    "specifications": "specification",
}


class _UniqueKeyLoader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):
    """A safe loader that refuses a key given twice, where YAML would keep the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise ValueError(f"line {line}: key {key!r} is given twice")
            seen.add(key)
        return super().construct_mapping(node, deep)


def read_yaml(path: str | Path) -> Declarations:
    """Read one YAML file of declarations.

    Parameters
    ----------
    path
        File to read.

    Returns
    -------
    dict
        Its contents.

    Raises
    ------
    ValueError
        If the file is not YAML, is not a mapping or gives a key twice; the message names the file
        and the line.
    """
    try:
        with Path(path).open(encoding="utf-8") as stream:
            contents = yaml.load(stream, Loader=_UniqueKeyLoader)
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
    if not isinstance(contents, dict):
        raise ValueError(f"{path}: expected a mapping, found {type(contents).__name__}")
    return contents


def nearest(name: str, valid: list[str]) -> str:
    """Say which valid name is nearest to a wrong one, as the tail of an error message."""
    close = difflib.get_close_matches(str(name), sorted(valid), n=1, cutoff=0.4)
    return f"; did you mean {close[0]!r}?" if close else f"; valid are {', '.join(sorted(valid))}"


def check_schema(contents: Mapping[str, Any], schema: Mapping[str, Any], name: str) -> None:
    """Check declarations against a JSON Schema, and name the first offender in one line.

    Parameters
    ----------
    contents
        What was read.
    schema
        JSON Schema (draft 2020-12).
    name
        File name for the message.

    Raises
    ------
    ValueError
        With the file, the path of the offending entry, and the nearest valid key if a key is
        unknown.
    """
    from jsonschema import Draft202012Validator

    # Keys of YAML may be integers (years); JSON Schema knows strings only.
    plain = json.loads(json.dumps(contents))
    errors = sorted(
        Draft202012Validator(schema).iter_errors(plain), key=lambda e: [str(p) for p in e.path]
    )
    if errors:
        raise ValueError(f"{name}: {_message(errors[0])}")


def _message(error: Any) -> str:  # noqa: ANN401 (a jsonschema error, imported lazily)
    where = ".".join(str(part) for part in error.absolute_path)
    prefix = f"{where}: " if where else ""
    if error.validator == "additionalProperties":
        valid = list(error.schema.get("properties", {}))
        unknown = sorted(set(error.instance) - set(valid))[0]
        return f"{prefix}unknown key {unknown!r}{nearest(unknown, valid)}"
    if error.validator == "enum":
        valid = [str(value) for value in error.validator_value]
        return f"{prefix}{error.instance!r} is not valid{nearest(error.instance, valid)}"
    if error.validator == "required":
        missing = next(key for key in error.validator_value if key not in error.instance)
        near = difflib.get_close_matches(missing, sorted(error.instance), n=1, cutoff=0.6)
        misspelt = f" (is {near[0]!r} a misspelling of it?)" if near else ""
        return f"{prefix}key {missing!r} is missing{misspelt}"
    return f"{prefix}{error.message}"


def read_study(folder: str | Path, settings: Mapping[str, Any]) -> Declarations:
    """Read, check and resolve everything that is declared in a configuration folder.

    Parameters
    ----------
    folder
        Folder with `variables.yaml`, `specifications.yaml`, `exhibits.yaml` and `schemas/`.
    settings
        Contents of `config.yaml`, overridden from the command line where a reader did so.

    Returns
    -------
    dict
        `variables`, `samples`, `families`, `tables`, `figures`, `on_request`, `simulations`.
        Families and exhibits are self-contained: samples, labels and specifications that they
        refer to are written into them, so that a job's parameters change exactly when something
        that it uses changes.

    Raises
    ------
    ValueError
        One line that names the file, the entry and the nearest valid name.
    """
    folder = Path(folder)
    check_schema(settings, _schema(folder, "config"), f"{folder}/config.yaml")
    study: Declarations = {}
    for name in FILES:
        path = folder / f"{name}.yaml"
        contents = read_yaml(path)
        check_schema(contents, _schema(folder, name), str(path))
        study |= contents
    check_references(study)
    study = resolve(study)
    study["simulations"] = _simulations(study, settings)
    return study


def _simulations(study: Declarations, settings: Mapping[str, Any]) -> Declarations:
    """Write the specification that each Monte Carlo setting simulates into it."""
    simulations = deepcopy(dict(settings["montecarlo"]["settings"]))
    for name, simulated in simulations.items():
        place, family = f"montecarlo.settings.{name}", simulated["family"]
        _check_name("config", place, "family", family, study["families"])
        specifications = study["families"][family]["specifications"]
        wanted = simulated["specification"]
        _check_name("config", place, "specification", wanted, specifications)
        simulated["specification"] = specifications[wanted]
        methods = study["families"][family]["inference"]
        simulated["inference"] = [m for m in methods if m not in _NOT_SIMULATED]
    return simulations


def _check_name(file: str, place: str, what: str, name: str, valid: Mapping[str, Any]) -> None:
    if name not in valid:
        hint = nearest(name, list(valid))
        raise ValueError(f"config/{file}.yaml: {place}: undefined {what} {name!r}{hint}")


def _schema(folder: Path, name: str) -> Declarations:
    return json.loads((folder / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


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
        _check_name(file, place, _SINGULAR[kind.split(".")[-1]], name, valid)


def _references(study: Declarations) -> Iterator[tuple[str, str, str, str]]:
    for sample, declared in study["samples"].items():
        for term in declared.get("complete", []):
            yield from _term_references(f"samples.{sample}.complete", term)
    for family, declared in study["families"].items():
        place = f"families.{family}"
        yield "specifications", place, "variables", declared["outcome"]
        yield "specifications", place, "samples", declared["sample"]
        for name, specification in declared["specifications"].items():
            yield from _specification_references(f"{place}.specifications.{name}", specification)
    for group in ("tables", "figures"):
        for name, exhibit in study[group].items():
            yield from _exhibit_references(f"{group}.{name}", exhibit)


def _specification_references(
    place: str, specification: Declarations
) -> Iterator[tuple[str, str, str, str]]:
    for key, kind in (("outcome", "variables"), ("weights", "variables"), ("sample", "samples")):
        if key in specification:
            yield "specifications", f"{place}.{key}", kind, specification[key]
    for key in ("terms", "controls", "instruments"):
        for term in specification.get(key, []):
            yield from _term_references(f"{place}.{key}", term)


def _term_references(place: str, term: str) -> Iterator[tuple[str, str, str, str]]:
    for variable in term.split(":"):
        yield "specifications", place, "variables", unshifted(variable)[0]


def _exhibit_references(place: str, exhibit: Declarations) -> Iterator[tuple[str, str, str, str]]:
    families = exhibit.get("families", [])
    if "family" in exhibit:
        families = [*families, exhibit["family"]]
        specifications = exhibit.get("columns", []) + [
            exhibit[key] for key in ("specification",) if key in exhibit
        ]
        yield "exhibits", place, "families", exhibit["family"]
        for name in specifications:
            yield "exhibits", place, f"families.{exhibit['family']}.specifications", name
    for family in families:
        yield "exhibits", place, "families", family
    for variable in exhibit.get("variables", []):
        yield "exhibits", f"{place}.variables", "variables", variable
    if "sample" in exhibit:
        yield "exhibits", place, "samples", exhibit["sample"]


def resolve(study: Declarations) -> Declarations:
    """Write into families and exhibits what they refer to.

    Parameters
    ----------
    study
        Declarations whose references have been checked.

    Returns
    -------
    dict
        A deep copy in which each specification carries its outcome, sample, effects and cluster,
        and each exhibit the families, the sample and the labels that it shows.
    """
    study = deepcopy(study)
    for family in study["families"].values():
        for name, declared in family["specifications"].items():
            inherited = {key: family[key] for key in INHERITED}
            specification = {"controls": [], **inherited, **declared}
            specification["sample"] = study["samples"][specification["sample"]]
            family["specifications"][name] = specification
        family["labels"] = _labels(study, family)
    for exhibit in (*study["tables"].values(), *study["figures"].values()):
        _resolve_exhibit(study, exhibit)
    return study


def _labels(study: Declarations, family: Declarations) -> dict[str, str]:
    names = {
        variable
        for specification in family["specifications"].values()
        for term in (
            *specification["terms"],
            *specification["controls"],
            *specification.get("instruments", []),
            specification["outcome"],
        )
        for variable in term.split(":")
    }
    return {name: _label(study, name) for name in sorted(names)}


def unshifted(name: str) -> tuple[str, str]:
    """Split a lag or lead into its variable and words for the shift, such as `, lag 2`."""
    if match := SHIFTED.fullmatch(name):
        return match["variable"], f", {match['direction']} {match['years']}"
    return name, ""


def _label(study: Declarations, name: str) -> str:
    variable, shift = unshifted(name)
    return study["variables"][variable]["label"] + shift


def _resolve_exhibit(study: Declarations, exhibit: Declarations) -> None:
    named = exhibit.get("families", [exhibit["family"]] if "family" in exhibit else [])
    exhibit["resolved"] = {name: study["families"][name] for name in named}
    if "sample" in exhibit:
        exhibit["sample"] = study["samples"][exhibit["sample"]]
    if "variables" in exhibit:
        exhibit["variables"] = {name: study["variables"][name] for name in exhibit["variables"]}
