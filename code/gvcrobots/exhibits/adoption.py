"""Figure of robot capital and digital infrastructure over time, a line an economy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from gvcrobots.exhibits.style import PALETTE, QUIET, label_ends, new_figure
from gvcrobots.programme.samples import select_sample

MEASURES = {
    "robots": "Robot capital, asinh of USD per worker of 1995",
    "digital": "Digital infrastructure, standard deviations",
}
# The largest users of robots, and four cases of fast change, stand out of the grey.
HIGHLIGHTED = ("DEU", "JPN", "USA", "CZE", "EST", "ROU")


def adoption_data(panel: pd.DataFrame, sample: Mapping[str, Any]) -> pd.DataFrame:
    """List robot capital and digital infrastructure by economy and year.

    Parameters
    ----------
    panel
        Cell-year panel; both measures are the same for all industries of an economy.
    sample
        Declaration of the sample.

    Returns
    -------
    DataFrame
        Columns `iso3, year, robots, digital`, sorted.

    Raises
    ------
    ValueError
        If a measure differs between the industries of an economy and year.
    """
    rows = select_sample(panel, sample)[["iso3", "year", *MEASURES]].drop_duplicates()
    twice = rows.duplicated(["iso3", "year"])
    if twice.any():
        first = tuple(rows.loc[twice, ["iso3", "year"]].iloc[0])
        raise ValueError(f"panel: robots or digital differ between industries, first {first}")
    return rows.sort_values(["iso3", "year"], ignore_index=True)


def draw_adoption(data: pd.DataFrame) -> Figure:
    """Draw the lines of all economies, their names at the ends.

    Parameters
    ----------
    data
        Result of `adoption_data`.

    Returns
    -------
    Figure
    """
    figure, axes = new_figure(columns=2, height=4.6)
    colours = dict(zip(HIGHLIGHTED, PALETTE, strict=False))
    last = data["year"].max()
    for axis, (measure, title) in zip(axes, MEASURES.items(), strict=True):
        wide = data.pivot(index="year", columns="iso3", values=measure)
        for name in [*wide.columns.difference(HIGHLIGHTED), *HIGHLIGHTED]:
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
