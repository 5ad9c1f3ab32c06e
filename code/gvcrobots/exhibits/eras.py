"""Figure of two eras: participation in two sources, and the coefficients in each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gvcrobots.declare.exhibits import ErasFigure
from gvcrobots.exhibits.robustness_rows import ROLES
from gvcrobots.exhibits.style import (
    PRIMARY,
    SECONDARY,
    draw_interval,
    interval_limits,
    new_figure,
)
from gvcrobots.exhibits.task import Task
from gvcrobots.programme.technologies import quoted_terms

LINES = "participation"
LINE_COLUMNS = ["panel", "source", "year", "mean", "n_economies"]
# Panel of the data: source, its measure of backward participation in words, colour.
SOURCES = {
    "main": ("WIOD", "foreign value added", PRIMARY),
    "adb": ("ADB tables", "1 − VAX/exports", SECONDARY),
}
COLOURS = {source: colour for source, _, colour in SOURCES.values()}
INTERVAL = ["estimate", "ci_low", "ci_high"]


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the lines and the estimates of the family and draw them."""
    specifications = task.family["specifications"]
    roles, estimates = task.context["roles"], task.table("estimates")
    coefficients = era_coefficients(task.exhibit, specifications, roles, estimates)
    lines = task.computed()
    return draw_eras(lines, coefficients), era_data(lines, coefficients)


def era_coefficients(
    exhibit: ErasFigure,
    specifications: Mapping[str, Mapping[str, Any]],
    roles: Mapping[str, str],
    estimates: pd.DataFrame,
) -> pd.DataFrame:
    """Take the coefficients of robots and of digital infrastructure of every row.

    Parameters
    ----------
    exhibit
        Declaration: `family, rows`.
    specifications
        Resolved specifications of the rows.
    roles
        Role of each variable that measures a technology.
    estimates
        Rows of `output/estimates.csv` of the family.

    Returns
    -------
    DataFrame
        `panel` (the role), `source, label`, then the columns of `technologies.quoted_terms`.
    """
    labels = exhibit.rows
    sources = {name: SOURCES[specifications[name]["sample"]["panel"]][0] for name in labels}
    chosen = {(exhibit.family, name): specifications[name] for name in labels}
    data = quoted_terms(chosen, roles, estimates)
    return pd.DataFrame(
        {
            "panel": data.pop("role"),
            "source": data["specification"].map(sources),
            "label": data["specification"].map(labels),
        }
    ).join(data)


def era_data(lines: pd.DataFrame, coefficients: pd.DataFrame) -> pd.DataFrame:
    """Put what the panels show into one table, told apart by `panel`."""
    return pd.concat([lines.assign(panel=LINES)[LINE_COLUMNS], coefficients], ignore_index=True)


def draw_eras(lines: pd.DataFrame, coefficients: pd.DataFrame) -> Figure:
    """Draw participation by source at the left, coefficients by row at the right.

    Parameters
    ----------
    lines
        Result of `eras.compute`.
    coefficients
        Result of `era_coefficients`.

    Returns
    -------
    Figure
        Colours are the sources in all panels.
    """
    figure, axes = new_figure(columns=1 + len(ROLES), height=2.9)
    axes[0].get_gridspec().set_width_ratios([1.6, *[1] * len(ROLES)])
    _draw_lines(axes[0], lines)
    labels = list(dict.fromkeys(coefficients["label"]))
    for axis, (role, title) in zip(axes[1:], ROLES.items(), strict=True):
        rows = coefficients[coefficients["panel"] == role]
        axis.set_xlim(interval_limits(rows[INTERVAL].to_numpy()))
        for row in rows.to_dict("records"):
            values = tuple(row[name] for name in INTERVAL)
            draw_interval(axis, -labels.index(row["label"]), values, COLOURS[row["source"]])
        axis.axvline(0, color="black", linewidth=0.7)
        axis.set(title=title, ylim=(0.6 - len(labels), 0.6), yticks=[])
        axis.grid(axis="y", visible=False)
        axis.set_xlabel("Percentage points", fontsize=8.5)
    axes[1].set_yticks([-position for position in range(len(labels))], labels)
    axes[1].tick_params(axis="y", length=0)
    return figure


def _draw_lines(axis: Axes, lines: pd.DataFrame) -> None:
    """Draw one line a source, with its name and what it measures below its end or above it."""
    for source, measure, colour in SOURCES.values():
        rows = lines[lines["source"] == source]
        axis.plot(rows["year"], rows["mean"], color=colour)
        lower = rows["mean"].max() < lines["mean"].max()
        anchor = rows.iloc[-1] if lower else rows.loc[rows["mean"].idxmax()]
        axis.annotate(
            f"{source}\n{measure}",
            (anchor["year"], anchor["mean"]),
            xytext=(5, -3) if lower else (-8, 0),
            textcoords="offset points",
            ha="left" if lower else "right",
            va="top" if lower else "center",
            fontsize=7.5,
            color=colour,
            linespacing=1.05,
        )
    axis.set_title("Backward participation")
    axis.set_ylabel("Per cent of exports", fontsize=8.5)
    axis.margins(y=0.08)
