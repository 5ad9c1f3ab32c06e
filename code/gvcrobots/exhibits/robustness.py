"""Figure of robustness: every variation in standard deviations, one a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from gvcrobots.exhibits.robustness_rows import ROLES, ROW, labelled
from gvcrobots.exhibits.style import PRIMARY, draw_interval, interval_limits, new_figure
from gvcrobots.exhibits.task import Task
from gvcrobots.results import HEADLINE

STANDARDISED = ["standardised", "standardised_low", "standardised_high"]
# Share of the bounds that the axes of the figure hold; a few wide intervals would hide the rest.
SHOWN = 0.93
_LINE, _LARGEST = 0.177, 8.5  # inches
_GAP = 0.35  # lines between groups


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the results of the rows and draw them."""
    data = labelled(task.exhibit.groups, task.table("robustness"))
    return draw_robustness(data), data


def draw_robustness(data: pd.DataFrame) -> Figure:
    """Draw one panel a role, one line a row, standardised.

    Parameters
    ----------
    data
        Result of `robustness_rows.labelled`.

    Returns
    -------
    Figure
        The vertical lines are the first estimates, that of rows with products apart, down to the
        last row that they are to be compared with. Open marks have intervals without bootstrap,
        marks without interval are bounds;
        intervals beyond the limits are cut with arrow heads.
    """
    heights, headings = _heights(data)
    bottom = min(heights.values())
    figure, axes = new_figure(columns=2, height=min(_LARGEST, _LINE * (2 - bottom) + 0.75))
    for axis, (role, title) in zip(axes, ROLES.items(), strict=True):
        rows = data[data["role"] == role]
        _draw_role(axis, rows, [heights[key] for key in _keys(rows)])
        axis.set(title=title, ylim=(bottom - 0.8, 0.8), yticks=[])
        axis.spines["left"].set_visible(False)
    _name_rows(axes[0], data, heights, headings)
    _add_legend(figure, set(data["inference"]))
    figure.supxlabel(
        "Standard deviations of the outcome, per standard deviation of the term", fontsize=8.5
    )
    return figure


def _keys(data: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(data[ROW].itertuples(index=False, name=None))


def _heights(data: pd.DataFrame) -> tuple[dict[tuple[str, ...], float], dict[str, float]]:
    """Place rows and headings, in lines from the top."""
    heights: dict[tuple[str, ...], float] = {}
    headings: dict[str, float] = {}
    height = 0.0
    for key in dict.fromkeys(_keys(data)):
        if key[0] not in headings:
            height -= _GAP if headings else 0
            headings[key[0]] = height
            height -= 1
        heights[key] = height
        height -= 1
    return heights, headings


def _draw_role(axis: Axes, rows: pd.DataFrame, heights: Sequence[float]) -> None:
    axis.set_xlim(interval_limits(rows[STANDARDISED].to_numpy(), SHOWN))
    axis.hlines(heights, *axis.get_xlim(), color="0.93", linewidth=0.4, zorder=0)
    axis.axvline(0, color="black", linewidth=0.7, zorder=1)
    placed = rows.assign(height=heights)
    for _, same in placed.groupby(rows["term"].str.contains(":"), sort=False):
        first = same.iloc[0]
        span = same["height"].min() - 0.4, first["height"] + 0.4
        axis.vlines(first["standardised"], *span, color=PRIMARY, linewidth=0.7, alpha=0.6)
    for row in placed.to_dict("records"):
        draw_interval(
            axis,
            row["height"],
            tuple(row[name] for name in STANDARDISED),
            color=PRIMARY,
            size=3.4,
            width=1.0,
            filled=row["inference"] in ("", HEADLINE),
        )


def _name_rows(
    axis: Axes,
    data: pd.DataFrame,
    heights: Mapping[tuple[str, ...], float],
    headings: Mapping[str, float],
) -> None:
    """Write labels and headings at the left of the first panel, flush left."""
    names = [(height, f"  {key[1]}", "normal") for key, height in heights.items()]
    names += [(height, group, "bold") for group, height in headings.items()]
    axis.set_yticks([name[0] for name in names], [name[1] for name in names], fontsize=7.5)
    axis.tick_params(axis="y", length=0)
    for label, (*_, weight) in zip(axis.get_yticklabels(), names, strict=True):
        label.set_fontweight(weight)
    figure = axis.figure
    figure.draw_without_rendering()
    width = max(label.get_window_extent().width for label in axis.get_yticklabels())
    axis.tick_params(axis="y", pad=width * 72 / figure.dpi + 3)
    for label in axis.get_yticklabels():
        label.set_horizontalalignment("left")


def _add_legend(figure: Figure, methods: set[str]) -> None:
    mark = {"color": PRIMARY, "marker": "o", "markersize": 3.8, "linewidth": 1.0}
    handles = [Line2D([], [], **mark, label="Wild cluster bootstrap, WCR-31")]
    if methods - {HEADLINE, ""}:
        handles.append(Line2D([], [], **mark, markerfacecolor="white", label="CRV1, t(G − 1)"))
    handles.append(Line2D([], [], color=PRIMARY, linewidth=0.7, alpha=0.6, label="Headline"))
    figure.legend(handles=handles, loc="outside upper center", ncols=len(handles))
