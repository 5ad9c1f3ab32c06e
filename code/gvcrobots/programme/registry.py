"""What is computed beside the estimates: the results that exhibits and text show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

PANEL = "panel"  # the panel of the sample


@dataclass(frozen=True)
class Computation:
    """How a result is computed.

    Attributes
    ----------
    module
        In `gvcrobots`; has `compute(declared, inputs)`, a table.
    inputs
        Names of the files that it reads.
    """

    module: str
    inputs: tuple[str, ...]

    @property
    def path(self) -> str:
        """Name of the module in full."""
        return f"gvcrobots.{self.module}"


@dataclass(frozen=True)
class Result:
    """One result: its computation, and what is declared of it as plain values."""

    computation: Computation
    declared: dict[str, Any]

    @property
    def families(self) -> list[str]:
        """Families that it reads the results of."""
        return list(self.declared.get("families", ()))

    @property
    def panel(self) -> str:
        """Panel of its sample; the main one where it has none."""
        sample = self.declared.get("specification", self.declared).get("sample", {})
        return sample.get("panel", "main")


# Computations of one exhibit, by its kind; the result has the name of the exhibit.
OF_TABLES = {
    "summary": Computation("programme.summary", (PANEL,)),
    "closures": Computation("programme.closures", ("main", "yardsticks")),
    "agreement": Computation("programme.agreement", ("yardsticks",)),
    "reliability": Computation("programme.reliability", ("yardsticks",)),
    "yardsticks": Computation("programme.coverage", ("yardsticks", "pooled")),
    "validation": Computation("programme.validation", ("verified", "adb", "workers", "robot_use")),
}
OF_FIGURES = {
    "residuals": Computation("programme.residuals", (PANEL,)),
    "influence": Computation("programme.influence", (PANEL,)),
    "adoption": Computation("programme.adoption", (PANEL,)),
    "eras": Computation("programme.eras", ("main", "adb")),
    "industries": Computation("programme.industries", ("main",)),
    "participation": Computation("programme.participation", ("verified", "world")),
    "chains": Computation("programme.chains", ("verified", "main", "wiod2016", "oecd2018", "adb")),
}
ROBUSTNESS = Computation("programme.robustness", ("estimates", "diagnostics"))
CLAIMS = Computation("programme.verdicts", ("all_estimates", "all_diagnostics"))
ASSOCIATION = Computation("programme.association", ("industries",))
EFFECTS = Computation("programme.effects", ("all_estimates", "summary"))
NATIONAL = Computation("programme.national", ("verified", "indicators"))
CODEBOOK = Computation("data.codebook", ("main",))
CURVE = Computation("programme.curve_ranks", ("curve", "curve_null"))


def results_of(study: Mapping[str, Any], jobs: Mapping[str, Any]) -> dict[str, Result]:
    """List every result that is computed beside the estimates.

    Parameters
    ----------
    study
        All declarations, resolved; `tables` and `figures` are the types of `declare.exhibits`,
        `industries` the names of the industries by code, `roles` those of variables that measure a
        technology.
    jobs
        What jobs use of the study (`declare.jobs`).

    Returns
    -------
    dict of Result
        By name; the file is `output/name.csv`.
    """
    results = {}
    for group, kinds in (("tables", OF_TABLES), ("figures", OF_FIGURES)):
        for name, exhibit in study[group].items():
            if exhibit.kind in kinds:
                results[name] = Result(kinds[exhibit.kind], _declared(exhibit, study, jobs))
                if exhibit.kind == "industries":
                    results[f"{name}_association"] = Result(ASSOCIATION, {})
    results["robustness"] = Result(ROBUSTNESS, _robustness(study))
    tested = {name: {"tests": claim.get("tests", [])} for name, claim in study["claims"].items()}
    results["claims"] = Result(CLAIMS, {"claims": tested})
    results["codebook"] = Result(CODEBOOK, {"variables": study["variables"]})
    results["curve_ranks"], results["effects"] = Result(CURVE, {}), Result(EFFECTS, {})
    results["national"] = Result(NATIONAL, {"industries": list(study["industries"])})
    return results


def compute(module: str) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Any]:
    """Load the function of a computation."""
    return import_module(module).compute


def _declared(
    exhibit: Any,  # noqa: ANN401 (one of many types)
    study: Mapping[str, Any],
    jobs: Mapping[str, Any],
) -> dict[str, Any]:
    """What an exhibit says that its result depends on: never its words."""
    declared = exhibit.model_dump(include={"variables", "effects", "years", "published"})
    if hasattr(exhibit, "sample"):
        declared |= {"sample": jobs["samples"][exhibit.sample], "keys": jobs["keys"]}
    if exhibit.kind in ("closures", "agreement", "reliability", "yardsticks"):
        declared |= _of_rows(exhibit, jobs)
    if exhibit.kind in ("industries", "influence"):
        declared["industries"] = study["industries"]
    if hasattr(exhibit, "specification"):
        family = jobs["regressions"][exhibit.family]
        declared["specification"] = family["specifications"][exhibit.specification]
    return declared


def _of_rows(
    exhibit: Any,  # noqa: ANN401 (one of many types)
    jobs: Mapping[str, Any],
) -> dict[str, Any]:
    """Outcomes and samples of the specifications that an exhibit has rows for."""
    declared = jobs["regressions"][exhibit.family]["specifications"]
    chosen = {name: declared[name] for name in exhibit.rows}
    outcomes = {name: specification["outcome"] for name, specification in chosen.items()}
    keys = {"keys": jobs["keys"]}
    if exhibit.kind == "yardsticks":
        rows = {n: {key: s[key] for key in ("outcome", "sample")} for n, s in chosen.items()}
        return {"specifications": rows} | keys
    if exhibit.kind == "closures":
        return {
            "outcomes": dict(exhibit.closures),
            "against": exhibit.against,
            "base": exhibit.base,
        } | keys
    return {"outcomes": outcomes} | keys


def _robustness(study: Mapping[str, Any]) -> dict[str, Any]:
    """Rows of all exhibits of robustness, each once, and the terms of their regressions."""
    exhibits = [*study["tables"].values(), *study["figures"].values()]
    groups = [exhibit.groups for exhibit in exhibits if exhibit.kind == "robustness"]
    rows = dict.fromkeys(row for each in groups for rows in each.values() for row in rows)
    families: dict[str, Any] = {}
    for row in rows:
        family, name = row.split(".")[:2]
        specifications = families.setdefault(family, {"specifications": {}})["specifications"]
        specifications[name] = {"terms": study["families"][family]["specifications"][name]["terms"]}
    return {"rows": list(rows), "families": families, "roles": study["roles"]}
