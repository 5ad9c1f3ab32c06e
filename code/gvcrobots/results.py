"""The one table of results, `output/estimates.csv`: its columns, and which rows are quoted."""

from __future__ import annotations

import pandas as pd

COLUMNS = [
    "family",
    "specification",
    "term",
    "estimate",
    "inference",
    "std_error",
    "statistic",
    "df",
    "p_value",
    "ci_low",
    "ci_high",
    "n_obs",
    "n_clusters",
    "n_cells",
    "r2_within",
]
# The method whose p-values and intervals tables, figures and text report (section 5 of the study).
# Its standard error, like its t statistic, is that of CRV1.
HEADLINE = "wcr31"


def headline(estimates: pd.DataFrame) -> pd.DataFrame:
    """Take the rows that exhibits and text report.

    Parameters
    ----------
    estimates
        Rows of `output/estimates.csv`.

    Returns
    -------
    DataFrame
        Rows of the headline method of inference.

    Raises
    ------
    ValueError
        If a specification has no such rows.
    """
    rows = estimates[estimates["inference"] == HEADLINE]
    keys = ["family", "specification"]
    lacking = estimates[keys].drop_duplicates().merge(rows[keys], how="left", indicator=True)
    lacking = lacking[lacking["_merge"] == "left_only"]
    if not lacking.empty:
        name = ".".join(lacking[keys].iloc[0])
        raise ValueError(f"output/estimates.csv: {name} has no row of {HEADLINE}")
    return rows
