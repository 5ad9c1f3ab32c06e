"""Figure of influence: each coefficient without one economy, and without one industry."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gvcrobots.declare.files import term_label
from gvcrobots.exhibits.style import PRIMARY, SECONDARY, new_figure
from gvcrobots.exhibits.task import Task
from gvcrobots.results import headline

COLOURS = {"economy": PRIMARY, "industry": SECONDARY}
TITLES = {"economy": "Without one economy", "industry": "Without one industry"}
NAMED = 3  # largest moves on either side that carry a name
_GAP = 2.5  # rows between the blocks, for the title of the second


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the coefficients without each and the interval of all, and draw them."""
    family, name = task.family, task.exhibit.specification
    declared = family["specifications"][name]
    estimates = task.table("estimates")
    data = with_intervals(task.computed(), estimates, task.exhibit.family, name)
    labels = {term: term_label(term, family["labels"]) for term in declared["terms"]}
    return draw_influence(data, labels, family["labels"][declared["outcome"]]), data


def with_intervals(
    data: pd.DataFrame, estimates: pd.DataFrame, family: str, specification: str
) -> pd.DataFrame:
    """Add the interval of the whole sample, that which tables and text report.

    Parameters
    ----------
    data
        Result of `influence.compute`.
    estimates
        Rows of `output/estimates.csv`.
    family, specification
        Whose intervals these are.

    Returns
    -------
    DataFrame
        The data with `ci_low, ci_high`.
    """
    chosen = (estimates["family"] == family) & (estimates["specification"] == specification)
    intervals = headline(estimates[chosen])[["term", "ci_low", "ci_high"]]
    return data.merge(intervals, on="term", how="left", validate="many_to_one")


def draw_influence(data: pd.DataFrame, labels: Mapping[str, str], outcome: str) -> Figure:
    """Draw one panel a term: lines from the estimate to those without one economy or industry.

    Parameters
    ----------
    data
        Result of `with_intervals`.
    labels
        Label of each term.
    outcome
        Label of the outcome.

    Returns
    -------
    Figure
        Sorted; the largest moves carry a name. The band is the interval of the whole sample.
    """
    terms = list(dict.fromkeys(data["term"]))
    figure, axes = new_figure(columns=len(terms), height=5.2)
    for axis, term in zip(axes, terms, strict=True):
        rows = data[data["term"] == term].dropna(subset=["estimate_without"])
        first = rows.iloc[0]
        if np.isfinite([first["ci_low"], first["ci_high"]]).all():
            axis.axvspan(first["ci_low"], first["ci_high"], color="0.94", zorder=0)
        axis.axvline(0, color="0.65", linewidth=0.5, zorder=0.5)
        axis.axvline(first["estimate"], color="0.3", linewidth=0.9)
        bottom = 0.0
        for left_out, colour in reversed(COLOURS.items()):
            block = rows[rows["left_out"] == left_out].sort_values(["estimate_without", "name"])
            _draw_block(axis, block, bottom, colour, TITLES[left_out])
            bottom += len(block) + _GAP
        axis.set(title=labels[term], ylim=(-1, bottom - 0.5), yticks=[])
        axis.margins(x=0.06)
        axis.spines["left"].set_visible(False)
    figure.supxlabel(f"Coefficient, {outcome[0].lower()}{outcome[1:]}", fontsize=8.5)
    return figure


def _draw_block(
    axis: Axes, rows: pd.DataFrame, bottom: float, colour: tuple[float, ...], title: str
) -> None:
    """Draw sorted rows upwards from a height, title above, names on the largest moves."""
    heights, without = bottom + np.arange(len(rows)), rows["estimate_without"].to_numpy()
    axis.hlines(heights, rows["estimate"], without, color=colour, linewidth=0.9)
    axis.plot(without, heights, "o", color=colour, markersize=3)
    axis.text(
        *(0.02, heights[-1] + 1),
        title,
        transform=axis.get_yaxis_transform(),
        fontsize=7.5,
        color=colour,
    )
    for position, height in enumerate(heights):
        lower, upper = position < NAMED, position >= len(rows) - NAMED
        if lower or upper:
            axis.annotate(
                rows["name"].iloc[position],
                (without[position], height),
                (-5 if lower else 5, 0),
                textcoords="offset points",
                ha="right" if lower else "left",
                va="center",
                fontsize=6.5,
            )
