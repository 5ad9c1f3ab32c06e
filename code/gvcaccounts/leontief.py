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
from scipy.linalg import LinAlgWarning, get_lapack_funcs, lu_factor, lu_solve

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
        LU factors of (I - A)', as of `scipy.linalg.lu_factor`: transposed, because A is stored by
        rows and LAPACK works by columns, so that nothing has to be turned round in memory.
    """

    table: IcioTable
    A: Array
    v: Array
    L: Array
    lu: tuple[Array, Array]

    @property
    def domestic_coefficients(self) -> Array:
        """Diagonal blocks A_ss of the coefficients, shape (G, N, N)."""
        return diagonal_blocks(self.A, len(self.L))

    @cached_property
    def inverse(self) -> Array:
        """The inverse B, shape (GN, GN), for what needs most of it: it is kept with the system."""
        n = len(self.v)
        (getri,) = get_lapack_funcs(("getri",), self.lu[:1])
        transposed, _ = getri(*self.lu, lwork=64 * n)
        return transposed.T

    @property
    def domestic_blocks(self) -> Array:
        """Diagonal blocks B_ss of the inverse, shape (G, N, N)."""
        return diagonal_blocks(self.inverse, len(self.L))

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
    domestic = diagonal_blocks(A, table.n_regions)
    with warnings.catch_warnings(action="ignore", category=LinAlgWarning):
        lu = lu_factor(_identity_less(A).T, overwrite_a=True, check_finite=False)
    if not (pivots := np.diag(lu[0])).all():
        cell = table.cells[int(np.argmin(np.abs(pivots)))]
        raise ValueError(f"table: I - A is singular at {cell}: no value added in a closed circle")
    return LeontiefSystem(
        table, A, 1.0 - A.sum(axis=0), np.linalg.inv(np.eye(table.n_industries) - domestic), lu
    )


def input_coefficients(table: IcioTable) -> Array:
    """Inputs per unit of output, A = Z x̂⁻¹, shape (GN, GN); zero where output is zero."""
    return table.Z * divide(1.0, table.x)


def divide(numerator: Array | float, denominator: Array) -> Array:
    """Quotient, zero where the denominator is zero."""
    numerator, denominator = np.broadcast_arrays(np.asarray(numerator, float), denominator)
    return np.divide(numerator, denominator, out=np.zeros_like(numerator), where=denominator != 0)


def diagonal_blocks(array: Array, n_regions: int) -> Array:
    """Blocks of a region with itself of an array of shape (GN, GN), shape (G, N, N)."""
    n_industries = len(array) // n_regions
    own = np.arange(n_regions)
    shape = (n_regions, n_industries, n_regions, n_industries)
    return array.reshape(shape)[own, :, own, :]


def _identity_less(A: Array) -> Array:
    """I - A, a new array."""
    system = np.negative(A)
    system[np.diag_indices_from(system)] += 1.0
    return system


def times_inverse(system: LeontiefSystem, right: Array) -> Array:
    """B R for R of shape (GN, k): output needed, everywhere, for final demand R."""
    return lu_solve(system.lu, right, trans=1, check_finite=False)


def inverse_times(system: LeontiefSystem, left: Array) -> Array:
    """W B for W of shape (k, GN): what a unit of each cell's goods contains of W in all."""
    return lu_solve(system.lu, left.T, check_finite=False).T


def times_inverse_blocks(system: LeontiefSystem, left: Array, tolerance: float = 1e-15) -> Array:
    """w'D⁻¹ for w of shape (GN,) and the block-diagonal matrix D of the blocks B_ss, shape (GN,).

    Without the blocks: y_s'B_ss = w_s' is corrected by its error times (L_ss)⁻¹ = I - A_ss, which
    is near B_ss⁻¹ because little of what an economy exports comes back. A pass solves for G rows.
    Where the errors do not fall fast, the blocks themselves are used.

    Parameters
    ----------
    system
        Leontief system.
    left
        The vector w.
    tolerance
        Largest error left, relative to the largest element of w.
    """
    G, N, _ = system.L.shape
    own = np.arange(G)
    domestic = np.eye(N) - system.domestic_coefficients
    solution, error = np.zeros_like(left), left
    while (size := np.abs(error).max()) > tolerance * np.abs(left).max():
        solution = solution + times_blocks(error, domestic)
        rows = np.zeros((G, G, N))
        rows[own, own] = solution.reshape(G, N)
        reached = inverse_times(system, rows.reshape(G, G * N)).reshape(G, G, N)[own, own]
        error = left - reached.ravel()
        if np.abs(error).max() > 0.5 * size:
            if size < 16 * tolerance * np.abs(left).max():
                break  # what is left is rounding
            blocks = np.swapaxes(system.domestic_blocks, 1, 2)
            return np.linalg.solve(blocks, left.reshape(G, N, 1)).ravel()
    return solution


def inverse_columns(system: LeontiefSystem, cells: NDArray[np.intp]) -> Array:
    """The columns of B of k cells, shape (GN, k); of the inverse itself where there is one."""
    if "inverse" in vars(system):
        return system.inverse[:, cells]
    unit = np.zeros((len(system.v), len(cells)), order="F")
    unit[cells, np.arange(len(cells))] = 1.0
    return lu_solve(system.lu, unit, trans=1, overwrite_b=True, check_finite=False)


def leontief_inverse(system: LeontiefSystem) -> Array:
    """The inverse B itself, shape (GN, GN); only for what needs every element of it."""
    return system.inverse


def blocks_times(blocks: Array, right: Array) -> Array:
    """R of shape (GN, k) multiplied by the block-diagonal matrix of `blocks`, shape (G, N, N)."""
    G, N, _ = blocks.shape
    return (blocks @ right.reshape(G, N, -1)).reshape(right.shape)


def times_blocks(left: Array, blocks: Array) -> Array:
    """w'D for w of shape (GN,) and the block-diagonal D of `blocks`, shape (GN,)."""
    G, N, _ = blocks.shape
    return np.einsum("gi,gij->gj", left.reshape(G, N), blocks).ravel()
