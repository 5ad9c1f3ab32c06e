"""Figure of influence: each coefficient without one economy, and without one industry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from fewclusters.fit.absorption import absorb
from fewclusters.judge.leverage import cluster_diagnostics
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gvcrobots.data.sources import INDUSTRY_NAMES
from gvcrobots.exhibits.latex import escape
from gvcrobots.exhibits.latex import figure as number
from gvcrobots.exhibits.style import PRIMARY, SECONDARY, new_figure
from gvcrobots.programme.regressions import specification_cells
from gvcrobots.results import headline

# What is left out, the column that holds it, and its colour.
LEFT_OUT = {"economy": ("iso3", PRIMARY), "industry": ("industry", SECONDARY)}
TITLES = {"economy": "Without one economy", "industry": "Without one industry"}
NAMED = 3  # largest moves on either side that carry a name
_GAP = 2.5  # rows between the blocks, for the title of the second


def influence_data(panel: pd.DataFrame, declared: Mapping[str, Any]) -> pd.DataFrame:
    """Estimate the terms of a specification without each economy, and without each industry.

    The effects are estimated again (MacKinnon, Nielsen and Webb 2022).

    Parameters
    ----------
    panel
        Panel that the sample is drawn from.
    declared
        Resolved declaration of the specification.

    Returns
    -------
    DataFrame
        One row a term and economy, then a term and industry: `term, left_out, name, n_left_out`
        (observations), `partial_leverage` (share in the variation of the term), `estimate,
        estimate_without, influence`. `estimate_without` is missing where what is left out alone
        identifies the coefficient.

    Raises
    ------
    ValueError
        If the specification is not one of least squares.
    """
    if other := [key for key in ("estimator", "instruments") if key in declared]:
        raise ValueError(f"figure influence: {other[0]}: the specification is not least squares")
    frame, terms = specification_cells(panel, declared)
    tables = []
    for left_out, (column, _) in LEFT_OUT.items():
        design = absorb(
            frame,
            declared["outcome"],
            terms,
            declared["effects"],
            column,
            declared.get("weights"),
        )
        estimates = dict(zip(design.terms, design.estimates, strict=True))
        table = cluster_diagnostics(design).assign(left_out=left_out)
        tables.append(table.assign(estimate=table["term"].map(estimates)))
    rows = pd.concat(tables, ignore_index=True)
    rows = rows[rows["term"].isin(declared["terms"])].rename(columns={"n_obs": "n_left_out"})
    columns = ["term", "left_out", "name", "n_left_out", "partial_leverage"]
    columns += ["estimate", "estimate_without", "influence"]
    return rows.assign(name=rows["cluster"].replace(INDUSTRY_NAMES))[columns].reset_index(drop=True)


def with_intervals(
    data: pd.DataFrame, estimates: pd.DataFrame, family: str, specification: str
) -> pd.DataFrame:
    """Add the interval of the whole sample, that which tables and text report.

    Parameters
    ----------
    data
        Result of `influence_data`.
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


def influence_macros(data: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Name the extreme coefficients and what they leave out.

    Parameters
    ----------
    data
        Result of `influence_data`.

    Yields
    ------
    tuple of str
        For every term and kind of `LEFT_OUT`, `influence.term.kind.lowest`, `.highest`, and
        `.lowest_name`, `.highest_name`; industries are in lower case, as in a sentence.
    """
    known = data.dropna(subset=["estimate_without"])
    for (term, left_out), rows in known.groupby(["term", "left_out"], sort=False):
        without = rows.set_index("name")["estimate_without"]
        for side, name in (("lowest", without.idxmin()), ("highest", without.idxmax())):
            key = f"influence.{term}.{left_out}.{side}"
            yield key, number(without[name])
            yield f"{key}_name", escape(name if left_out == "economy" else name.lower())


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
        for left_out, (_, colour) in reversed(LEFT_OUT.items()):
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
