"""Figure of robot capital and digital infrastructure over time, a line an economy."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from gvcrobots.exhibits.style import PALETTE, QUIET, label_ends, new_figure
from gvcrobots.exhibits.task import Task

MEASURES = {
    "robots": "Robot capital, asinh of USD per worker of 1995",
    "digital": "Digital infrastructure, standard deviations",
}


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read both technologies by economy and year and draw them."""
    data = task.computed()
    return draw_adoption(data, task.exhibit.highlighted), data


def draw_adoption(data: pd.DataFrame, highlighted: Sequence[str]) -> Figure:
    """Draw the lines of all economies, their names at the ends.

    Parameters
    ----------
    data
        Result of `adoption.compute`.
    highlighted
        Economies that stand out of the grey.

    Returns
    -------
    Figure
    """
    figure, axes = new_figure(columns=2, height=4.6)
    colours = dict(zip(highlighted, PALETTE, strict=False))
    last = data["year"].max()
    for axis, (measure, title) in zip(axes, MEASURES.items(), strict=True):
        wide = data.pivot(index="year", columns="iso3", values=measure)
        for name in [*wide.columns.difference(highlighted), *highlighted]:
            axis.plot(
                wide.index,
                wide[name],
                color=colours.get(name, QUIET),
                linewidth=1.4 if name in colours else 0.6,
            )
        axis.set(title=title, xlabel="", xlim=(wide.index.min(), last))
        axis.set_xticks(range(wide.index.min(), last + 1, 5))
        axis.margins(y=0.03)
        gap = (axis.get_ylim()[1] - axis.get_ylim()[0]) / 38
        label_ends(axis, wide.loc[last].sort_index(), last, gap, colours)
    figure.get_layout_engine().set(w_pad=0.12)
    return figure
