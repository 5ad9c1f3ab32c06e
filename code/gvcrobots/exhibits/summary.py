"""Summary statistics of the estimation sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from fewclusters.fit.effects import effect_space

from gvcrobots.exhibits import latex

EFFECTS = (["iso3", "industry"], ["industry", "year"])

STATISTICS = {"mean": "Mean", "sd": "S.d.", "within_sd": "Within", "min": "Min.", "max": "Max."}


def summary_statistics(cells: pd.DataFrame, variables: Sequence[str]) -> pd.DataFrame:
    """Summarise variables over the cells of a sample.

    Parameters
    ----------
    cells
        Rows of the sample with `iso3, industry, year` and the variables.
    variables
        Names of columns.

    Returns
    -------
    DataFrame
        One row a variable: `variable, n, mean, sd, within_sd, min, max`. `within_sd` is the
        standard deviation of what is left of the variable once economy-industry and industry-year
        means are taken out.

    Raises
    ------
    ValueError
        If a variable is not a column.
    """
    rows = []
    for name in variables:
        if name not in cells:
            raise ValueError(f"panel: no column {name!r} (declared in config/exhibits.yaml)")
        values = cells[name]
        rows.append(
            {
                "variable": name,
                "n": values.count(),
                "mean": values.mean(),
                "sd": values.std(),
                "within_sd": _two_way_residual(cells, name).std(ddof=1),
                "min": values.min(),
                "max": values.max(),
            }
        )
    return pd.DataFrame(rows)


def _two_way_residual(cells: pd.DataFrame, name: str) -> np.ndarray:
    """Take economy-industry and industry-year effects out of a variable, where it is reported."""
    rows = cells.dropna(subset=[name])
    codes = [rows.groupby(effect, observed=True).ngroup() for effect in EFFECTS]
    economies = pd.factorize(rows["iso3"], sort=True)[0]
    space = effect_space(np.column_stack(codes), economies, None)
    return space.residualise(rows[[name]].to_numpy(float)).ravel()


def summary_table(
    name: str, exhibit: Mapping[str, Any], statistics: pd.DataFrame, counts: Mapping[str, int]
) -> str:
    """Set summary statistics as a LaTeX table.

    Parameters
    ----------
    name
        Name of the exhibit.
    exhibit
        Resolved declaration with `variables` (their declarations), `caption`, `notes`, `sample`.
    statistics
        Result of `summary_statistics`.
    counts
        `economies`, `industries`, `years` of the sample.

    Returns
    -------
    str
        LaTeX fragment.
    """
    header = [latex.cells("", "Unit", *STATISTICS.values(), "$N$")]
    body = [
        latex.cells(
            latex.escape(exhibit["variables"][row.variable]["label"]),
            latex.escape(exhibit["variables"][row.variable]["unit"]),
            *(_figure(getattr(row, key)) for key in STATISTICS),
            latex.figure(row.n, 0),
        )
        for row in statistics.itertuples()
    ]
    notes = (
        f"{latex.escape(exhibit['notes'])} Sample: {latex.escape(exhibit['sample']['label'])}; "
        f"{counts['economies']} economies, {counts['industries']} industries, "
        f"{counts['years']} years."
    )
    return latex.table(name, exhibit, "ll" + "r" * (len(STATISTICS) + 1), header, body, notes)


def _figure(value: float) -> str:
    """Two decimals, or none where they would only be noise."""
    return latex.figure(value, 0 if abs(value) >= 1000 else 2)
