"""Figure of the residualised scatter: what the regression sees of each term."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from gvcrobots.declare.files import term_label
from gvcrobots.exhibits.plain import plain
from gvcrobots.exhibits.style import PRIMARY, SECONDARY, new_figure
from gvcrobots.exhibits.task import Task


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the residuals and draw them."""
    data, family = task.computed(), task.family
    outcome = family["specifications"][task.exhibit.specification]["outcome"]
    labels = {term: term_label(term, family["labels"]) for term in data["term"].unique()}
    return draw_residuals(data, labels, family["labels"][outcome]), data


def draw_residuals(data: pd.DataFrame, labels: Mapping[str, str], outcome: str) -> Figure:
    """Draw one panel a term: cells, means of twenty equal bins, fitted line.

    Parameters
    ----------
    data
        Result of `residuals.compute`: `term, x, y, slope, bin`.
    labels
        Label of each term.
    outcome
        Label of the outcome.

    Returns
    -------
    Figure
    """
    figure, axes = new_figure(columns=data["term"].nunique(), height=2.9)
    for axis, (term, rows) in zip(axes, data.groupby("term", sort=False), strict=True):
        axis.plot(
            rows["x"], rows["y"], ".", color="0.55", markersize=1.6, alpha=0.25, rasterized=True
        )
        means = rows.groupby("bin")[["x", "y"]].mean()
        axis.plot(means["x"], means["y"], "o", color=PRIMARY, markersize=4)
        slope = rows["slope"].iloc[0]
        ends = np.array([rows["x"].min(), rows["x"].max()])
        axis.plot(ends, slope * ends, color=SECONDARY, linewidth=1.2)
        axis.set(title=f"Slope {plain(slope)}", xlabel=f"{labels[term]}, residual")
        # A few cells lie far out; the axis shows the range of 99 % and the slope uses all.
        axis.set_ylim(*np.quantile(rows["y"], [0.005, 0.995]))
    axes[0].set_ylabel(f"{outcome}, residual")
    return figure
