"""Table and figure of the Monte Carlo of the methods of inference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from gvcrobots.exhibits import latex
from gvcrobots.exhibits.inference_table import METHOD_NAMES
from gvcrobots.exhibits.style import PRIMARY, SECONDARY, new_figure
from gvcrobots.results import HEADLINE

ACCEPTED = (3.5, 6.5)  # per cent; where the rate of the headline method has to lie


def rejection_rates(batches: pd.DataFrame) -> pd.DataFrame:
    """Add batches up to rates in per cent, with the Monte Carlo standard error.

    Parameters
    ----------
    batches
        Rows of `simulate_batch` with `setting`.

    Returns
    -------
    DataFrame
        `setting, term, inference, replications, rejection, coverage, mc_error`, per cent.
    """
    keys = ["setting", "term", "inference"]
    sums = batches.groupby(keys, sort=False)[["replications", "rejected", "covered"]].sum()
    share = sums["rejected"] / sums["replications"]
    return pd.DataFrame(
        {
            "replications": sums["replications"],
            "rejection": 100 * share,
            "coverage": 100 * sums["covered"] / sums["replications"],
            "mc_error": 100 * np.sqrt(share * (1 - share) / sums["replications"]),
        }
    ).reset_index()


def montecarlo_table(name: str, exhibit: Mapping[str, Any], rates: pd.DataFrame) -> str:
    """Set rejection rates and coverage, one block a setting and term, one row a method.

    Parameters
    ----------
    name
        Name of the exhibit.
    exhibit
        `caption` and `notes`.
    rates
        Result of `rejection_rates`.

    Returns
    -------
    str
        LaTeX fragment.
    """
    columns = list(rates[["setting", "term"]].drop_duplicates().itertuples(index=False, name=None))
    wide = rates.set_index(["setting", "term", "inference"])
    header = [
        latex.cells("", *(latex.escape(setting) for setting, _ in columns)),
        latex.cells("", *(latex.escape(term.split(":")[0]) for _, term in columns)),
    ]
    body: list[str] = []
    for statistic, title in (("rejection", "Rejections, \\%"), ("coverage", "Coverage, \\%")):
        body += [r"\addlinespace"] if body else []
        body.append(rf"\emph{{{title}}}")
        for method in rates["inference"].drop_duplicates():
            shares = (wide[statistic].get((*key, method)) for key in columns)
            figures = ("" if share is None else latex.figure(share, 1) for share in shares)
            body.append(latex.cells(rf"\quad {METHOD_NAMES[method]}", *figures))
    replications = f"{rates['replications'].iloc[0]:,} replications."
    notes = latex.escape(f"{exhibit['notes']} {replications}")
    return latex.table(name, exhibit, "l" + "r" * len(columns), header, body, notes)


def draw_montecarlo(rates: pd.DataFrame) -> Figure:
    """Draw the rejection rate of each method, one panel a setting and term.

    Parameters
    ----------
    rates
        Result of `rejection_rates`.

    Returns
    -------
    Figure
        Bars are two Monte Carlo standard errors; the band is where a reliable method lies.
    """
    panels = list(rates.groupby(["setting", "term"], sort=False))
    figure, axes = new_figure(rows=(len(panels) + 1) // 2, columns=2, height=1.7 * len(panels) / 2)
    for axis, ((setting, term), rows) in zip(axes, panels, strict=False):
        rows = rows.iloc[::-1].reset_index(drop=True)
        colours = np.where(rows["inference"] == HEADLINE, "headline", "other")
        axis.axvspan(*ACCEPTED, color="0.92")
        axis.axvline(5, color="0.5", linewidth=0.6)
        for kind, colour in (("headline", SECONDARY), ("other", PRIMARY)):
            chosen = rows[colours == kind]
            axis.errorbar(
                chosen["rejection"],
                chosen.index,
                xerr=2 * chosen["mc_error"],
                fmt="o",
                color=colour,
                markersize=4,
                linewidth=1,
            )
        axis.set_yticks(
            rows.index,
            [METHOD_NAMES[m].split(",")[0].replace("--", "–") for m in rows["inference"]],
        )
        axis.set(title=f"{setting}: {term.replace(':', ' × ')}", xlim=(0, None))
        axis.grid(axis="y", visible=False)
    figure.supxlabel("Rejections of a true hypothesis at 5 %, per cent", fontsize=8.5)
    return figure
