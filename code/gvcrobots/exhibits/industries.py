"""Figure of claim C14: robot penetration and the change of participation, by industry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from gvcrobots.exhibits.plain import plain
from gvcrobots.exhibits.style import PRIMARY, SECONDARY, new_figure
from gvcrobots.exhibits.task import Task

# Where a name may stand beside its point, in points of type, in the order of preference.
_PLACES = (
    (5, 0, "left", "center"),
    (-5, 0, "right", "center"),
    (0, 5, "center", "bottom"),
    (0, -5, "center", "top"),
    (4, 5, "left", "bottom"),
    (4, -5, "left", "top"),
    (-4, 5, "right", "bottom"),
    (-4, -5, "right", "top"),
)
_DOT = 4  # half the side of the square that a point takes, in points of type


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the changes and their association and draw them."""
    data = task.computed()
    found = task.table(f"{task.name}_association").iloc[0].to_dict()  # all industries
    return draw_industries(data, found, task.exhibit.years), data


def draw_industries(data: pd.DataFrame, found: Mapping[str, float], years: Sequence[int]) -> Figure:
    """Draw the industries, their names and the line of least squares.

    Parameters
    ----------
    data
        Result of `industries.compute`.
    found
        Result of `association.association`.
    years
        Of the change, for the label of the axis.

    Returns
    -------
    Figure
    """
    figure, (axis,) = new_figure(height=3.6)
    for advanced, colour, name in (
        (1, SECONDARY, "Advanced industries"),
        (0, PRIMARY, "Other industries"),
    ):
        rows = data[data["advanced"] == advanced]
        axis.plot(rows["apr"], rows["change"], "o", color=colour, markersize=5, label=name)
    x = np.linspace(data["apr"].min(), data["apr"].max(), 60)
    line = np.column_stack([x, found["intercept"] + found["slope"] * x])
    axis.plot(*line.T, color="0.45", linewidth=0.9, zorder=1)
    axis.set_xlabel("Robot penetration abroad, log(1 + robots per 1,000 workers), demeaned")
    axis.set_ylabel(f"Change {years[0]}–{years[1]}, percentage points")
    axis.margins(x=0.14, y=0.1)
    axis.legend(loc="upper left", title=_summary(found), alignment="left", title_fontsize=8)
    _name_points(axis, data, line)
    return figure


def _summary(found: Mapping[str, float]) -> str:
    rank, linear = (plain(found[name], 2) for name in ("spearman", "pearson"))
    return f"Correlation of ranks {rank}, linear {linear}"


def _name_points(axis: Axes, data: pd.DataFrame, line: np.ndarray) -> None:
    """Write each name where it meets fewest points and names, and then least of the line."""
    axis.figure.draw_without_rendering()
    taken = _squares(axis, data[["apr", "change"]].to_numpy(), _DOT)
    taken.append(axis.get_legend().get_window_extent())
    pieces = _squares(axis, line, _DOT / 2)
    for row in data.itertuples():
        text = axis.annotate(
            row.label,
            (row.apr, row.change),
            (0, 0),
            textcoords="offset points",
            fontsize=7.5,
            color=SECONDARY if row.advanced else "0.2",
            in_layout=False,
        )
        met = [_met(axis, _move(text, place), taken, pieces) for place in _PLACES]
        taken.append(_move(text, _PLACES[met.index(min(met))]))


def _squares(axis: Axes, points: np.ndarray, half: float) -> list[Bbox]:
    """Squares around points (n, 2), half a side in points of type."""
    side = half * axis.figure.dpi / 72
    return [
        Bbox.from_extents(*(xy - side), *(xy + side)) for xy in axis.transData.transform(points)
    ]


def _move(text: Annotation, place: tuple[int, int, str, str]) -> Bbox:
    """Set a name beside its point, and tell where it stands then."""
    text.xyann = place[:2]
    text.set(ha=place[2], va=place[3])
    return text.get_window_extent()


def _met(
    axis: Axes, box: Bbox, taken: Sequence[Bbox], pieces: Sequence[Bbox]
) -> tuple[bool, int, int]:
    """Whether a name leaves the axes, and how many things and pieces of the line it meets."""
    outside = box.x0 < axis.bbox.x0 or box.x1 > axis.bbox.x1
    return outside, box.count_overlaps(taken), box.count_overlaps(pieces)
