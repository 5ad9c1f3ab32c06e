"""Figure of the headline estimates by family of tables, with the effects that they can detect."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from gvcrobots.declare.exhibits import YardsticksFigure
from gvcrobots.exhibits.robustness_rows import ROLES
from gvcrobots.exhibits.style import PRIMARY, QUIET, draw_interval, interval_limits, new_figure
from gvcrobots.exhibits.task import Task
from gvcrobots.exhibits.yardsticks_table import detectable_rows

INTERVAL = ["estimate", "ci_low", "ci_high"]


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read estimates and detectable effects and draw them."""
    data = detectable_rows(task)
    return draw_yardsticks(task.exhibit, data), data


def draw_yardsticks(exhibit: YardsticksFigure, data: pd.DataFrame) -> Figure:
    """Draw an interval a family, over a grey bar from minus to plus the detectable effect.

    Parameters
    ----------
    exhibit
        Declaration: labels of the rows.
    data
        Result of `yardsticks_table.detectable_rows`.

    Returns
    -------
    Figure
        One panel a technology.
    """
    figure, axes = new_figure(columns=len(ROLES), height=2.5)
    names = list(exhibit.rows)
    for axis, (role, title) in zip(axes, ROLES.items(), strict=True):
        rows = data[data["role"] == role]
        bars = rows.assign(ci_low=-rows["detectable"], ci_high=rows["detectable"])
        axis.set_xlim(interval_limits(pd.concat([rows, bars])[INTERVAL].to_numpy()))
        for row in rows.to_dict("records"):
            height = -names.index(row["specification"])
            size = 2 * row["detectable"]
            axis.barh(height, size, left=-row["detectable"], height=0.55, color=QUIET, alpha=0.45)
            draw_interval(axis, height, tuple(row[name] for name in INTERVAL), PRIMARY)
        axis.axvline(0, color="black", linewidth=0.7)
        axis.set(title=title, ylim=(0.6 - len(names), 0.6), yticks=[])
        axis.grid(axis="y", visible=False)
        axis.set_xlabel("Percentage points of exports", fontsize=8.5)
    axes[0].set_yticks([-height for height in range(len(names))], list(exhibit.rows.values()))
    axes[0].tick_params(axis="y", length=0)
    return figure
