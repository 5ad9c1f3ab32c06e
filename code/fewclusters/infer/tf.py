"""Intervals of 2SLS with one instrument that hold however weak it is: tF."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fewclusters.fit.design import Design
from fewclusters.fit.iv import partial_out, two_stage_least_squares
from fewclusters.infer.clustered import crv1
from fewclusters.infer.first_stage import effective_f
from fewclusters.infer.guards import guarded
from fewclusters.infer.tables import COLUMNS

# Critical values of |t| at 5 % for the square root of the first-stage F from 2.0 by steps of 0.1:
# Lee, McCrary, Moreira and Porter (2022, table 3). Smaller F have no finite critical value.
LEVEL = 0.95
TF_START, TF_STEP = 2.0, 0.1
# fmt: off
TF_CRITICAL = np.array([
    18.66, 9.74, 7.37, 6.18, 5.43, 4.92, 4.54, 4.25, 4.01, 3.82, 3.65, 3.51, 3.39, 3.29,
    3.19, 3.11, 3.03, 2.97, 2.91, 2.85, 2.80, 2.75, 2.71, 2.67, 2.63, 2.60, 2.57, 2.54,
    2.51, 2.48, 2.46, 2.43, 2.41, 2.39, 2.37, 2.35, 2.33, 2.32, 2.30, 2.29, 2.27, 2.26,
    2.24, 2.23, 2.22, 2.21, 2.20, 2.19, 2.17, 2.16, 2.16, 2.15, 2.14, 2.13, 2.12, 2.11,
    2.10, 2.10, 2.09, 2.08, 2.08, 2.07, 2.06, 2.06, 2.05, 2.04, 2.04, 2.03, 2.03, 2.02,
    2.02, 2.01, 2.01, 2.00, 2.00, 1.99, 1.99, 1.99, 1.98, 1.98, 1.97, 1.97, 1.97, 1.96,
])
# fmt: on


def tf_critical(first_stage_f: float) -> float:
    """Critical value of |t| at 5 % given the first-stage F, linear in sqrt(F) between entries.

    Lee, McCrary, Moreira and Porter (2022, table 3); infinite below F = 4.
    """
    root = np.sqrt(first_stage_f)
    grid = TF_START + TF_STEP * np.arange(len(TF_CRITICAL))
    return float(np.interp(root, grid, TF_CRITICAL, left=np.inf))


@guarded
def tf_interval(design: Design, level: float = LEVEL) -> pd.DataFrame:
    """95 % interval of 2SLS with one endogenous regressor and one instrument.

    The standard error is multiplied so that the interval has coverage 95 % however weak the
    instrument (Lee, McCrary, Moreira and Porter 2022).

    Parameters
    ----------
    design
        Regression with one endogenous regressor and one instrument.
    level
        Of the interval; the table is for 95 % only.

    Returns
    -------
    DataFrame
        One row labelled `tf`, columns of `tables.COLUMNS`; the p-value is missing, since the
        table is for 5 % only, and the interval is the whole line below F = 4.

    Raises
    ------
    ValueError
        If the regression has more instruments, or the level is another.
    """
    if level != LEVEL:
        raise ValueError(f"tF: the critical values are those of {LEVEL}, not of level {level}")
    parts = partial_out(design)
    if parts.Z.shape[1] > 1:
        raise ValueError("tF needs one endogenous regressor and one instrument")
    row = crv1(two_stage_least_squares(design)).iloc[0].to_dict()
    half = tf_critical(effective_f(parts)[0]) * row["std_error"]
    row |= {"inference": "tf", "df": np.nan, "p_value": np.nan}
    row |= {"ci_low": row["estimate"] - half, "ci_high": row["estimate"] + half}
    return pd.DataFrame([row], columns=COLUMNS)
