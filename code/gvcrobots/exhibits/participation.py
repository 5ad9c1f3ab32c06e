"""Figure of claim C1: world participation in global value chains and its parts."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gvcrobots.exhibits.participation_labels import CLASSES, KINDS, MEASURES
from gvcrobots.exhibits.style import PALETTE, PRIMARY, SECONDARY, new_figure
from gvcrobots.exhibits.task import Task

COLOURS = {"trade_based": PRIMARY, "production_based": SECONDARY}


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the series and draw them."""
    data = task.computed()
    return draw_participation(data, task.context["turn"]), data


def draw_participation(data: pd.DataFrame, turn: int) -> Figure:
    """Draw each measure (line computed, marker published) above its parts.

    Parameters
    ----------
    data
        Result of `participation.compute`, `output/participation.csv`.
    turn
        Last year of hyper-globalisation in the theory, which the dashed line marks.

    Returns
    -------
    Figure
        Totals in the first row; below, trade-based participation by technology class of the
        exporting industry, and production-based participation by kind of chain.
    """
    figure, axes = new_figure(rows=2, columns=2, height=4.9)
    for axis, (measure, title) in zip(axes[:2], MEASURES.items(), strict=True):
        _draw_total(axis, data[data["measure"] == measure], COLOURS[measure])
        axis.set_title(title)
    axes[0].legend(loc="lower right")
    by_class = {f"trade_based_{name}": label for name, label in CLASSES.items()}
    _draw_parts(axes[2], data, by_class)
    axes[2].set_title("Trade-based, by class of the exporting industry")
    _draw_parts(axes[3], data, KINDS["production_based"])
    axes[3].set_title("Production-based, simple and complex chains")
    for axis in axes:
        axis.set_xlim(1994, 2021.5)
        axis.set_xticks(range(1995, 2021, 5))
        axis.axvline(turn, color="0.6", linewidth=0.6, linestyle=(0, (4, 3)))
    return figure


def _draw_total(axis: Axes, rows: pd.DataFrame, colour: tuple[float, ...]) -> None:
    axis.plot(rows["year"], rows["computed"], color=colour, label="Computed here")
    axis.plot(
        rows["year"],
        rows["published"],
        linestyle="none",
        marker="o",
        markersize=5,
        markerfacecolor="white",
        markeredgecolor="black",
        label="Wang and Chai (2024)",
    )
    for row in rows.dropna(subset=["published"]).itertuples():
        axis.annotate(
            f"{row.published:.1f}",
            (row.year, row.published),
            xytext=(6, -9),
            textcoords="offset points",
            fontsize=7,
        )
    axis.margins(y=0.2)


def _draw_parts(axis: Axes, data: pd.DataFrame, parts: Mapping[str, str]) -> None:
    for colour, (name, label) in zip(PALETTE, parts.items(), strict=False):
        rows = data[data["measure"] == name].dropna(subset=["computed"])
        axis.plot(rows["year"], rows["computed"], color=colour)
        last = rows.iloc[-1]
        axis.annotate(
            label,
            (last["year"], last["computed"]),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
            color=colour,
        )
    axis.set_ylim(bottom=0)
