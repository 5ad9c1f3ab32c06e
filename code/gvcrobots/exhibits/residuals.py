"""Figure of the residualised scatter: what the regression sees of each term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from gvcrobots.exhibits.plain import plain
from gvcrobots.exhibits.style import PRIMARY, SECONDARY, new_figure

BINS = 20


def partial_residuals(
    outcome: np.ndarray, regressors: np.ndarray, terms: Sequence[str]
) -> pd.DataFrame:
    """Take the other terms out of the outcome and of each term (Frisch, Waugh and Lovell).

    Parameters
    ----------
    outcome
        (n,), effects taken out.
    regressors
        (n, k), effects taken out.
    terms
        k names.

    Returns
    -------
    DataFrame
        n k rows, columns `term, x, y`. The slope of y on x is the coefficient of the term.
    """
    frames = []
    for position, term in enumerate(terms):
        others = np.delete(regressors, position, axis=1)
        both = np.column_stack([regressors[:, position], outcome])
        if others.shape[1]:
            both = both - others @ np.linalg.lstsq(others, both, rcond=None)[0]
        frames.append(pd.DataFrame({"term": term, "x": both[:, 0], "y": both[:, 1]}))
    return pd.concat(frames, ignore_index=True)


def draw_residuals(data: pd.DataFrame, labels: Mapping[str, str], outcome: str) -> Figure:
    """Draw one panel a term: cells, means of twenty equal bins, fitted line.

    Parameters
    ----------
    data
        Result of `partial_residuals`.
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
        bins = pd.qcut(rows["x"], BINS, labels=False, duplicates="drop")
        means = rows.groupby(bins)[["x", "y"]].mean()
        axis.plot(means["x"], means["y"], "o", color=PRIMARY, markersize=4)
        slope = float(rows["x"] @ rows["y"] / (rows["x"] @ rows["x"]))
        ends = np.array([rows["x"].min(), rows["x"].max()])
        axis.plot(ends, slope * ends, color=SECONDARY, linewidth=1.2)
        axis.set(title=f"Slope {plain(slope)}", xlabel=f"{labels[term]}, residual")
        # A few cells lie far out; the axis shows the range of 99 % and the slope uses all.
        axis.set_ylim(*np.quantile(rows["y"], [0.005, 0.995]))
    axes[0].set_ylabel(f"{outcome}, residual")
    return figure
