"""The one table of results, `output/estimates.csv`: its columns, and which rows are quoted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

KEYS = ["family", "specification", "term"]
# Written out: exhibits read tables and need nothing of the library that fills them.
TEST_COLUMNS = [
    *("term", "estimate", "inference", "std_error", "statistic", "df"),
    *("p_value", "ci_low", "ci_high"),
]
COUNTS = ["n_obs", "n_clusters", "n_cells", "r2_within"]
COLUMNS = ["family", "specification", *TEST_COLUMNS, *COUNTS]
DIAGNOSTICS = ["family", "specification", "term", "statistic", "value", "detail"]
# The method whose p-values and intervals tables, figures and text report (section 5 of the study):
# the wild cluster bootstrap, whose standard error is that of CRV1; with instruments, sets that
# hold however weak they are.
HEADLINE = "wcr31"
# In the order of preference; an estimator without a bootstrap is quoted with CRV1.
HEADLINES = (HEADLINE, "anderson_rubin", "crv1")
# Whose p-values decide what is said of a claim (section 6 of the study), where a family has them.
FAMILYWISE = "romano_wolf"
SIGNIFICANCE = 0.05  # of every two-sided test that is called significant (section 6 of the study)


def headline(estimates: pd.DataFrame) -> pd.DataFrame:
    """Take the rows that exhibits and text report.

    Parameters
    ----------
    estimates
        Rows of `output/estimates.csv`.

    Returns
    -------
    DataFrame
        One row a specification and term: that of the first method of `HEADLINES` that it has.
    """
    rows = estimates[estimates["inference"].isin(HEADLINES)]
    preference = rows["inference"].map(HEADLINES.index)
    first = preference.groupby([rows[key] for key in KEYS]).transform("min") == preference
    return rows[first]


def read_results(paths: Iterable[str | Path]) -> pd.DataFrame:
    """Read results or diagnostics of several families, one below the other."""
    return pd.concat([pd.read_csv(path) for path in paths], ignore_index=True)
