"""The scorecard as a figure: standardised effects of every test, by claim."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from gvcrobots.exhibits.sentences import SHORT
from gvcrobots.exhibits.style import (
    PRIMARY,
    SECONDARY,
    draw_interval,
    interval_limits,
    new_figure,
)
from gvcrobots.exhibits.task import Task
from gvcrobots.programme.verdicts import CONTRADICTED, NULL, STANDARDISED, SUPPORTED

COLOURS = {SUPPORTED: PRIMARY, CONTRADICTED: SECONDARY, NULL: (0.45, 0.45, 0.45)}
SIDES = {"negative": -1, "positive": 1, "any": 0}
PREDICTED = "0.94"  # shade of the half that the theory predicts
FURTHER = 0.28  # distance between the tests of a claim; that between claims is 1
PALER = 0.45  # share of its colour that a further test keeps
FITTING = 0.95  # share of the bounds of headline tests that are to fit, at either side


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the scores and draw them."""
    data = task.table("claims")
    return draw_scorecard(data, task.context["claims"]), data


def draw_scorecard(data: pd.DataFrame, claims: Mapping[str, Mapping[str, Any]]) -> Figure:
    """Draw one row a claim that is tested, its headline test above its further tests.

    Parameters
    ----------
    data
        Result of `verdicts.compute`, `output/claims.csv`.
    claims
        Resolved declarations, for the words at the left.

    Returns
    -------
    Figure
        Large marks are headline tests; the half that the theory predicts is shaded; the verdict
        stands at the right.
    """
    sizes = data.groupby("claim", sort=False).size()
    tops = -(np.arange(len(sizes)) + FURTHER * (sizes.cumsum() - sizes - np.arange(len(sizes))))
    last = tops.iloc[-1] - FURTHER * (sizes.iloc[-1] - 1)
    figure, (axis,) = new_figure(height=0.45 * (1 - last) + 0.8)
    fitting = data[list(STANDARDISED)].copy()
    fitting.loc[data["number"] > 1, ["low", "high"]] = np.nan
    limit = np.abs(interval_limits(fitting, FITTING)).max()
    axis.set_xlim(-limit, limit)
    axis.set_ylim(last - 0.6, 0.6)
    for claim, tests in data.groupby("claim", sort=False):
        _draw_claim(axis, tests.to_dict("records"), tops[claim])
    axis.axvline(0, color="black", linewidth=0.7)
    words = [f"{claim}  {fill(claims[claim]['prediction'], 38)}" for claim in sizes.index]
    axis.set_yticks(tops, words, linespacing=0.95)
    axis.tick_params(axis="y", length=0)
    axis.grid(visible=False)
    axis.set_xlabel("Standard deviations of the outcome, per standard deviation of the term")
    _add_legend(figure)
    return figure


def _draw_claim(axis: Axes, tests: list[dict[str, Any]], top: float) -> None:
    limit = axis.get_xlim()[1]
    for rank, test in enumerate(tests):
        colour, height = COLOURS[test["verdict"]], top - FURTHER * rank
        if side := SIDES[test["sign"]]:
            band = [height - FURTHER / 2, height + FURTHER / 2]
            half = sorted((0, side * limit))
            axis.fill_betweenx(band, *half, color=PREDICTED, linewidth=0, zorder=0)
        draw_interval(
            axis,
            height,
            tuple(test[key] for key in STANDARDISED),
            color=_paler(colour) if rank else colour,
            size=3.0 if rank else 5.5,
            width=0.9 if rank else 1.6,
        )
        axis.annotate(
            _label(test, tests[0]) if rank else test["verdict"],
            (1.02, height),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=6 if rank else 8,
            color=colour,
        )


def _paler(colour: tuple[float, float, float]) -> tuple[float, ...]:
    return tuple(1 - PALER * (1 - part) for part in colour)


def _label(test: Mapping[str, Any], first: Mapping[str, Any]) -> str:
    """Say what tells a further test from the first: term, outcome, or sample, and what it found."""
    parts = [_other_factors(test["term_label"], first["term_label"])]
    if test["outcome_label"] != first["outcome_label"]:
        parts.append(_other_words(test["outcome_label"], first["outcome_label"]))
    parts = [part for part in parts if part] or [test["sample_label"]]
    text = ", ".join([parts[0], *(part[:1].lower() + part[1:] for part in parts[1:])])
    found = "" if test["verdict"] == NULL else f": {SHORT[test['verdict']]}"
    return text[:1].upper() + text[1:] + found


def _other_factors(label: str, first: str) -> str:
    """Factors of a product that the first has not; `× factor` if it has all others."""
    factors, known = label.split(" × "), first.split(" × ")
    others = [factor for factor in factors if factor not in known]
    sign = "× " if others and set(known) <= set(factors) else ""
    return sign + " × ".join(others or ([] if label == first else factors))


def _other_words(label: str, first: str) -> str:
    """Label of an outcome without the words that it begins with as the first does."""
    words, known = label.replace(",", "").split(), first.replace(",", "").split()
    shared = next(
        (at for at, pair in enumerate(zip(words, known, strict=False)) if len(set(pair)) > 1),
        min(len(words), len(known)),
    )
    return " ".join(words[shared:] or words).strip("()")


def _add_legend(figure: Figure) -> None:
    style = {"linewidth": 1.6, "marker": "o", "markersize": 5.5}
    handles = [
        Line2D([], [], color=colour, label=name, **style) for name, colour in COLOURS.items()
    ]
    handles.append(
        Line2D([], [], color=_paler(COLOURS[NULL]), linewidth=0.9, marker="o", markersize=3)
    )
    handles[-1].set_label("further test")
    handles.append(Patch(color=PREDICTED, label="predicted sign"))
    figure.legend(handles=handles, loc="outside upper center", ncols=5, columnspacing=1.2)
