"""Figure of local projections: participation before and after a change of technology."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from gvcrobots.exhibits.style import PRIMARY, draw_interval, interval_limits, new_figure
from gvcrobots.exhibits.task import Task
from gvcrobots.results import KEYS, headline

REFERENCE = -1  # the year before the change, where the response is zero by construction
QUOTED, CRV1 = ["ci_low", "ci_high"], ["crv1_low", "crv1_high"]
QUOTED_NAME = "Wild cluster bootstrap, WCR-31"
COLUMNS = [
    "specification",
    "term",
    "horizon",
    "estimate",
    "std_error",
    *QUOTED,
    "p_value",
    "inference",
    *CRV1,
    "n_obs",
    "n_clusters",
]


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the estimates of the family and draw them by horizon."""
    family, name = task.family, task.exhibit.family
    data = dynamics_data(name, family["specifications"], task.table("estimates"))
    first = next(iter(family["specifications"].values()))
    return draw_dynamics(data, family["labels"], family["labels"][first["outcome"]]), data


def dynamics_data(
    family: str, specifications: Mapping[str, Mapping[str, Any]], estimates: pd.DataFrame
) -> pd.DataFrame:
    """Line up the responses of a family of local projections by horizon.

    Parameters
    ----------
    family, specifications
        Name of the family and its specifications; those with a `horizon` are shown.
    estimates
        Rows of `output/estimates.csv` of the family.

    Returns
    -------
    DataFrame
        `COLUMNS`, one row a term of interest and horizon, in the order of the terms and then of
        time; `ci_low, ci_high` are those quoted, `crv1_low, crv1_high` those of CRV1. The horizon
        `REFERENCE` has an estimate of zero and nothing else.

    Raises
    ------
    ValueError
        If a specification has no estimates of a term.
    """
    keys = [
        (family, name, term, declared["horizon"])
        for name, declared in specifications.items()
        if "horizon" in declared
        for term in declared["terms"]
    ]
    declared = pd.DataFrame(keys, columns=[*KEYS, "horizon"])
    bounds = estimates.loc[estimates["inference"] == "crv1", [*KEYS, *QUOTED]]
    bounds = bounds.rename(columns=dict(zip(QUOTED, CRV1, strict=True)))
    results = headline(estimates).merge(bounds, on=KEYS, how="left", validate="1:1")
    rows = declared.merge(results, on=KEYS, how="left", validate="1:1")
    if rows["estimate"].isna().any():
        first = tuple(rows.loc[rows["estimate"].isna(), KEYS].iloc[0])
        raise ValueError(f"output/estimates/{family}.csv: estimate: missing, first {first}")
    terms = list(dict.fromkeys(declared["term"]))
    reference = pd.DataFrame({"term": terms, "horizon": REFERENCE, "estimate": 0.0})
    order = {term: position for position, term in enumerate(terms)}
    return (
        pd.concat([rows, reference], ignore_index=True)
        .assign(order=lambda table: table["term"].map(order))
        .sort_values(["order", "horizon"], ignore_index=True)[COLUMNS]
    )


def draw_dynamics(data: pd.DataFrame, labels: Mapping[str, str], outcome: str) -> Figure:
    """Draw one panel a term, since their units differ.

    Parameters
    ----------
    data
        Result of `dynamics_data`.
    labels
        Label of each term.
    outcome
        Label of the outcome.

    Returns
    -------
    Figure
        Whiskers are the intervals that are quoted, the band behind them those of CRV1; the line
        stands between the reference year and the year of the change.
    """
    terms = list(dict.fromkeys(data["term"]))
    figure, axes = new_figure(columns=len(terms), height=3.0)
    for axis, term in zip(axes, terms, strict=True):
        _draw_response(axis, data[data["term"] == term].reset_index(drop=True))
        axis.set_title(labels[term])
    axes[0].set_ylabel(f"{outcome}, percentage points", fontsize=8.5)
    handles, names = axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper center", ncols=len(names))
    figure.supxlabel("Years from the change of technology", fontsize=8.5)
    return figure


def _draw_response(axis: Axes, rows: pd.DataFrame) -> None:
    bounds = rows[CRV1].fillna(0)  # at the reference the band has no width
    both = [rows[["estimate", *pair]].set_axis(range(3), axis=1) for pair in (QUOTED, CRV1)]
    axis.set_ylim(interval_limits(pd.concat(both).to_numpy()))
    axis.fill_between(
        rows["horizon"],
        bounds["crv1_low"],
        bounds["crv1_high"],
        color=PRIMARY,
        alpha=0.15,
        linewidth=0,
        label="CRV1, t(G − 1)",
    )
    axis.plot(rows["horizon"], rows["estimate"], color=PRIMARY, linewidth=0.8)
    for row in rows.to_dict("records"):
        values = tuple(row[name] for name in ("estimate", *QUOTED))
        known = row["horizon"] != REFERENCE
        draw_interval(axis, row["horizon"], values, PRIMARY, 4, 1.2, filled=known, upright=True)
    axis.plot([], [], "o-", color=PRIMARY, markersize=4, linewidth=1.2, label=QUOTED_NAME)
    axis.axhline(0, color="black", linewidth=0.7)
    axis.axvline(REFERENCE + 0.5, color="0.5", linewidth=0.6, linestyle=(0, (4, 3)))
    axis.text(
        *(REFERENCE + 0.3, 0.98),
        "before",
        transform=axis.get_xaxis_transform(),
        ha="right",
        va="top",
        fontsize=7.5,
        color="0.35",
        style="italic",
    )
    axis.set_xticks(range(rows["horizon"].min(), rows["horizon"].max() + 1, 2))
