"""Figure of the participation of the economies of the sample, a line a family of tables."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from gvcrobots.declare.exhibits import ChainsFigure
from gvcrobots.exhibits.style import PALETTE, new_figure
from gvcrobots.exhibits.task import Task


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the lines and draw them."""
    data = task.computed()
    return draw_chains(task.exhibit, data, task.context["turn"]), data


def draw_chains(exhibit: ChainsFigure, data: pd.DataFrame, turn: int) -> Figure:
    """Draw the lines with their figures at the turn and at the end.

    Parameters
    ----------
    exhibit
        Declaration: labels of the families.
    data
        Result of `chains.compute`.
    turn
        Last year of hyper-globalisation in the theory, which the dashed line marks.

    Returns
    -------
    Figure
    """
    figure, (axis,) = new_figure(height=3.2)
    lines = data.pivot(index="year", columns="family", values="participation")
    for colour, (family, label) in zip(PALETTE, exhibit.labels.items(), strict=False):
        line = lines[family].dropna()
        last = int(line.index[-1])
        text = f"{label}: {line[turn]:.1f} in {turn}, {line[last]:.1f} in {last}"
        axis.plot(line.index, line, color=colour, label=text)
        axis.plot([turn, last], line[[turn, last]], "o", markersize=3, color=colour)
    axis.axvline(turn, color="0.6", linewidth=0.6, linestyle=(0, (4, 3)))
    axis.legend(loc="lower right")
    axis.set_ylabel("Per cent of exports", fontsize=8.5)
    axis.set_ylim(bottom=0)
    return figure
