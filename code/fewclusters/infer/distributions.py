"""Tails and quantiles of the usual distributions.

They are those of `scipy.stats`, whose import takes longer than most regressions.
"""

from __future__ import annotations

import numpy as np
from scipy import special

Numbers = float | np.ndarray


def t_p_value(statistic: Numbers, df: Numbers) -> Numbers:
    """Two-sided p-value of t statistics; normal where the degrees of freedom are infinite."""
    below = -np.abs(statistic)
    return 2 * np.where(np.isinf(df), special.ndtr(below), special.stdtr(df, below))


def t_quantile(probability: float, df: Numbers) -> Numbers:
    """Quantile of t; normal where the degrees of freedom are infinite."""
    normal, t = special.ndtri(probability), special.stdtrit(df, probability)
    return np.where(np.isinf(df), normal, t)


def f_p_value(statistic: float, df: tuple[float, float]) -> float:
    """Upper tail of F with degrees of freedom of numerator and denominator."""
    return float(special.fdtrc(*df, statistic))


def f_quantile(probability: float, df: tuple[float, float]) -> float:
    """Quantile of F with degrees of freedom of numerator and denominator."""
    return float(special.fdtri(*df, probability))


def chi2_p_value(statistic: float, df: float) -> float:
    """Upper tail of chi-squared."""
    return float(special.chdtrc(df, statistic))
