"""The measure of robots beside what firms say: the share of manufacturing firms that use robots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

# Stocks with linear retirement over the workers of the last year that the accounts have, as the
# source of the imports divides them.
PRESENT = "robots_linear_present"
KEYS = ["iso3", "year"]
SHARE = "enterprises_using_robots_pct"


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read robots by economy and year, the survey and the workers, and correlate."""
    panel = pd.read_parquet(inputs["adb"])
    workers = pd.read_csv(inputs["workers"])
    robots = log_robots(panel, declared["variables"], workers)
    return validation(robots, pd.read_csv(inputs["robot_use"]))


def log_robots(
    panel: pd.DataFrame, variables: Sequence[str], workers: pd.DataFrame
) -> pd.DataFrame:
    """Logarithm of robot capital a worker, by economy and year.

    Parameters
    ----------
    panel
        Cell-year panel with `iso3, year`, the variables (asinh of USD a worker of 1995) and
        `robot_stock_linear` (USD).
    variables
        Measures of robots.
    workers
        `iso3, year, persons_employed_millions`.

    Returns
    -------
    DataFrame
        `iso3, year`, a column a variable, and `PRESENT`; missing where there are no robots.
    """
    rows = panel[[*KEYS, *variables, "robot_stock_linear"]].drop_duplicates(KEYS)
    last = workers[workers["year"] == workers["year"].max()].set_index("iso3")
    persons = 1e6 * rows["iso3"].map(last["persons_employed_millions"])
    with np.errstate(divide="ignore"):
        logs = {name: np.log(np.sinh(rows[name])) for name in variables}
        logs[PRESENT] = np.log(rows["robot_stock_linear"] / persons)
    return rows[KEYS].assign(**logs).replace(-np.inf, np.nan).reset_index(drop=True)


def validation(robots: pd.DataFrame, survey: pd.DataFrame) -> pd.DataFrame:
    """Correlate measures of robots with the share of firms that use them.

    Parameters
    ----------
    robots
        Result of `log_robots`.
    survey
        `iso3, year, enterprises_using_robots_pct`.

    Returns
    -------
    DataFrame
        A row a measure: `measure`, `pearson` and `spearman` correlations over the economies and
        years that both have, `n`, `economies`, `waves`.
    """
    both = survey.dropna(subset=[SHARE]).merge(robots, on=KEYS, validate="1:1")
    rows = []
    for name in robots.columns.drop(KEYS):
        points = both.dropna(subset=[name])
        figures = {
            method: points[name].corr(points[SHARE], method=method)
            for method in ("pearson", "spearman")
        }
        counts = {"n": len(points), "economies": points["iso3"].nunique()}
        rows.append({"measure": name} | figures | counts | {"waves": points["year"].nunique()})
    return pd.DataFrame(rows)
