r"""Which results the text names, `\result{...}`, and which of them nobody can make."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gvcrobots.declare.files import nearest
from gvcrobots.declare.words import PLACEHOLDER, RESULT

_RESULT = re.compile(r"\\result\{([^}#]*)\}")
_COMMENT = re.compile(r"(?<!\\)%.*")
OF_REGRESSION = ("n_obs", "n_clusters", "n_cells", "r2_within")
# First parts of names that are no families. What follows them is known when they are made, except
# for claims, columns and samples.
GROUPS = (
    *("world", "published", "summary", "panel", "backward", "digital", "curve", "placebo"),
    *("industries", "influence", "claim", "claims", "column", "sample", "figure"),
    *("agreement", "reliability", "closure", "validation", "chains"),
)


@dataclass(frozen=True)
class Named:
    """A result that the text names, and where: `paper/sections/data.tex:12`."""

    name: str
    place: str


def named_results(paths: Iterable[str | Path]) -> list[Named]:
    """List every result that the text names, comments left out.

    Parameters
    ----------
    paths
        Files of LaTeX.

    Returns
    -------
    list of Named
        In the order of the text.
    """
    return [
        Named(name, f"{path}:{number}")
        for path in paths
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), start=1)
        for name in _RESULT.findall(_COMMENT.sub("", line))
    ]


def noted_results(study: Mapping[str, Any]) -> list[Named]:
    """List every result that captions and notes of exhibits name, `{result:name}`.

    Parameters
    ----------
    study
        All declarations, resolved.

    Returns
    -------
    list of Named
        In the order of the exhibits; places are those in `config/exhibits.yaml`.
    """
    return [
        Named(of, f"config/exhibits.yaml: {group}.{name}")
        for group in ("tables", "figures")
        for name, exhibit in study[group].items()
        for kind, _, of in (
            words.partition(":") for words in PLACEHOLDER.findall(exhibit.caption + exhibit.notes)
        )
        if kind == RESULT
    ]


def check_names(named: Iterable[Named], study: Mapping[str, Any]) -> None:
    """Refuse names of which the declarations alone say that nobody makes them.

    Parameters
    ----------
    named
        Result of `named_results`.
    study
        All declarations, resolved.

    Raises
    ------
    ValueError
        One line: file and line of the text, what is unknown, the nearest valid name.
    """
    for result in named:
        first, *rest = result.name.split(".")
        check = _CHECKS.get(first, _check_regression)
        if first in GROUPS and first not in _CHECKS:
            continue
        check(result, first, rest, study)


def _known(result: Named, what: str, name: str, valid: Collection[str]) -> None:
    if name not in valid:
        hint = nearest(name, list(valid))
        raise ValueError(f"{result.place}: result {result.name!r}: no {what} {name!r}{hint}")


def _check_regression(result: Named, first: str, rest: list[str], study: Mapping[str, Any]) -> None:
    """`family.specification.term.statistic`, or `family.specification.count`."""
    _known(result, "family", first, [*study["families"], *GROUPS])
    specifications = study["families"][first]["specifications"]
    _known(result, "specification", rest[0] if rest else "", specifications)
    declared = specifications[rest[0]]
    # Diagnostics of a whole regression have no term: family.specification.sup_f
    if len(rest) > 2 and not (len(rest) == 3 and rest[2] == "detail"):
        terms = dict.fromkeys([*declared["terms"], *declared["controls"]])
        _known(result, "term", rest[1], terms)


def _check_claim(result: Named, first: str, rest: list[str], study: Mapping[str, Any]) -> None:
    """`claim.C2.verdict`, or `claim.C2.3.verdict` of a further test."""
    del first
    _known(result, "claim", rest[0] if rest else "", study["claims"])
    tests = len(study["claims"][rest[0]].get("tests", []))
    if len(rest) > 2:
        _known(result, "test", rest[1], [str(number) for number in range(2, tests + 1)])


def _check_column(result: Named, first: str, rest: list[str], study: Mapping[str, Any]) -> None:
    """`column.table.name`."""
    del first
    tables = {name: getattr(table, "columns", ()) for name, table in study["tables"].items()}
    _known(result, "table", rest[0] if rest else "", tables)
    _known(result, "column", rest[1] if rest[1:] else "", tables[rest[0]])


def _check_sample(result: Named, first: str, rest: list[str], study: Mapping[str, Any]) -> None:
    """`sample.main.first_year`."""
    del first
    _known(result, "sample", rest[0] if rest else "", study["samples"])


_CHECKS: dict[str, Callable[..., None]] = {
    "claim": _check_claim,
    "column": _check_column,
    "sample": _check_sample,
}
