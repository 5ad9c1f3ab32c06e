"""The house style of the figures, and how they are saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gvcrobots.files import replacing, write_text

mpl.use("agg")

TEXT_WIDTH = 6.3  # inches, of the paper
PALETTE = sns.color_palette("colorblind")
PRIMARY, SECONDARY, QUIET = PALETTE[0], PALETTE[3], (0.72, 0.72, 0.72)

_SETTINGS = {
    "font.family": "serif",
    "font.serif": ["STIXGeneral"],
    "mathtext.fontset": "stix",
    "font.size": 9,
    "axes.titlesize": 9.5,
    "axes.titlelocation": "left",
    "axes.labelsize": 9,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "legend.fontsize": 8,
    "legend.frameon": False,
    "axes.linewidth": 0.6,
    "grid.linewidth": 0.4,
    "pdf.fonttype": 42,
    "figure.constrained_layout.use": True,
}


def new_figure(rows: int = 1, columns: int = 1, height: float = 3.0) -> tuple[Figure, np.ndarray]:
    """Start a figure as wide as the text.

    Parameters
    ----------
    rows, columns
        Grid of panels.
    height
        Inches.

    Returns
    -------
    Figure, ndarray of Axes
        The axes are flat, row by row.
    """
    sns.set_theme(context="paper", style="ticks", palette=PALETTE, rc=_SETTINGS)
    figure = Figure(figsize=(TEXT_WIDTH, height), layout="constrained")
    axes = np.atleast_1d(figure.subplots(rows, columns)).ravel()
    for axis in axes:
        axis.spines[["top", "right"]].set_visible(False)
        axis.grid(axis="y", color="0.9")
        axis.set_axisbelow(True)
    return figure, axes


def save_figure(
    figure: Figure, data: pd.DataFrame, path: str | Path, path_to_data: str | Path
) -> None:
    """Save a figure as PDF with the figures behind it as CSV.

    Parameters
    ----------
    figure
        To save.
    data
        What is drawn.
    path, path_to_data
        Of the PDF and of the CSV. Both are written atomically; the PDF carries no date.
    """
    with replacing(path) as temporary:
        figure.savefig(temporary, metadata={"CreationDate": None}, dpi=300)
    write_text(path_to_data, data.to_csv(index=False, float_format="%.10g"))


def save_picture(figure: Figure, path: str | Path) -> None:
    """Save a figure as a PNG for pages on the screen."""
    with replacing(path) as temporary:
        figure.savefig(temporary, dpi=160, metadata={"Software": None})


def draw_interval(
    axis: Axes,
    height: float,
    values: tuple[float, float, float],
    color: object,
    size: float = 4.5,
    width: float = 1.4,
    filled: bool = True,
    upright: bool = False,
) -> None:
    """Draw an estimate with its interval at a height, cut with arrows at the limits of the axis.

    Parameters
    ----------
    axis
        Axis with the limits of the values set.
    height
        Position of the row.
    values
        Estimate, low and high bound; bounds may be infinite, and an estimate beyond the limits has
        no mark.
    color, size, width
        Of the mark and the line.
    filled
        Whether the mark is.
    upright
        Whether the values run up the axis, and the position is along it.
    """
    first, last = axis.get_ylim() if upright else axis.get_xlim()
    estimate, low, high = values
    draw_line = axis.vlines if upright else axis.hlines
    draw_line(height, max(low, first), min(high, last), color=color, linewidth=width)
    arrows = "v^" if upright else "<>"
    for beyond, edge, arrow in zip((low < first, high > last), (first, last), arrows, strict=True):
        if beyond:
            point = (height, edge) if upright else (edge, height)
            axis.plot(*point, arrow, color=color, markersize=0.7 * size, clip_on=False)
    if first <= estimate <= last:
        point = (height, estimate) if upright else (estimate, height)
        face = color if filled else "white"
        axis.plot(*point, "o", color=color, markersize=size, markerfacecolor=face, zorder=3)


def interval_limits(intervals: np.ndarray, share: float = 1.0) -> tuple[float, float]:
    """Choose the limits of an axis of intervals.

    Parameters
    ----------
    intervals
        (n, 3): estimate, low and high bound; bounds may be infinite or missing.
    share
        Share of the finite bounds at either side that are to fit; the widest are left to be cut.

    Returns
    -------
    float, float
        Limits that hold zero, every estimate and these bounds, with a margin of 4 per cent.
    """
    finite = [column[np.isfinite(column)] for column in np.asarray(intervals, dtype=float).T]
    estimates, low, high = (np.append(column, 0.0) for column in finite)
    first = min(np.quantile(low, 1 - share), estimates.min())
    last = max(np.quantile(high, share), estimates.max())
    margin = 0.04 * (last - first)
    return float(first - margin), float(last + margin)


def spread(positions: Sequence[float], gap: float) -> np.ndarray:
    """Move label positions apart so that neighbours are at least a gap from each other.

    Parameters
    ----------
    positions
        Wanted positions (n,).
    gap
        Least distance, same unit.

    Returns
    -------
    ndarray
        (n,) positions in the order given: those nearest to the wanted ones in least squares that
        keep the order and the gap (isotonic regression of the positions less their ranks' gaps).
    """
    wanted = np.asarray(positions, dtype=float)
    order = np.argsort(wanted, kind="stable")
    offsets = gap * np.arange(len(wanted))
    blocks: list[list[float]] = []  # [mean, size], pooled while they decrease
    for value in wanted[order] - offsets:
        blocks.append([value, 1])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            (mean, size), (last_mean, last_size) = blocks[-2], blocks.pop()
            total = size + last_size
            blocks[-1] = [(mean * size + last_mean * last_size) / total, total]
    levels = np.concatenate([np.full(int(size), mean) for mean, size in blocks])
    moved = np.empty_like(wanted)
    moved[order] = levels + offsets
    return moved


def label_ends(
    axis: Axes, ends: pd.Series, x: float, gap: float, colours: dict[str, object]
) -> None:
    """Write the name of each line beside its end, apart from each other, with a thin leader.

    Parameters
    ----------
    axis
        Where the lines are.
    ends
        Last value of each line, index their names.
    x
        Where the lines end.
    gap
        Least distance between labels, data units.
    colours
        Colour of a name; quiet grey where it has none.
    """
    width = np.ptp(axis.get_xlim())
    for (name, value), y in zip(ends.items(), spread(ends.to_numpy(), gap), strict=True):
        colour = colours.get(name, "0.35")
        axis.plot([x, x + 0.03 * width], [value, y], color=colour, linewidth=0.4, clip_on=False)
        axis.text(x + 0.035 * width, y, name, color=colour, fontsize=6, va="center", clip_on=False)
