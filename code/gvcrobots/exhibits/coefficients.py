"""Figure of the coefficients of interest and their intervals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from gvcrobots.declare.files import term_label
from gvcrobots.exhibits.style import PRIMARY, draw_interval, interval_limits, new_figure
from gvcrobots.exhibits.task import Task
from gvcrobots.results import headline


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the estimates of the families and draw them."""
    data = coefficient_data(task.table("estimates"), task.families)
    names = {k: label for family in task.families.values() for k, label in family["labels"].items()}
    labels = {term: term_label(term, names) for term in data["term"]}
    return draw_coefficients(data, labels), data


def coefficient_data(
    estimates: pd.DataFrame, families: Mapping[str, Mapping[str, Any]]
) -> pd.DataFrame:
    """Select the terms of interest, controls left out, in the order of their declaration.

    Parameters
    ----------
    estimates
        Rows of `output/estimates.csv`.
    families
        Resolved families to show.

    Returns
    -------
    DataFrame
        `family, specification, term, estimate, ci_low, ci_high, n_clusters`.
    """
    keys = [
        (family, name, term)
        for family, declared in families.items()
        for name, specification in declared["specifications"].items()
        for term in specification["terms"]
    ]
    rows = headline(estimates).set_index(["family", "specification", "term"]).loc[keys]
    return rows.reset_index()[
        ["family", "specification", "term", "estimate", "ci_low", "ci_high", "n_clusters"]
    ]


def draw_coefficients(data: pd.DataFrame, labels: Mapping[str, str]) -> Figure:
    """Draw one panel a term, since the units of the terms differ.

    Parameters
    ----------
    data
        Result of `coefficient_data`.
    labels
        Label of each term.

    Returns
    -------
    Figure
    """
    terms = list(dict.fromkeys(data["term"]))
    rows_of_panels = (len(terms) + 1) // 2
    figure, axes = new_figure(rows_of_panels, columns=2, height=1.8 * rows_of_panels)
    for axis, term in zip(axes, terms, strict=False):
        rows = data[data["term"] == term].iloc[::-1].reset_index(drop=True)
        values = rows[["estimate", "ci_low", "ci_high"]].to_numpy()
        axis.set_xlim(interval_limits(values))
        for height, row in enumerate(values):
            draw_interval(axis, height, tuple(row), PRIMARY)
        axis.axvline(0, color="black", linewidth=0.7)
        axis.set_yticks(rows.index, [_specification_label(name) for name in rows["specification"]])
        axis.set_title(labels[term].replace(" × ", "\n× "), linespacing=1.0)
        axis.set_ylim(-0.6, len(rows) - 0.4)
        axis.grid(axis="y", visible=False)
    for axis in axes[len(terms) :]:
        axis.set_visible(False)
    figure.supxlabel("Percentage points of backward participation", fontsize=8.5)
    return figure


def _specification_label(name: str) -> str:
    return name.replace("_", ", ").capitalize()
