"""Everything that authors declare, read into types and checked against itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field

from gvcrobots.declare.base import (
    Declaration,
    Name,
    check_known,
    in_file,
    joined,
    problem,
    short_name,
)
from gvcrobots.declare.claims import Claim, Claims
from gvcrobots.declare.construction import Construction
from gvcrobots.declare.curve import Curve, CurveDeclaration, Curves, Dimensions
from gvcrobots.declare.files import unshifted
from gvcrobots.declare.references import (
    check_claims,
    check_construction,
    check_curve,
    check_effects,
    check_family,
    check_samples,
)
from gvcrobots.declare.samples import LabelledSample, Panel, resolved_samples
from gvcrobots.declare.settings import Settings, Simulation
from gvcrobots.declare.specifications import Family, Specification
from gvcrobots.declare.variables import Roles, Variable, Variables
from gvcrobots.declare.written import FamilyDeclaration, Specifications, complete

# Methods that permute or test a whole family say nothing of one simulated regression.
_NOT_SIMULATED = ("randomisation", "romano_wolf")


class Study(Declaration):
    """The study: what is declared, with names replaced by what they stand for."""

    settings: Settings = Field(description="Settings of the whole run.")
    variables: dict[Name, Variable] = Field(description="Variables by name.")
    roles: Roles = Field(description="Roles of the variables.")
    construction: Construction = Field(description="How the panels are built.")
    panels: dict[Name, Panel] = Field(description="Panels by name.")
    samples: dict[Name, LabelledSample] = Field(description="Samples by name.")
    families: dict[Name, Family] = Field(description="Families of regressions by name.")
    claims: dict[str, Claim] = Field(description="Claims by name.")
    curve: Curve = Field(description="The specification curve.")
    curve_samples: tuple[Name, ...] = Field(description="Samples of the curve.")
    simulations: dict[Name, Simulation] = Field(description="Monte Carlo settings by name.")

    def label(self, name: str) -> str:
        """Label of a variable, a lag or a lead."""
        variable, shift = unshifted(name)
        return self.variables[variable].label + shift


def read_study(folder: str | Path, settings: Mapping[str, Any]) -> Study:
    """Read and check everything that is declared in a configuration folder.

    Exhibits are read with `exhibits`, for they name results.

    Parameters
    ----------
    folder
        Folder with `variables`, `data`, `specifications`, `claims` and `curve`, each `.yaml`.
    settings
        Contents of `config.yaml`, overridden from the command line where a reader did so.

    Returns
    -------
    Study

    Raises
    ------
    ValueError
        One line: file, place, what is wrong, the nearest valid name.
    """
    folder = Path(folder)
    run = Settings.declared(settings, _file(folder, "config"))
    variables = Variables.read(folder / "variables.yaml")
    construction = Construction.read(folder / "data.yaml")
    with in_file(_file(folder, "data")):
        check_construction(construction, variables.variables)
    written = Specifications.read(folder / "specifications.yaml")
    file = _file(folder, "specifications")
    with in_file(file, "samples"):
        samples = resolved_samples(written.samples)
        check_samples(samples, written, variables.variables, construction)
    with in_file(file, "effects"):
        check_effects(written, variables.variables)
    families = {
        name: _family(file, name, family, samples, written, variables)
        for name, family in written.families.items()
    }
    claims = Claims.read(folder / "claims.yaml").claims
    with in_file(_file(folder, "claims"), "claims"):
        check_claims(claims, families)
    choices = Curves.read(folder / "curve.yaml").curve
    curve = _curve(_file(folder, "curve"), choices, samples, written, variables)
    with in_file(_file(folder, "config"), "montecarlo"):
        simulations = _simulations(run, families, variables.roles)
    return Study.model_construct(
        settings=run,
        variables=variables.variables,
        roles=variables.roles,
        construction=construction,
        panels=written.panels,
        samples=samples,
        families=families,
        claims=claims,
        curve=curve,
        curve_samples=choices.dimensions.sample,
        simulations=simulations,
    )


def _file(folder: Path, name: str) -> str:
    return short_name(folder / f"{name}.yaml")


def _family(
    file: str,
    name: str,
    family: FamilyDeclaration,
    samples: Mapping[str, LabelledSample],
    written: Specifications,
    variables: Variables,
) -> Family:
    """Write each specification of a family out, and make its type."""
    place = f"families.{name}"
    with in_file(file, place):
        check_family(family, samples, written, variables.variables)
    specifications = {}
    for key, declared in family.specifications.items():
        said = complete(family, declared, samples, written.effects, variables.roles)
        where = joined(place, "specifications", key)
        specifications[key] = Specification.declared(said, file, place=where)
    return Family(title=family.title, specifications=specifications)


def _curve(
    file: str,
    choices: CurveDeclaration,
    samples: Mapping[str, LabelledSample],
    written: Specifications,
    variables: Variables,
) -> Curve:
    """Write the curve out, and make its type."""
    dimensions = choices.dimensions
    with in_file(file, "curve.dimensions"):
        check_curve(dimensions, samples, written, variables.variables)
    said = {key: getattr(choices, key) for key in ("cluster", "draws", "permutations")}
    levels = {key: getattr(dimensions, key) for key in Dimensions.model_fields}
    levels["effects"] = {
        level: written.effects[effects] if isinstance(effects, str) else effects
        for level, effects in dimensions.effects.items()
    }
    roles = variables.roles.among([*dimensions.robots, *dimensions.digital])
    return Curve.declared(said | {"dimensions": levels, "roles": roles}, file, place="curve")


def _simulations(
    run: Settings, families: Mapping[str, Family], roles: Roles
) -> dict[str, Simulation]:
    """Write the specification that each Monte Carlo setting simulates into it."""
    check_known("shock of the industry", run.montecarlo.exposure, roles.shocks, "exposure")
    simulations = {}
    for name, setting in run.montecarlo.settings.items():
        place = f"settings.{name}"
        check_known("family", setting.family, families, f"{place}.family")
        known = families[setting.family].specifications
        check_known("specification", setting.specification, known, f"{place}.specification")
        simulated = known[setting.specification]
        if simulated.estimator != "ols":
            raise problem(f"simulates ols, not {simulated.estimator}", f"{place}.specification")
        methods = tuple(m for m in simulated.inference if m not in _NOT_SIMULATED)
        simulations[name] = Simulation(
            specification=simulated.model_copy(update={"inference": methods, "hypotheses": None}),
            exposure=run.montecarlo.exposure,
            errors=setting.errors,
        )
    return simulations
