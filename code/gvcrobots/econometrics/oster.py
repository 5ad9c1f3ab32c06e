"""How strong selection on unobservables would have to be: Oster's delta and bias-adjusted bound."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gvcrobots.econometrics.absorption import AbsorbedDesign


def oster_bounds(design: AbsorbedDesign, term: str, r2_max: float | None = None) -> pd.DataFrame:
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
        One row: `term, estimate_short, estimate, r2_short, r2, r2_max, delta, beta_star`. Delta is
        missing where controls move neither coefficient nor R-squared.

    Raises
    ------
    ValueError
        If there is no control, or r2_max is below the R-squared of the long regression.
    """
    position = design.index(term)
    if design.X.shape[1] == 1:
        raise ValueError(f"Oster's bound of {term!r} needs at least one control")
    y, x = design.y, design.X[:, position]
    others = np.delete(design.X, position, axis=1)
    total, size = y @ y, x @ x
    short = x @ y / size
    r2_short = short**2 * size / total
    left = x - others @ np.linalg.lstsq(others, x)[0]
    long, r2 = design.estimates[position], design.r2_within
    r2_max = min(1.3 * r2, 1.0) if r2_max is None else r2_max
    if r2_max < r2:
        raise ValueError(f"r2_max {r2_max} is below the R-squared {r2:.3f} of the regression")
    moments = (total / len(y), size / len(y), left @ left / len(y))
    steps = (short - long, r2 - r2_short, r2_max - r2)
    row = {
        "term": term,
        "estimate_short": short,
        "estimate": long,
        "r2_short": r2_short,
        "r2": r2,
        "r2_max": r2_max,
        "delta": proportional_selection(long, 0.0, moments, steps),
        "beta_star": adjusted_coefficient(long, moments, steps),
    }
    return pd.DataFrame([row])


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
