"""LaTeX that exhibits share: words, numbers, the floats of tables and figures."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from gvcrobots.declare.exhibits import Exhibit
from gvcrobots.declare.words import COUNTS, PLACEHOLDER, RESULT

MISSING = "--"
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {character: "\\" + character for character in "&%$#_{}"}
_TYPOGRAPHY = {"×": r"$\times$", "−": r"$-$", "–": "--", "≥": r"$\geq$", "≤": r"$\leq$"}


def escape(text: str) -> str:
    """Escape what is special to LaTeX; signs that its fonts lack become mathematics."""
    table = _SPECIAL | _TYPOGRAPHY
    plain = re.sub(r'"([^"]*)"', r"``\1''", text)
    return "".join(table.get(character, character) for character in plain.replace(" - ", " − "))


def words(text: str, counts: Mapping[str, str] | None = None) -> str:
    """Write declared words as LaTeX, with references to exhibits and counts of results.

    Parameters
    ----------
    text
        Caption or notes, with placeholders `{table:name}`, `{figure:name}` or a count.
    counts
        What to put for counts, such as `29` for `n_clusters:both`.

    Returns
    -------
    str
        LaTeX.

    Raises
    ------
    ValueError
        If a count is asked for that the exhibit does not have.
    """
    pieces = PLACEHOLDER.split(text)
    pieces[::2] = [escape(piece) for piece in pieces[::2]]
    pieces[1::2] = [_reference(name, counts or {}) for name in pieces[1::2]]
    return "".join(pieces)


def _reference(name: str, counts: Mapping[str, str]) -> str:
    kind, _, of = name.partition(":")
    if kind in COUNTS:
        if name not in counts:
            valid = ", ".join(sorted(counts)) or "none"
            raise ValueError(f"config/exhibits.yaml: no count {{{name}}} here; there are {valid}")
        return counts[name]
    if kind == RESULT:
        return rf"\result{{{of}}}"
    label = of.replace("_", "-")
    return rf"Table~\ref{{tab:{label}}}" if kind == "table" else rf"Figure~\ref{{fig:{label}}}"


def figure(value: float | None, digits: int = 3) -> str:
    """Print a number with a fixed count of decimals, thousands apart, and a true minus sign.

    Parameters
    ----------
    value
        Number; missing ones are printed as a dash.
    digits
        Decimals.

    Returns
    -------
    str
        LaTeX. A number that rounds to zero has no sign.
    """
    if value is None or math.isnan(value):
        return MISSING
    text = f"{abs(value):,.{digits}f}".replace(",", "{,}").replace("inf", r"$\infty$")
    negative = value < 0 and float(f"{value:.{digits}f}") != 0
    return f"$-${text}" if negative else text


def p_figure(value: float) -> str:
    """Print a p-value with three decimals, or as smaller than what three decimals can tell."""
    return "$<$0.001" if value < 0.0005 else figure(value)


def p_equation(p_value: float) -> str:
    """Print `p = 0.123` or `p < 0.001`."""
    return "$p<0.001$" if p_value < 0.0005 else f"$p={figure(p_value)}$"


def table(
    name: str,
    exhibit: Exhibit,
    columns: str,
    header: Sequence[str],
    body: Sequence[str],
    notes: str,
    size: str = "small",
) -> str:
    r"""Set a table as a float with caption, label, booktabs rules and notes.

    Parameters
    ----------
    name
        Name of the exhibit; the label is `tab:name`.
    exhibit
        Its declaration.
    columns
        Column specification of the tabular.
    header, body
        Rows, already LaTeX, without their ends; a row `\midrule` or `\addlinespace` stands alone.
    notes
        Already LaTeX (`words`).
    size
        Font size of LaTeX.

    Returns
    -------
    str
        The fragment, one row a line.
    """
    lines = [
        _origin(name),
        r"\begin{table}[!htbp]",
        r"\centering",
        rf"\caption{{{words(exhibit.caption)}}}",
        rf"\label{{tab:{name.replace('_', '-')}}}",
        rf"\{size}\setlength{{\tabcolsep}}{{{3 if size == 'scriptsize' else 4}pt}}",
        rf"\begin{{tabular}}{{{columns}}}",
        r"\toprule",
        *_rows(header),
        r"\midrule",
        *_rows(body),
        r"\bottomrule",
        r"\end{tabular}",
        "",
        r"\tablenotes{" + notes + "}",
        r"\end{table}",
    ]
    return "\n".join(lines) + "\n"


def figure_float(name: str, exhibit: Exhibit, counts: Mapping[str, str] | None = None) -> str:
    r"""Set a drawing as a float with caption, label and notes.

    Parameters
    ----------
    name, exhibit
        Name and declaration; the label is `fig:name`.
    counts
        Counts that the notes name.

    Returns
    -------
    str
        LaTeX fragment; needs `\graphicspath` of the drawings and `\tablenotes`.
    """
    lines = [
        _origin(name),
        r"\begin{figure}[!htbp]",
        r"\centering",
        rf"\includegraphics[width=\textwidth]{{{name}.pdf}}",
        rf"\caption{{{words(exhibit.caption, counts)}}}",
        rf"\label{{fig:{name.replace('_', '-')}}}",
        *([r"\tablenotes{" + words(exhibit.notes, counts) + "}"] if exhibit.notes else []),
        r"\end{figure}",
    ]
    return "\n".join(lines) + "\n"


def _origin(name: str) -> str:
    return f"% Built by the package from {name!r} in config/exhibits.yaml; edits are overwritten."


def _rows(rows: Sequence[str]) -> list[str]:
    alone = (r"\midrule", r"\addlinespace", r"\cmidrule")
    return [row if row.startswith(alone) else row + r" \\" for row in rows]


def cells(*entries: str) -> str:
    """Join the cells of a row."""
    return " & ".join(entries)
