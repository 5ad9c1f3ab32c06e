"""Table of the construction of the estimation sample."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.exhibits import latex

COUNTS = {
    "cells": "Cells",
    "dropped": "Dropped",
    "economies": "Economies",
    "economy_industries": "Economy-industries",
}


def sample_table(name: str, exhibit: Mapping[str, Any], counts: pd.DataFrame) -> str:
    """Set what is left after each filter, and what it dropped, as a LaTeX table.

    Parameters
    ----------
    name
        Name of the exhibit.
    exhibit
        Resolved declaration with `caption` and `notes`.
    counts
        One row a filter: `filter`, the columns of `COUNTS`, `first_year`, `last_year`.

    Returns
    -------
    str
        LaTeX fragment.
    """
    header = [latex.cells("Filter", *COUNTS.values(), "Years")]
    body = [
        latex.cells(
            latex.escape(row.filter),
            *(latex.figure(getattr(row, column), 0) for column in COUNTS),
            f"{row.first_year}--{row.last_year}",
        )
        for row in counts.itertuples()
    ]
    return latex.table(name, exhibit, "lrrrrc", header, body, latex.escape(exhibit["notes"]))
