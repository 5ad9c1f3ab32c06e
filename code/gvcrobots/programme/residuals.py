"""What a regression sees of each of its terms once effects and other terms are taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from gvcrobots.declare.specifications import Specification
from gvcrobots.programme.regressions import fit_specification

BINS = 20  # of equal size


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panel of a `specification` and take effects and other terms out."""
    specification = Specification.model_validate(declared["specification"])
    design = fit_specification(pd.read_parquet(inputs["panel"]), specification).design
    data = partial_residuals(design.y, design.X, design.terms)
    return with_bins(data[data["term"].isin(specification.terms)])


def partial_residuals(
    outcome: np.ndarray, regressors: np.ndarray, terms: Sequence[str]
) -> pd.DataFrame:
    """Take the other terms out of the outcome and of each term (Frisch, Waugh and Lovell).

    Parameters
    ----------
    outcome
        (n,), effects taken out.
    regressors
        (n, k), effects taken out.
    terms
        k names.

    Returns
    -------
    DataFrame
        n k rows, columns `term, x, y`. The slope of y on x is the coefficient of the term.
    """
    frames = []
    for position, term in enumerate(terms):
        others = np.delete(regressors, position, axis=1)
        both = np.column_stack([regressors[:, position], outcome])
        if others.shape[1]:
            both = both - others @ np.linalg.lstsq(others, both, rcond=None)[0]
        frames.append(pd.DataFrame({"term": term, "x": both[:, 0], "y": both[:, 1]}))
    return pd.concat(frames, ignore_index=True)


def with_bins(data: pd.DataFrame) -> pd.DataFrame:
    """Add to `term, x, y` the `slope` of each term and its `bin` of x, of equal size, from 0."""
    tables = [
        rows.assign(
            slope=float(rows["x"] @ rows["y"] / (rows["x"] @ rows["x"])),
            bin=pd.qcut(rows["x"], BINS, labels=False, duplicates="drop"),
        )
        for _, rows in data.groupby("term", sort=False)
    ]
    return pd.concat(tables, ignore_index=True)
