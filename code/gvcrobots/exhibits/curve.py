"""Figure of the specification curves and their joint tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from gvcrobots.exhibits.plain import plain
from gvcrobots.exhibits.style import PRIMARY, QUIET, SECONDARY, new_figure
from gvcrobots.exhibits.task import Task

ROLES = ("robots", "digital")
# Dimensions of the curve that have a level in each regression, with their headings.
DIMENSIONS = {
    "outcome": "Outcome",
    "robots": "Robots",
    "digital": "Digital infrastructure",
    "effects": "Effects",
    "controls": "Controls",
    "weights": "Weights",
    "sample": "Sample",
}
FINDINGS = {"negative": SECONDARY, "null": QUIET, "positive": PRIMARY}
_LEGEND = {
    "negative": "Negative, significant",
    "null": "Not significant",
    "positive": "Positive, significant",
}
_ROW = 0.112  # inches, of a level
_SMALL = {"fontsize": 6.5, "linespacing": 1.25}
_SHARES = ("share_negative", "share_positive")  # in per cent in the text


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the curves and their joint test and draw them."""
    # A finding called `null` is read as missing.
    data, curve = task.table("curve_ranks").fillna({"finding": "null"}), task.context["curve"]
    test = task.table("curve_test")
    return draw_curve(data, test, curve["dimensions"], curve["labels"]), data


def draw_curve(
    data: pd.DataFrame,
    test: pd.DataFrame,
    dimensions: Mapping[str, Sequence[str]],
    labels: Mapping[str, str],
) -> Figure:
    """Draw a curve for each technology, and below it the choices behind each estimate.

    Parameters
    ----------
    data
        Result of `curve_ranks.compute`.
    test
        Rows of `output/curve_test.csv`.
    dimensions
        Levels of each of `DIMENSIONS`, in the order of their declaration.
    labels
        Labels of the variables among the levels; other levels are named by themselves.

    Returns
    -------
    Figure
    """
    lines = _lines(dimensions, labels)
    figure, axes = new_figure(2, 2, height=2.5 + _ROW * len(lines))
    axes[0].get_gridspec().set_height_ratios([1.7, _ROW * len(lines)])
    for role, above, below in zip(ROLES, axes[:2], axes[2:], strict=True):
        rows = data[data["role"] == role]
        _draw_estimates(above, rows, _joint(test[test["role"] == role]))
        above.set_title(DIMENSIONS[role])
        _draw_choices(below, rows, lines)
    limits = [bound for axis in axes[:2] for bound in axis.get_ylim()]
    for axis in axes[:2]:
        axis.set_ylim(min(limits), max(limits))
    axes[0].set_ylabel("Standardised estimate")
    axes[1].tick_params(labelleft=False)
    axes[3].tick_params(labelleft=False)
    figure.legend(handles=_handles(), loc="outside lower center", ncols=4, fontsize=7)
    return figure


def _lines(
    dimensions: Mapping[str, Sequence[str]], labels: Mapping[str, str]
) -> list[tuple[str, str | None, str]]:
    """Dimension, level and text of each line below a curve; a heading has no level."""
    lines: list[tuple[str, str | None, str]] = []
    for name, heading in DIMENSIONS.items():
        lines.append((name, None, heading))
        for level in dimensions[name]:
            words = level.replace("_", " ")
            lines.append((name, level, labels.get(level, words[:1].upper() + words[1:])))
    return lines


def _joint(test: pd.DataFrame) -> str:
    """What the joint test says, in three short lines."""
    of = test.set_index("statistic")
    median, negative, positive = (of.loc[name] for name in ("median", *_SHARES))
    return (
        f"Median {plain(median['observed'])}, p = {median['p_value']:.3f}\n"
        f"CRV1 negative {100 * negative['observed']:.1f} %, p = {negative['p_value']:.3f}\n"
        f"CRV1 positive {100 * positive['observed']:.1f} %, p = {positive['p_value']:.3f}"
    )


def _draw_estimates(axis: Axes, rows: pd.DataFrame, joint: str) -> None:
    """Draw sorted estimates over the band of curves without effect."""
    axis.fill_between(rows["rank"], rows["null_low"], rows["null_high"], color="0.9", linewidth=0)
    axis.axhline(0, color="black", linewidth=0.5)
    for finding, colour in FINDINGS.items():
        own = rows[rows["finding"] == finding]
        axis.plot(
            own["rank"], own["standardised"], "o", color=colour, markersize=1.6, markeredgewidth=0
        )
    axis.text(0.03, 0.97, joint, transform=axis.transAxes, va="top", **_SMALL)
    axis.set_xlim(0, len(rows) + 1)
    axis.tick_params(labelbottom=False)
    axis.locator_params(axis="x", nbins=4)


def _draw_choices(
    axis: Axes, rows: pd.DataFrame, lines: Sequence[tuple[str, str | None, str]]
) -> None:
    """Draw a tick for each regression in the line of the level that it has of each dimension."""
    for height, (dimension, level, _) in enumerate(lines):
        for finding, colour in FINDINGS.items():
            own = rows[(rows[dimension] == level) & (rows["finding"] == finding)]
            shade = "0.55" if finding == "null" else colour
            axis.vlines(
                own["rank"], height - 0.36, height + 0.36, color=shade, linewidth=0.25, zorder=2
            )
    axis.set_xlim(0, len(rows) + 1)
    axis.set_ylim(len(lines) - 0.4, -0.6)
    axis.set_yticks(range(len(lines)), [text for *_, text in lines], fontsize=6.5)
    for tick, (_, level, _) in zip(axis.get_yticklabels(), lines, strict=True):
        tick.set_fontstyle("normal" if level else "italic")
    axis.tick_params(axis="y", length=0)
    axis.tick_params(axis="x", labelsize=7)
    axis.locator_params(axis="x", nbins=4)
    axis.grid(visible=False)
    axis.spines["left"].set_visible(False)
    axis.set_xlabel("Regressions, sorted", fontsize=7.5)


def _handles() -> list[Line2D]:
    """Marks of the legend."""
    marks = {"marker": "o", "linestyle": "", "markersize": 3}
    points = [
        Line2D([], [], color=colour, label=_LEGEND[name], **marks)
        for name, colour in FINDINGS.items()
    ]
    return [*points, Line2D([], [], linewidth=5, color="0.9", label="95 % of curves by chance")]
