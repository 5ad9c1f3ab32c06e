"""Vertical specialisation: what a unit of exports contains of imports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gvcaccounts.leontief import LeontiefSystem, divide, times_blocks
from gvcaccounts.tables import Array


@dataclass(frozen=True, eq=False)
class NationalTable:
    """A national input-output table of N industries, with domestic and imported flows apart.

    Attributes
    ----------
    industries
        Names of the N industries.
    domestic
        Inputs from the own economy, industry that sells by industry that buys, shape (N, N).
    imported
        Imported inputs, product by industry that buys, shape (N, N).
    exports
        Exports of each industry, shape (N,).
    x
        Gross output, shape (N,).
    """

    industries: tuple[str, ...]
    domestic: Array
    imported: Array
    exports: Array
    x: Array


def national_table(
    industries: Sequence[str],
    domestic: ArrayLike,
    imported: ArrayLike,
    exports: ArrayLike,
    x: ArrayLike,
    name: str = "national table",
) -> NationalTable:
    """Make a national table of arrays, in double precision and protected from writing.

    Parameters
    ----------
    industries, domestic, imported, exports, x
        As in `NationalTable`.
    name
        File, economy and year, for messages.

    Raises
    ------
    ValueError
        If an industry is there twice, a shape is wrong, a figure is not finite, output is negative,
        or an industry without output has inputs.
    """
    if repeated := [i for i in dict.fromkeys(industries) if list(industries).count(i) > 1]:
        raise ValueError(f"{name}: industry {repeated[0]!r} is there twice")
    n = len(industries)
    table = NationalTable(
        tuple(industries),
        _checked(domestic, (n, n), f"{name}: domestic"),
        _checked(imported, (n, n), f"{name}: imported"),
        _checked(exports, (n,), f"{name}: exports"),
        _checked(x, (n,), f"{name}: x"),
    )
    inputs = table.domestic.sum(axis=0) + table.imported.sum(axis=0)
    for offends, what in (
        (table.x < 0, "negative output"),
        ((table.x == 0) & (inputs != 0), "inputs but no output"),
    ):
        if offends.any():
            raise ValueError(f"{name}: industry {industries[int(np.argmax(offends))]!r} has {what}")
    return table


def _checked(values: ArrayLike, shape: tuple[int, ...], what: str) -> Array:
    array = np.array(values, dtype=np.float64)
    if array.shape != shape:
        raise ValueError(f"{what} has shape {array.shape}, wanted {shape}")
    if not np.isfinite(array).all():
        raise ValueError(f"{what} has figures that are not finite")
    array.setflags(write=False)
    return array


def vertical_specialisation(table: NationalTable) -> Array:
    """Import content of a unit of exports of each industry, in per cent, shape (N,).

    100 u'A_m (I - A_d)⁻¹ (Hummels, Ishii and Yi 2001, eq. 3), with the coefficients A_m of imported
    and A_d of domestic inputs. An industry without output has 0. Domestic content that returns in
    imports counts as imported: from a national table it cannot be told apart.

    Parameters
    ----------
    table
        National table.

    Returns
    -------
    Array
        Per cent of exports (of any sale of the industry). The content of several industries
        together is the mean weighted by exports.

    Raises
    ------
    ValueError
        If I - A_d is singular.
    """
    per_unit = divide(1.0, table.x)
    system = np.eye(len(table.x)) - table.domestic * per_unit
    try:
        return 100.0 * np.linalg.solve(system.T, table.imported.sum(axis=0) * per_unit)
    except np.linalg.LinAlgError as error:
        raise ValueError("national table: I - A_d is singular") from error


def vertical_specialisation_of_cells(system: LeontiefSystem) -> Array:
    """`vertical_specialisation` of each cell of an inter-country table, in per cent, shape (GN,).

    100 times the sum of A_ts over t other than s, multiplied by L_ss: the national table of every
    region inside the inter-country table gives the same figures.
    """
    domestic = system.domestic_coefficients.sum(axis=1).ravel()
    return 100.0 * times_blocks(system.A.sum(axis=0) - domestic, system.L)
