r"""The numbers of the text: macros `\result{family.specification.term.statistic}`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gvcrobots.declare.files import nearest
from gvcrobots.exhibits.named import Named

PREAMBLE = r"""% Built by the package from its results; edits are overwritten.
\makeatletter
\newcommand*\result[1]{\ifcsname result@#1\endcsname\csname result@#1\endcsname\else
  \PackageError{numbers}{The text names a result that does not exist: #1}{}\fi}
\newcommand*\defineresult[2]{\expandafter\def\csname result@#1\endcsname{#2}}
\makeatother
"""
# Rule that makes each file that numbers are taken from; other files of output/ are made by
# `compute_result`.
RULES = {
    "output/estimates.csv": "gather_estimates",
    "output/diagnostics.csv": "gather_diagnostics",
    "output/curve_test.csv": "gather_curve",
    "output/placebo.csv": "placebo",
    "derived/sample.csv": "assemble_panel",
    "derived/digital_loadings.csv": "assemble_panel",
    "config/claims.yaml": "",
    "config/specifications.yaml": "",
    "config/exhibits.yaml": "",
}


@dataclass(frozen=True)
class Macro:
    """One number of the text, and where it comes from.

    Attributes
    ----------
    name
        By which the text calls it.
    text
        What is printed, LaTeX.
    source, row
        File of the number, and what tells its row in the file.
    value
        The number before it is rounded; words have none.
    """

    name: str
    text: str
    source: str
    row: str
    value: float | None = None


def chosen(macros: Iterable[Macro], named: Sequence[Named]) -> list[Macro]:
    """Keep the macros that the text names, in the order of their names.

    Parameters
    ----------
    macros
        All that can be made.
    named
        Names in the text with their places.

    Returns
    -------
    list of Macro

    Raises
    ------
    ValueError
        If a macro is made twice, or the text names one that is not made: with file, line and the
        nearest name.
    """
    made: dict[str, Macro] = {}
    for macro in macros:
        if macro.name in made:
            raise ValueError(f"numbers: result {macro.name!r} is defined twice")
        made[macro.name] = macro
    for name in named:
        if name.name not in made:
            raise ValueError(f"{name.place}: no result {name.name!r}{nearest(name.name, [*made])}")
    return [made[name] for name in sorted({name.name for name in named})]


def latex_macros(macros: Iterable[Macro]) -> str:
    r"""Write results as LaTeX macros that the text calls by name.

    Returns
    -------
    str
        Contents of `output/numbers.tex`. A name that is not defined stops the paper with an error.
    """
    lines = (rf"\defineresult{{{macro.name}}}{{{macro.text}}}" for macro in macros)
    return PREAMBLE + "\n".join(lines) + "\n"


def provenance(macros: Iterable[Macro]) -> str:
    """Write where each number comes from as CSV: `name, text, value, source, row, rule`."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["name", "text", "value", "source", "row", "rule"])
    for macro in macros:
        rule = RULES.get(macro.source, "compute_result")
        value = "" if macro.value is None else f"{macro.value:.12g}"
        writer.writerow([macro.name, macro.text, value, macro.source, macro.row, rule])
    return stream.getvalue()
