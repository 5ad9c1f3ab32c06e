"""The Leontief system: coefficients, and products with the inverse that solve and do not invert.

Notation: A = Z x̂⁻¹, B = (I - A)⁻¹, v = 1 - u'A, and L the block-diagonal matrix of the domestic
inverses L_ss = (I - A_ss)⁻¹; u is a vector of ones.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import LinAlgWarning, lu_factor, lu_solve

from gvcaccounts.tables import Array, IcioTable


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

    @cached_property
    def domestic_blocks(self) -> Array:
        """Diagonal blocks B_ss of the inverse, shape (G, N, N); the rest of it is not held."""
        G, N, _ = self.L.shape
        blocks = np.empty_like(self.L)
        for s in range(G):
            rows = slice(s * N, (s + 1) * N)
            blocks[s] = inverse_columns(self, np.arange(G * N)[rows])[rows]
        return blocks

    @cached_property
    def output_by_use(self) -> Array:
        """B Y: output of each cell by the region of final use, shape (GN, G)."""
        return times_inverse(self, self.table.Y)


def leontief_system(table: IcioTable) -> LeontiefSystem:
    """Factorise I - A (Miller and Blair 2009, chapters 2 and 3).

    Parameters
    ----------
    table
        Table of G regions and N industries.

    Returns
    -------
    LeontiefSystem
        Coefficients and factors.

    Raises
    ------
    ValueError
        If I - A is singular: some cells buy all they sell from each other.
    """
    A = input_coefficients(table)
    G, N = table.n_regions, table.n_industries
    own = np.arange(G)
    domestic = A.reshape(G, N, G, N)[own, :, own, :]
    with warnings.catch_warnings(action="ignore", category=LinAlgWarning):
        lu = lu_factor(_identity_less(A), overwrite_a=True, check_finite=False)
    if not (pivots := np.diag(lu[0])).all():
        cell = table.cells[int(np.argmin(np.abs(pivots)))]
        raise ValueError(f"table: I - A is singular at {cell}: no value added in a closed circle")
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
    """W B for W of shape (k, GN): what a unit of each cell's goods contains of W in all."""
    return lu_solve(system.lu, left.T, trans=1, check_finite=False).T


def inverse_columns(system: LeontiefSystem, cells: NDArray[np.intp]) -> Array:
    """The columns of B of k cells, shape (GN, k)."""
    unit = np.zeros((len(system.v), len(cells)), order="F")
    unit[cells, np.arange(len(cells))] = 1.0
    return lu_solve(system.lu, unit, overwrite_b=True, check_finite=False)


def leontief_inverse(system: LeontiefSystem) -> Array:
    """The inverse B itself, shape (GN, GN); only for what needs every element of it."""
    return inverse_columns(system, np.arange(len(system.v)))


def blocks_times(blocks: Array, right: Array) -> Array:
    """R of shape (GN, k) multiplied by the block-diagonal matrix of `blocks`, shape (G, N, N)."""
    G, N, _ = blocks.shape
    return (blocks @ right.reshape(G, N, -1)).reshape(right.shape)


def times_blocks(left: Array, blocks: Array) -> Array:
    """w'D for w of shape (GN,) and the block-diagonal D of `blocks`, shape (GN,)."""
    G, N, _ = blocks.shape
    return np.einsum("gi,gij->gj", left.reshape(G, N), blocks).ravel()
