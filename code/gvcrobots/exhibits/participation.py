"""Figure of claim C1: world participation in global value chains."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from gvcrobots.exhibits.style import PRIMARY, SECONDARY, new_figure

MEASURES = {
    "trade_based": ("Trade-based, % of world exports", PRIMARY),
    "production_based": ("Production-based, % of world value added", SECONDARY),
}


def participation_data(
    world: pd.DataFrame, published: Mapping[str, Mapping[int, float]]
) -> pd.DataFrame:
    """Set the computed world series beside the published figures.

    Parameters
    ----------
    world
        `year` and a column, in per cent, for each measure.
    published
        Measure, year, figure in per cent.

    Returns
    -------
    DataFrame
        Columns `measure, year, computed, published`; missing where there is no such figure.
    """
    computed = world.melt("year", list(MEASURES), var_name="measure", value_name="computed")
    quoted = pd.DataFrame(
        [
            (measure, int(year), value)
            for measure, figures in published.items()
            for year, value in figures.items()
        ],
        columns=["measure", "year", "published"],
    )
    both = computed.merge(quoted, on=["measure", "year"], how="outer", validate="one_to_one")
    return both.sort_values(["measure", "year"], ascending=[False, True], ignore_index=True)


def draw_participation(data: pd.DataFrame) -> Figure:
    """Draw one panel a measure: line computed, marker published.

    Parameters
    ----------
    data
        Result of `participation_data`.

    Returns
    -------
    Figure
    """
    figure, axes = new_figure(columns=2, height=2.7)
    for axis, (measure, (title, colour)) in zip(axes, MEASURES.items(), strict=True):
        rows = data[data["measure"] == measure]
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
                xytext=(6, -2.5),
                textcoords="offset points",
                fontsize=7,
            )
        axis.set(title=title, xlabel="", xlim=(1994, 2021.5))
        axis.set_xticks(range(1995, 2021, 5))
        axis.margins(y=0.2)
        axis.axvline(2008, color="0.6", linewidth=0.6, linestyle=(0, (4, 3)))
    axes[0].legend(loc="lower right")
    return figure
