"""Figure of the Monte Carlo of the methods of inference."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from gvcrobots.exhibits.methods import METHOD_NAMES
from gvcrobots.exhibits.style import PRIMARY, SECONDARY, new_figure
from gvcrobots.exhibits.task import Task
from gvcrobots.results import HEADLINE

ACCEPTED = (3.5, 6.5)  # per cent; where the rate of the headline method has to lie


def draw(task: Task) -> tuple[Figure, pd.DataFrame]:
    """Read the rates and draw them."""
    rates = task.table("rejections")
    return draw_montecarlo(rates), rates


def draw_montecarlo(rates: pd.DataFrame) -> Figure:
    """Draw the rejection rate of each method, one panel a setting and term.

    Parameters
    ----------
    rates
        Result of `rejections.rejection_rates`.

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
