"""The Leontief system: coefficients, and products with the inverse that solve and do not invert.

Notation: A = Z x̂⁻¹, B = (I - A)⁻¹, v = 1 - u'A, and L the block-diagonal matrix of the domestic
inverses L_ss = (I - A_ss)⁻¹; u is a vector of ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import lu_factor, lu_solve

from gvcrobots.icio.tables import Array, IcioTable


@dataclass(frozen=True, eq=False)
class LeontiefSystem:
    """The factorised system of a table.

    Attributes
    ----------
    table
        The table.
    A
        Input coefficients, shape (GN, GN); the column of a cell without output is zero.
    v
        Value added per unit of output, shape (GN,); 1 for a cell without output, so that the value
        of every good is the sum of value added (v'B = u').
    L
        Inverses of the domestic blocks, shape (G, N, N).
    lu
        LU factors of I - A, as of `scipy.linalg.lu_factor`.
    """

    table: IcioTable
    A: Array
    v: Array
    L: Array
    lu: tuple[Array, Array]


def leontief_system(table: IcioTable) -> LeontiefSystem:
    """Factorise I - A (Miller and Blair 2009, eqs. 2.10 and 3.22).

    Parameters
    ----------
    table
        Table of G regions and N industries.

    Returns
    -------
    LeontiefSystem
        Coefficients and factors.
    """
    A = input_coefficients(table)
    G, N = table.n_regions, table.n_industries
    own = np.arange(G)
    domestic = A.reshape(G, N, G, N)[own, :, own, :]
    lu = lu_factor(_identity_less(A), overwrite_a=True, check_finite=False)
    return LeontiefSystem(table, A, 1.0 - A.sum(axis=0), np.linalg.inv(np.eye(N) - domestic), lu)


def input_coefficients(table: IcioTable) -> Array:
    """Inputs per unit of output, A = Z x̂⁻¹, shape (GN, GN); zero where output is zero."""
    return table.Z * divide(1.0, table.x)


def divide(numerator: Array | float, denominator: Array) -> Array:
    """Quotient, zero where the denominator is zero."""
    numerator, denominator = np.broadcast_arrays(np.asarray(numerator, float), denominator)
    return np.divide(numerator, denominator, out=np.zeros_like(numerator), where=denominator != 0)


def _identity_less(A: Array) -> Array:
    """I - A in Fortran order, so that LAPACK works in place."""
    system = np.array(A, order="F")
    np.negative(system, out=system)
    system[np.diag_indices_from(system)] += 1.0
    return system


def times_inverse(system: LeontiefSystem, right: Array) -> Array:
    """B R for R of shape (GN, k): output needed, everywhere, for final demand R."""
    return lu_solve(system.lu, right, check_finite=False)


def inverse_times(system: LeontiefSystem, left: Array) -> Array:
    """L B for L of shape (k, GN): what each unit of final demand of a cell contains of L."""
    return lu_solve(system.lu, left.T, trans=1, check_finite=False).T


def leontief_inverse(system: LeontiefSystem) -> Array:
    """The inverse B itself, shape (GN, GN); only for what needs every element of it."""
    return times_inverse(system, np.eye(len(system.v)))


def domestic_times(system: LeontiefSystem, right: Array) -> Array:
    """L R for R of shape (GN, k) and the block-diagonal L, shape (GN, k)."""
    G, N, _ = system.L.shape
    return (system.L @ right.reshape(G, N, -1)).reshape(G * N, -1)


def times_domestic(system: LeontiefSystem, left: Array) -> Array:
    """w'L for w of shape (GN,) and the block-diagonal L, shape (GN,)."""
    G, N, _ = system.L.shape
    return np.einsum("gi,gij->gj", left.reshape(G, N), system.L).ravel()


def domestic_blocks(system: LeontiefSystem) -> Array:
    """Diagonal blocks B_ss of the inverse, shape (G, N, N), without holding the whole of it."""
    G, N, _ = system.L.shape
    blocks = np.empty_like(system.L)
    for s in range(G):
        rows = slice(s * N, (s + 1) * N)
        unit = np.zeros((G * N, N), order="F")
        unit[rows] = np.eye(N)
        blocks[s] = lu_solve(system.lu, unit, overwrite_b=True, check_finite=False)[rows]
    return blocks
