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
DIAGNOSTICS = ["family", "specification", "term", "statistic", "value", "detail"]
# The method whose p-values and intervals tables, figures and text report (section 5 of the study):
# the wild cluster bootstrap, whose standard error is that of CRV1; with instruments, sets that
# hold however weak they are.
HEADLINE = "wcr31"
HEADLINES = (HEADLINE, "anderson_rubin")
# Whose p-values decide what is said of a claim (section 6 of the study), where a family has them.
FAMILYWISE = "romano_wolf"


def headline(estimates: pd.DataFrame) -> pd.DataFrame:
    """Take the rows that exhibits and text report.

    Parameters
    ----------
    estimates
        Rows of `output/estimates.csv`.

    Returns
    -------
    DataFrame
        Rows of the headline method of inference, one a specification and term.

    Raises
    ------
    ValueError
        If a specification has no such rows.
    """
    rows = estimates[estimates["inference"].isin(HEADLINES)]
    keys = ["family", "specification"]
    lacking = estimates[keys].drop_duplicates().merge(rows[keys], how="left", indicator=True)
    lacking = lacking[lacking["_merge"] == "left_only"]
    if not lacking.empty:
        name = ".".join(lacking[keys].iloc[0])
        raise ValueError(f"output/estimates.csv: {name} has no row of {' or '.join(HEADLINES)}")
    return rows
