"""Backward participation by year in two sources, which are never chained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

# Panel, its measure of backward participation, and its source.
SOURCES = {"main": ("backward", "WIOD"), "adb": ("backward_adb", "ADB tables")}


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panels and average participation by year."""
    del declared  # nothing is declared of it
    return era_lines({name: pd.read_parquet(inputs[name]) for name in SOURCES})


def era_lines(panels: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Average backward participation by year in each source, exports as weights.

    Parameters
    ----------
    panels
        Panels of `SOURCES` with `iso3, year, exports, robots` and the measure, in per cent of
        exports.

    Returns
    -------
    DataFrame
        `source, year, mean` in per cent, `n_economies`. The economies are those with robots in any
        year of the source, so that they are the same in all its years. The sources measure
        different things; their rows are never chained.
    """
    tables = []
    for name, (measure, source) in SOURCES.items():
        panel = panels[name]
        economies = panel.loc[panel["robots"].notna(), "iso3"].unique()
        chosen = panel["iso3"].isin(economies)
        cells = panel[chosen].dropna(subset=[measure, "exports"])
        cells = cells.assign(weighted=cells[measure] * cells["exports"])
        years = cells.groupby("year").agg(
            weighted=("weighted", "sum"),
            exports=("exports", "sum"),
            n_economies=("iso3", "nunique"),
        )
        means = years["weighted"] / years["exports"]
        table = years.assign(source=source, mean=means).reset_index()
        tables.append(table[["source", "year", "mean", "n_economies"]])
    return pd.concat(tables, ignore_index=True)
