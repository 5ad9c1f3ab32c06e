"""Minimum detectable effects with few clusters."""

from __future__ import annotations

import numpy as np

from fewclusters.infer.distributions import t_quantile


def minimum_detectable_effect(
    std_error: float | np.ndarray,
    df: float | np.ndarray,
    power: float = 0.8,
    size: float = 0.05,
) -> float | np.ndarray:
    """Effect that a two-sided t test detects with given power.

    (t_{1-size/2} + t_{power}) times the standard error, t quantiles with the degrees of freedom of
    the test (Bloom 1995 with t for normal quantiles; Duflo, Glennerster and Kremer 2007 for
    clusters). The degrees of freedom are G - 1, or Satterthwaite's for CR2 where clusters differ.

    Parameters
    ----------
    std_error
        Of the estimate.
    df
        Degrees of freedom.
    power
        Probability of rejection.
    size
        Of the test.

    Returns
    -------
    float or ndarray
        In the units of the estimate.

    Raises
    ------
    ValueError
        If power is not between size and one.
    """
    if not size < power < 1:
        raise ValueError(f"power {power} is not between the size {size} of the test and 1")
    return (t_quantile(1 - size / 2, df) + t_quantile(power, df)) * std_error
