"""The kinds of tables and figures: which module renders each, and what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from gvcrobots.declare.exhibit_words import shown
from gvcrobots.declare.exhibits import Exhibit, typed
from gvcrobots.declare.words import plain
from gvcrobots.exhibits.task import Task

PER_FAMILY = ("estimates", "diagnostics")  # inputs with a file a family
ITSELF = "{name}"  # the result that bears the name of the exhibit


@dataclass(frozen=True)
class Kind:
    """How exhibits of a kind are made.

    Attributes
    ----------
    module
        In `gvcrobots.exhibits`; has `render(task)`, LaTeX of a table, or `draw(task)`, a figure and
        the data behind it. Only the module of the kind that is asked for is loaded.
    inputs
        Names of files that it reads, and of results of rule `compute_result`.
    context
        What it takes of the study beside its own declaration.
    """

    module: str
    inputs: tuple[str, ...]
    context: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Name of the module in full."""
        return f"gvcrobots.exhibits.{self.module}"


KINDS: dict[str, dict[str, Kind]] = {
    "tables": {
        "regression": Kind("regression_table", ("estimates",), ("families",)),
        "inference": Kind("inference_table", ("estimates",), ("families",)),
        "iv": Kind("iv_table", ("estimates", "diagnostics"), ("families",)),
        "diagnostics": Kind("diagnostics_table", ("estimates", "diagnostics"), ("families",)),
        "summary": Kind("summary_table", (ITSELF,), ("sample", "variables")),
        "sample": Kind("sample_table", ("sample",)),
        "participation": Kind("participation_table", ("participation",)),
        "robustness": Kind("robustness_table", ("robustness",)),
        "scorecard": Kind(
            "scorecard_table",
            ("claims", "participation", "industries_association"),
            ("claims", "turn"),
        ),
        "tests": Kind("tests_table", ("claims",)),
        "codebook": Kind("codebook", ("codebook",)),
        "montecarlo": Kind("montecarlo_table", ("rejections",)),
        "closures": Kind("closures_table", (ITSELF, "estimates"), ("families", "roles")),
        "agreement": Kind("agreement_table", (ITSELF,)),
        "reliability": Kind("reliability_table", (ITSELF,)),
        "yardsticks": Kind(
            "yardsticks_table", (ITSELF, "estimates", "diagnostics"), ("families", "roles")
        ),
        "validation": Kind("validation_table", (ITSELF,), ("variables",)),
    },
    "figures": {
        "coefficients": Kind("coefficients", ("estimates",), ("families",)),
        "residuals": Kind("residuals", (ITSELF,), ("families",)),
        "influence": Kind("influence", (ITSELF, "estimates"), ("families",)),
        "dynamics": Kind("dynamics", ("estimates",), ("families",)),
        "eras": Kind("eras", (ITSELF, "estimates"), ("families", "roles")),
        "industries": Kind("industries", (ITSELF, f"{ITSELF}_association")),
        "participation": Kind("participation", (ITSELF,), ("turn",)),
        "adoption": Kind("adoption", (ITSELF,)),
        "curve": Kind("curve", ("curve_ranks", "curve_test"), ("curve",)),
        "robustness": Kind("robustness", ("robustness",)),
        "scorecard": Kind("scorecard", ("claims",), ("claims",)),
        "montecarlo": Kind("montecarlo", ("rejections",)),
        "yardsticks": Kind("yardsticks", ("estimates", "diagnostics"), ("families", "roles")),
        "chains": Kind("chains", (ITSELF,), ("turn",)),
    },
}


def kind_of(group: str, exhibit: Exhibit) -> Kind:
    """Look up how an exhibit is made; `group` is `tables` or `figures`."""
    return KINDS[group][exhibit.kind]


def inputs_of(group: str, name: str, exhibit: Exhibit) -> dict[str, list[str]]:
    """List what an exhibit reads: by the name of an input the families it is needed of, if any.

    Parameters
    ----------
    group, name, exhibit
        `tables` or `figures`, name and declaration.

    Returns
    -------
    dict
        Families for each of `PER_FAMILY`, an empty list for other files and results.
    """
    names = [entry.format(name=name) for entry in kind_of(group, exhibit).inputs]
    families = list(shown(exhibit))
    return {entry: families if entry in PER_FAMILY else [] for entry in names}


def parameters_of(group: str, exhibit: Exhibit, study: Mapping[str, Any]) -> dict[str, Any]:
    """Write an exhibit and what it refers to as plain values, which Snakemake can compare.

    Parameters
    ----------
    group, exhibit
        `tables` or `figures`, and the declaration.
    study
        All declarations, resolved, and `turn`, the last year of hyper-globalisation.

    Returns
    -------
    dict
        `declared`, `report`, the words below the exhibit in the report, and an entry for each part
        of the context of the kind.
    """
    notes = plain(exhibit.notes) or ""  # nothing if they wait for results
    words = f"**{plain(exhibit.caption)}.** {notes}".strip()
    context = {name: _CONTEXT[name](exhibit, study) for name in kind_of(group, exhibit).context}
    return {"declared": exhibit.model_dump(), "report": words, **context}


def task_of(
    group: str, name: str, parameters: Mapping[str, Any], inputs: Mapping[str, Any]
) -> Task:
    """Make the task of a job from its parameters and input files."""
    context = {key: value for key, value in parameters.items() if key not in ("declared", "report")}
    return Task(name, typed(group, parameters["declared"]), context, inputs)


def renderer_of(group: str, exhibit: Exhibit) -> Callable[[Task], Any]:
    """Load the function that renders an exhibit: `render` of a table, `draw` of a figure."""
    module = import_module(kind_of(group, exhibit).path)
    return module.render if group == "tables" else module.draw


def _families(exhibit: Exhibit, study: Mapping[str, Any]) -> dict[str, Any]:
    """Families with the specifications that are shown and their labels, and no others."""
    families = {}
    for family, names in shown(exhibit).items():
        declared = study["families"][family]
        specifications = declared["specifications"]
        chosen = {name: specifications[name] for name in names or specifications}
        used = {variable for each in chosen.values() for variable in _variables_of(each)}
        labels = {name: label for name, label in declared["labels"].items() if name in used}
        families[family] = {**declared, "specifications": chosen, "labels": labels}
    return families


def _variables_of(specification: Mapping[str, Any]) -> Iterator[str]:
    """Variables that a specification names, lags and leads by their own names."""
    yield specification["outcome"]
    for key in ("terms", "controls", "instruments"):
        yield from (name for term in specification.get(key, ()) for name in term.split(":"))


def _curve(_: Exhibit, study: Mapping[str, Any]) -> dict[str, Any]:
    """Levels of each dimension of the curve, and labels of the variables among them."""
    dimensions = study["curve"]["dimensions"]
    levels = {name: list(levels) for name, levels in dimensions.items()}
    return {"dimensions": levels, "labels": study["curve"]["labels"]}


def _variables(exhibit: Exhibit, study: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {key: study["variables"][name][key] for key in ("label", "unit")}
        for name in exhibit.variables
    }


_CONTEXT: dict[str, Callable[[Any, Mapping[str, Any]], Any]] = {
    "families": _families,
    "sample": lambda exhibit, study: study["samples"][exhibit.sample],
    "variables": _variables,
    "claims": lambda _, study: study["claims"],
    "curve": _curve,
    "turn": lambda _, study: study["turn"],
    "roles": lambda _, study: study["roles"],
}
