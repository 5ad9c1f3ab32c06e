"""Figure and table of claim C1: world participation in global value chains and its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gvcrobots.data.sources import TURN
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.style import PALETTE, PRIMARY, SECONDARY, new_figure

MEASURES = {
    "trade_based": ("Trade-based, % of world exports", PRIMARY),
    "production_based": ("Production-based, % of world value added", SECONDARY),
}
# Parts of each measure by kind of chain, and by the technology of the industry.
KINDS = {
    "trade_based": {"trade_backward": "Backward", "trade_forward": "Forward"},
    "production_based": {"production_simple": "Simple", "production_complex": "Complex"},
}
CLASSES = {
    "advanced": "Advanced manufacturing",
    "other_manufacturing": "Other manufacturing",
    "services": "Services",
    "primary": "Primary and energy",
}


def world_parts(world: pd.DataFrame) -> pd.DataFrame:
    """Add the sums over kinds of chains for each technology class.

    Parameters
    ----------
    world
        Table `raw/wiod/world.csv`: `year`, the measures, their kinds, and each kind by class, all
        in per cent.

    Returns
    -------
    DataFrame
        The table with columns such as `trade_based_advanced`; over the classes they add up to the
        measure.
    """
    sums = {
        f"{measure}_{name}": world[[f"{kind}_{name}" for kind in kinds]].sum(axis=1)
        for measure, kinds in KINDS.items()
        for name in CLASSES
    }
    return world.assign(**sums)


def participation_data(
    world: pd.DataFrame, published: Mapping[str, Mapping[int, float]]
) -> pd.DataFrame:
    """Set the computed world series and their parts beside the published figures.

    Parameters
    ----------
    world
        Table `raw/wiod/world.csv`, per cent.
    published
        Measure, year, figure in per cent.

    Returns
    -------
    DataFrame
        Columns `measure, year, computed, published`; a measure is one of `MEASURES`, of `KINDS`,
        or a measure by class. Missing where there is no such figure.
    """
    parts = world_parts(world)
    names = [
        name
        for measure, kinds in KINDS.items()
        for name in (measure, *kinds, *(f"{measure}_{group}" for group in CLASSES))
    ]
    computed = parts.melt("year", names, var_name="measure", value_name="computed")
    quoted = pd.DataFrame(
        [
            (measure, int(year), value)
            for measure, figures in published.items()
            for year, value in figures.items()
        ],
        columns=["measure", "year", "published"],
    )
    both = computed.merge(quoted, on=["measure", "year"], how="outer", validate="one_to_one")
    order = both["measure"].map({name: position for position, name in enumerate(names)})
    return (
        both.assign(order=order)
        .sort_values(["order", "year"], ignore_index=True)
        .drop(columns="order")
    )


def draw_participation(data: pd.DataFrame) -> Figure:
    """Draw each measure (line computed, marker published) above its parts.

    Parameters
    ----------
    data
        Result of `participation_data`.

    Returns
    -------
    Figure
        Totals in the first row; below, trade-based participation by technology class of the
        exporting industry, and production-based participation by kind of chain.
    """
    figure, axes = new_figure(rows=2, columns=2, height=4.9)
    for axis, (measure, (title, colour)) in zip(axes[:2], MEASURES.items(), strict=True):
        _draw_total(axis, data[data["measure"] == measure], colour)
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
        axis.axvline(TURN, color="0.6", linewidth=0.6, linestyle=(0, (4, 3)))
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


def participation_table(
    name: str, exhibit: Mapping[str, Any], data: pd.DataFrame, years: Sequence[int]
) -> str:
    """Set the measures, their parts and the published figures for some years.

    Parameters
    ----------
    name
        Name of the exhibit.
    exhibit
        Declaration with `caption` and `notes`.
    data
        Result of `participation_data`.
    years
        Columns.

    Returns
    -------
    str
        LaTeX fragment; parts are indented under their measure.
    """
    wide = data.set_index(["measure", "year"])
    body: list[str] = []
    for measure, (title, _) in MEASURES.items():
        parts = KINDS[measure] | {f"{measure}_{key}": label for key, label in CLASSES.items()}
        rows = [(latex.escape(title), measure, "computed")]
        rows.append((r"\quad published", measure, "published"))
        rows += [(rf"\quad {label}", part, "computed") for part, label in parts.items()]
        if body:
            body.append(r"\addlinespace")
        body += [
            latex.cells(label, *(_figure(wide, part, year, column) for year in years))
            for label, part, column in rows
        ]
    header = [latex.cells("", *map(str, years))]
    notes = latex.escape(exhibit["notes"])
    return latex.table(name, exhibit, "l" + "r" * len(years), header, body, notes)


def _figure(wide: pd.DataFrame, part: str, year: int, column: str) -> str:
    value = wide[column].get((part, year))
    return "" if pd.isna(value) else latex.figure(value, 1)
