"""Rows of the robustness exhibits: results with the groups and labels that are declared."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

ROLES = {"robots": "Robots", "digital": "Digital infrastructure"}
ROW = ["group", "label", "family", "specification"]


def labelled(groups: Mapping[str, Mapping[str, str]], results: pd.DataFrame) -> pd.DataFrame:
    """Give results the groups and labels of an exhibit, in its order.

    Parameters
    ----------
    groups
        Headings; in each the label of every row.
    results
        Result of `robustness.compute`, `output/robustness.csv`.

    Returns
    -------
    DataFrame
        `group, label`, then the columns of the results; a role is one of `ROLES`. `inference` is
        empty for a row that is a diagnostic.
    """
    named = pd.DataFrame(
        [(group, label, row) for group, rows in groups.items() for row, label in rows.items()],
        columns=["group", "label", "row"],
    )
    known = results.assign(inference=results["inference"].fillna(""))
    return named.merge(known, on="row", validate="1:m").drop(columns="row")
