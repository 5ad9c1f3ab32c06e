"""The methods of inference that a family may declare, by their labels in `estimates.csv`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gvcrobots.econometrics.absorption import AbsorbedDesign
from gvcrobots.econometrics.bias_reduced import cr2, crv3
from gvcrobots.econometrics.clustered import driscoll_kraay, second_codes, twoway
from gvcrobots.econometrics.wild_bootstrap import wild_cluster_bootstrap


@dataclass(frozen=True)
class InferenceSettings:
    """What `config/config.yaml` says of inference.

    Attributes
    ----------
    level
        Of the confidence intervals.
    draws
        Draws of the wild cluster bootstrap.
    seed
        Of the draws; every regression starts from it, so that none depends on the others.
    """

    level: float
    draws: int
    seed: int


Method = Callable[[AbsorbedDesign, pd.DataFrame, InferenceSettings], pd.DataFrame]


def _periods(design: AbsorbedDesign, frame: pd.DataFrame) -> np.ndarray:
    return frame["year"].to_numpy()[design.rows]


METHODS: dict[str, Method] = {
    "cr2": lambda design, frame, s: cr2(design, s.level),
    "crv3": lambda design, frame, s: crv3(design, s.level),
    "twoway": lambda design, frame, s: twoway(
        design, second_codes(design, frame, "industry"), s.level
    ),
    "driscoll_kraay": lambda design, frame, s: driscoll_kraay(
        design, _periods(design, frame), level=s.level
    ),
    "wcr31": lambda design, frame, s: wild_cluster_bootstrap(
        design, design.terms, s.draws, s.seed, level=s.level
    ),
}


def infer(
    design: AbsorbedDesign,
    frame: pd.DataFrame,
    methods: Sequence[str],
    settings: InferenceSettings,
) -> pd.DataFrame:
    """Test every term of a regression by several methods (section 5 of the study).

    Parameters
    ----------
    design
        Regression with its effects taken out.
    frame
        Panel that the design was made from.
    methods
        Labels among `METHODS`.
    settings
        Level, draws and seed.

    Returns
    -------
    DataFrame
        One row a method and term: `term, estimate, inference, std_error, statistic, df, p_value,
        ci_low, ci_high`.

    Raises
    ------
    ValueError
        If a method is not known.
    """
    if unknown := [method for method in methods if method not in METHODS]:
        raise ValueError(f"inference {unknown[0]!r} is not among {', '.join(METHODS)}")
    tables = [METHODS[method](design, frame, settings) for method in methods]
    return pd.concat(tables, ignore_index=True)
