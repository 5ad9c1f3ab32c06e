"""How strong selection on unobservables would have to be: Oster's delta and bias-adjusted bound."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fewclusters.fit.design import Design


def oster_bounds(design: Design, term: str, r2_max: float | None = None) -> pd.DataFrame:
    """Delta that would make the coefficient zero, and the coefficient under delta = 1.

    Oster (2019), within effects: the short regression has the term and
    the absorbed effects, the long one the controls as well, and R-squared is that of the outcome
    with the effects taken out.

    Parameters
    ----------
    design
        The long regression.
    term
        Of interest; the other terms are the observed controls.
    r2_max
        Hypothetical R-squared with all unobservables; min(1.3 R-squared, 1) by default, as Oster
        proposes.

    Returns
    -------
    DataFrame
        One row: `term, estimate_short, estimate, r2_short, r2, r2_max, delta, beta_star,
        beta_star_std_error`. Delta is missing where controls move neither coefficient nor
        R-squared. The standard error is the jackknife over clusters, the absorbed effects held.

    Raises
    ------
    ValueError
        If there is no control, or r2_max is below the R-squared of the long regression.
    """
    position = design.index(term)
    if design.X.shape[1] == 1:
        raise ValueError(f"Oster's bound of {term!r} needs at least one control")
    ratio = 1.3 if r2_max is None else r2_max / design.r2_within
    if ratio < 1 - 1e-12:
        raise ValueError(f"r2_max {r2_max} is below the R-squared {design.r2_within:.3f}")
    result = _bounds(design, position, np.ones(design.n_obs, dtype=bool), ratio)
    without = [
        _bounds(design, position, design.clusters != g, ratio)["beta_star"]
        for g in range(design.n_clusters)
    ]
    moves = np.array(without) - result["beta_star"]
    g = design.n_clusters
    error = np.sqrt((g - 1) / g * (moves**2).sum())
    return pd.DataFrame([{"term": term, **result, "beta_star_std_error": error}])


def _bounds(design: Design, position: int, rows: np.ndarray, ratio: float) -> dict[str, float]:
    """Short and long regression on some rows, delta and beta* for R-squared times a ratio."""
    y, x = design.y[rows], design.X[rows, position]
    everything = design.X[rows]
    others = np.delete(everything, position, axis=1)
    total, size = y @ y, x @ x
    short = x @ y / size
    coefficients = np.linalg.lstsq(everything, y)[0]
    long, r2_short = coefficients[position], short**2 * size / total
    r2 = 1 - ((y - everything @ coefficients) ** 2).sum() / total
    limit = min(ratio * r2, 1.0)
    left = x - others @ np.linalg.lstsq(others, x)[0]
    moments = (total / len(y), size / len(y), left @ left / len(y))
    steps = (short - long, r2 - r2_short, limit - r2)
    return {
        "estimate_short": short,
        "estimate": long,
        "r2_short": r2_short,
        "r2": r2,
        "r2_max": limit,
        "delta": proportional_selection(long, 0.0, moments, steps),
        "beta_star": adjusted_coefficient(long, moments, steps),
    }


def proportional_selection(
    long: float,
    target: float,
    moments: tuple[float, float, float],
    steps: tuple[float, float, float],
) -> float:
    """Delta at which the coefficient is the target (Oster 2019).

    Parameters
    ----------
    long
        Coefficient of the long regression.
    target
        Value that it should have.
    moments
        Variances of the outcome and of the regressor, and of the regressor with the controls taken
        out.
    steps
        Short less long coefficient, long less short R-squared, maximal less long R-squared.

    Returns
    -------
    float
    """
    (variance_y, variance_x, tau), (move, gain, room) = moments, steps
    gap = long - target
    top = gap * gain * variance_y * tau + gap * variance_x * tau * move**2
    top += 2 * gap**2 * tau * move * variance_x + gap**3 * (tau * variance_x - tau**2)
    bottom = room * variance_y * move * variance_x + gap * room * variance_y * (variance_x - tau)
    bottom += gap**2 * tau * move * variance_x + gap**3 * (tau * variance_x - tau**2)
    return top / bottom if bottom else np.nan


def adjusted_coefficient(
    long: float, moments: tuple[float, float, float], steps: tuple[float, float, float]
) -> float:
    """Coefficient under equal selection, delta = 1 (Oster 2019).

    The bias v solves delta(long - v) = 1, a cubic of which the cubic terms cancel: the root that is
    nearest to zero, among those that do not turn the sign of the bias of the controls.
    """
    (variance_y, variance_x, tau), (move, gain, room) = moments, steps
    # top(v) = bottom(v), see `proportional_selection`
    square = tau * move * variance_x
    linear = gain * variance_y * tau + variance_x * tau * move**2
    linear -= room * variance_y * (variance_x - tau)
    constant = -room * variance_y * move * variance_x
    roots = np.roots([square, linear, constant])
    real = roots[np.abs(roots.imag) < 1e-12].real
    if len(real) == 0:
        return np.nan
    same_sign = real[np.sign(real) == np.sign(move)]
    chosen = same_sign if len(same_sign) else real
    return float(long - chosen[np.argmin(np.abs(chosen))])
