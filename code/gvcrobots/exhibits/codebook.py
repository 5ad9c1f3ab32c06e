"""The codebook as an appendix table and as a Markdown page, and the list of sources."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.declare.exhibits import CodebookTable
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.task import Task

HEADINGS = ("Variable", "Definition, unit and source", "N", "Missing", "Min.", "Max.")


def render(task: Task) -> str:
    """Read the codebook and set the table."""
    return latex_codebook(task.name, task.exhibit, task.table("codebook"))


def markdown_codebook(exhibit: CodebookTable, book: pd.DataFrame) -> str:
    """Set the codebook as a Markdown page.

    Parameters
    ----------
    exhibit
        Declaration of the exhibit.
    book
        Result of `data.codebook.compute`, `output/codebook.csv`.

    Returns
    -------
    str
        Markdown.
    """
    headings = ("Variable", "Label", "Unit", "Definition", "Source", *HEADINGS[2:])
    lines = [
        f"# {exhibit.caption}",
        "",
        exhibit.notes,
        "",
        "| " + " | ".join(headings) + " |",
        "|---|---|---|---|---|--:|--:|--:|--:|",
    ]
    for row in book.itertuples(index=False):
        words = [f"`{row.variable}`", row.label, row.unit, row.definition.strip(), row.source]
        words = [word.replace("|", r"\|") for word in words]
        counts = [_count(row.n), _count(row.missing)]
        limits = [_significant(value, row.variable) for value in (row.minimum, row.maximum)]
        lines.append("| " + " | ".join([*words, *counts, *limits]) + " |")
    return "\n".join(lines) + "\n"


def markdown_sources(sources: Mapping[str, Mapping[str, Any]]) -> str:
    """List where the data are from, how to cite them and under what terms they may be used.

    Parameters
    ----------
    sources
        Words of every `source.yaml`, by folder.

    Returns
    -------
    str
        Markdown, a section of the codebook.
    """
    lines = ["", "## Sources"]
    for folder, words in sources.items():
        lines += ["", f"### `raw/{folder}`", "", f"{words['title']}. {words['publisher']}.", ""]
        lines += [f"- Version: {words['version']}", f"- Cite: {words['citation']}"]
        lines += [f"- Address: <{words['url']}>"] if "url" in words else []
        dois = words.get("doi", [])
        for doi in [dois] if isinstance(dois, str) else dois:
            lines.append(f"- DOI: <https://doi.org/{doi}>")
        lines += [f"- Terms: {words['terms']}", f"- Accessed: {words['retrieved']}"]
        lines += [f"- Copy and changes: {words['origin']}"]
    return "\n".join(lines) + "\n"


def latex_codebook(name: str, exhibit: CodebookTable, book: pd.DataFrame) -> str:
    r"""Set the codebook as a longtable that is as wide as the text.

    Parameters
    ----------
    name, exhibit
        Name and declaration of the exhibit; the label is `tab:name`.
    book
        Result of `data.codebook.compute`, `output/codebook.csv`.

    Returns
    -------
    str
        LaTeX fragment; needs `array`, `booktabs` and `longtable`.
    """
    head = latex.cells(*(latex.escape(word) for word in HEADINGS)) + r" \\"
    ragged = r">{\raggedright\arraybackslash}p"
    widths = (
        r"@{}" + ragged + r"{.225\linewidth}" + ragged + r"{.445\linewidth}"
        r"r@{\hspace{.5em}}r@{\hspace{.5em}}r@{\hspace{.5em}}r@{}"
    )
    lines = [
        "% Built by the package from config/variables.yaml; edits are overwritten.",
        r"\begingroup\scriptsize\setlength{\tabcolsep}{.5em}",
        rf"\begin{{longtable}}{{{widths}}}",
        rf"\caption{{{latex.words(exhibit.caption)}}}\label{{tab:{name}}}\\",
        rf"\toprule {head} \midrule \endfirsthead",
        rf"\toprule {head} \midrule \endhead",
        r"\bottomrule \endfoot",
        rf"\bottomrule \addlinespace \multicolumn{{6}}{{@{{}}p{{.98\linewidth}}@{{}}}}"
        rf"{{{latex.words(exhibit.notes)}}} \endlastfoot",
        *(_latex_row(row) for row in book.itertuples(index=False)),
        r"\end{longtable}",
        r"\endgroup",
    ]
    return "\n".join(lines) + "\n"


def _latex_row(row: Any) -> str:  # noqa: ANN401 (a row of itertuples)
    name = latex.escape(row.variable).replace(r"\_", r"\_\allowbreak ")
    words = f"{row.label} ({row.unit}). {row.definition.strip()} [{row.source}]"
    entries = [
        rf"\texttt{{{name}}}",
        latex.escape(words),
        _count(row.n).replace(",", "{,}"),
        _count(row.missing).replace(",", "{,}"),
        *(_power(_significant(value, row.variable)) for value in (row.minimum, row.maximum)),
    ]
    return latex.cells(*entries) + r" \\"


def _count(value: float) -> str:
    return "" if math.isnan(value) else f"{value:,.0f}"


def _significant(value: float, name: str) -> str:
    """Three significant digits; years in full."""
    if math.isnan(value):
        return ""
    return f"{value:.0f}" if name == "year" else f"{value:.3g}"


def _power(number: str) -> str:
    """Write 1.5e+09 as a power of ten, and a hyphen as a minus sign."""
    if not number:
        return ""
    mantissa, _, exponent = number.partition("e")
    return f"${mantissa}\\cdot 10^{{{int(exponent)}}}$" if exponent else f"${number}$"
