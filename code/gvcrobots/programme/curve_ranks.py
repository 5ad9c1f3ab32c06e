"""The specification curve in the order of its estimates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from gvcrobots.programme.technologies import ROLES
from gvcrobots.results import HEADLINES, SIGNIFICANCE

# Dimensions of the curve that have a level in each regression.
DIMENSIONS = ("outcome", "robots", "digital", "effects", "controls", "weights", "sample")


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the curve and where it lies by chance, and sort both."""
    del declared  # nothing is declared of it
    return curve_data(pd.read_csv(inputs["curve"]), pd.read_csv(inputs["curve_null"]))


def curve_data(curve: pd.DataFrame, null: pd.DataFrame) -> pd.DataFrame:
    """Sort the regressions of each technology by their standardised estimate.

    Parameters
    ----------
    curve
        Rows of `output/curve.csv`.
    null
        Rows of `output/curve_null.csv`.

    Returns
    -------
    DataFrame
        One row a technology and regression: `role, rank` (from 1), `standardised, p_value, finding`
        (`negative`, `positive` or `null`, at 5 per cent by the method that the paper quotes), the
        level of each of `DIMENSIONS`, `null_low` and `null_high`.
    """
    method = next(name for name in HEADLINES if name in set(curve["inference"]))
    rows = curve[curve["inference"] == method]
    ordered = rows.sort_values(["standardised", *DIMENSIONS], kind="stable")
    ordered = ordered.assign(
        rank=ordered.groupby("role").cumcount() + 1,
        finding=np.where(
            ordered["p_value"] >= SIGNIFICANCE,
            "null",
            np.where(ordered["estimate"] < 0, "negative", "positive"),
        ),
    )
    joined = ordered.merge(null, on=["role", "rank"], validate="one_to_one")
    bounds = [name for name in null if name not in ("role", "rank")]
    columns = ["role", "rank", "standardised", "p_value", "finding", *DIMENSIONS, *bounds]
    order = joined["role"].map(ROLES.index)
    return joined[columns].iloc[np.lexsort([joined["rank"], order])].reset_index(drop=True)
