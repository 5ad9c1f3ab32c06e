"""LaTeX that every table shares: escaping, figures, the frame of a booktabs table."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

MISSING = "--"
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {character: "\\" + character for character in "&%$#_{}"}
_TYPOGRAPHY = {"×": r"$\times$", "−": r"$-$", "–": "--", "≥": r"$\geq$", "≤": r"$\leq$"}


def escape(text: str) -> str:
    """Escape what is special to LaTeX; signs that its fonts lack become mathematics."""
    table = _SPECIAL | _TYPOGRAPHY
    plain = re.sub(r'"([^"]*)"', r"``\1''", text)
    return "".join(table.get(character, character) for character in plain.replace(" - ", " − "))


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


def table(
    name: str,
    exhibit: Mapping[str, Any],
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
        Declaration with a `caption`.
    columns
        Column specification of the tabular.
    header, body
        Rows, already LaTeX, without their ends; a row `\midrule` or `\addlinespace` stands alone.
    notes
        Already LaTeX.
    size
        Font size of LaTeX.

    Returns
    -------
    str
        The fragment, one row a line.
    """
    lines = [
        f"% Built by the package from {name!r} in config/exhibits.yaml; edits are overwritten.",
        r"\begin{table}[!htbp]",
        r"\centering",
        rf"\caption{{{escape(exhibit['caption'])}}}",
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


def _rows(rows: Sequence[str]) -> list[str]:
    alone = (r"\midrule", r"\addlinespace", r"\cmidrule")
    return [row if row.startswith(alone) else row + r" \\" for row in rows]


def cells(*entries: str) -> str:
    """Join the cells of a row."""
    return " & ".join(entries)
