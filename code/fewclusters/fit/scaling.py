"""Linear algebra that does not depend on the units of columns, and the one rule of collinearity."""

from __future__ import annotations

import numpy as np
from scipy import linalg

# Share of the norm of a column below which what is left of it is rounding error: a regressor of
# which effects and earlier regressors leave no more is collinear, an outcome is constant.
COLLINEAR = 1e-9


def scales(columns: np.ndarray) -> np.ndarray:
    """Powers of two near the norms of columns (n, k), (k,); one for a column of zeros.

    Dividing by powers of two is exact, so that only what the units do to rounding is removed.
    """
    norms = np.linalg.norm(columns, axis=0)
    usable = np.isfinite(norms) & (norms > 0)
    return np.exp2(np.round(np.log2(np.where(usable, norms, 1.0))))


def inverse_products(columns: np.ndarray) -> np.ndarray:
    """(X'X)^-1 of independent columns X (n, k), whatever their units."""
    units = scales(columns)
    scaled = columns / units
    return linalg.inv(scaled.T @ scaled) / np.outer(units, units)


def coefficients(columns: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Least-squares coefficients (k,) or (k, m) of targets on columns (n, k)."""
    units = scales(columns)
    fitted = linalg.lstsq(columns / units, targets)[0]
    return (fitted.T / units).T


def independent(columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Tell which columns are not zero and are not explained by those kept before them.

    Parameters
    ----------
    columns
        (n, k).

    Returns
    -------
    ndarray, ndarray
        (k,) booleans, and an orthonormal basis (n, number kept) of the columns kept, of which the
        first j span the first j columns kept.
    """
    kept = np.zeros(columns.shape[1], dtype=bool)
    frame = np.empty(columns.shape, order="F")
    for j, column in enumerate(columns.T):
        basis = frame[:, : kept.sum()]
        rest = column - basis @ (basis.T @ column)
        rest = rest - basis @ (basis.T @ rest)  # twice is enough (Kahan)
        left = np.linalg.norm(rest)
        if left > COLLINEAR * np.linalg.norm(column):
            frame[:, kept.sum()] = rest / left
            kept[j] = True
    return kept, frame[:, : kept.sum()]
