"""Closing a table whose rows fall short of output, as those of tables published rounded do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from gvcaccounts.leontief import divide
from gvcaccounts.names import unknown
from gvcaccounts.tables import Array, IcioTable, icio_table


def close_table(table: IcioTable, closure: str) -> IcioTable:
    """Make rows add up to output; value added becomes output less inputs once more.

    Decompositions add up to gross exports, and world value added to world final demand, only in a
    table whose rows balance: x = A x + Y u is what they rest on. What a row lacks has to go
    somewhere.

    Parameters
    ----------
    table
        Table with the output that was published.
    closure
        `published`: nothing is changed; inputs lost in rounding are value added of the buyer.
        `prorata`: the residual of a row is spread over its uses in proportion to them, output
        stays; a row without uses gets it in final use at home. `row_sums`: output becomes the sum
        of the uses, as in the R packages decompr and exvatools; what a cell without uses bought is
        final use in its region. `own_use`: the residual is final
        use at home.

    Returns
    -------
    IcioTable
        A new table; `published` gives back the same.

    Raises
    ------
    ValueError
        If there is no such closure.
    """
    if closure not in CLOSURES:
        raise ValueError(f"closure: {unknown('closure', closure, CLOSURES)}")
    return CLOSURES[closure](table)


def _published(table: IcioTable) -> IcioTable:
    return table


def _prorata(table: IcioTable) -> IcioTable:
    uses = row_sums(table)
    factor = np.where(uses > 0, divide(table.x, uses), 1.0)
    return _own_use(_like(table, factor[:, None] * table.Z, factor[:, None] * table.Y, table.x))


def _row_sums(table: IcioTable) -> IcioTable:
    x, Z, Y = row_sums(table), table.Z.copy(), table.Y.copy()
    for cell in np.flatnonzero((x == 0) & (Z != 0).any(axis=0)):
        Y[:, table.region_of_cell[cell]] += Z[:, cell]
        Z[:, cell] = 0.0
    return _like(table, Z, Y, x)


def _own_use(table: IcioTable) -> IcioTable:
    Y = table.Y.copy()
    Y[np.arange(len(Y)), table.region_of_cell] += table.x - row_sums(table)
    return _like(table, table.Z, Y, table.x)


CLOSURES: Mapping[str, Callable[[IcioTable], IcioTable]] = {
    "published": _published,
    "prorata": _prorata,
    "row_sums": _row_sums,
    "own_use": _own_use,
}


def row_sums(table: IcioTable) -> Array:
    """Sum of the uses of each cell's goods, shape (GN,)."""
    return table.Z.sum(axis=1) + table.Y.sum(axis=1)


def ras_table(
    table: IcioTable,
    value_added: ArrayLike,
    final_demand: ArrayLike | None = None,
    tolerance: float = 1e-10,
    rounds: int = 10_000,
) -> IcioTable:
    """Balance a table to output and value added by RAS, where both are known.

    Rows of [Z Y] are scaled to output, columns of Z to output less value added and columns of Y to
    final demand, in turn. Negative entries (inventories) are scaled by the inverse factors, as in
    the generalised RAS of Junius and Oosterhaven (2003), corrected by Lenzen, Wood and Gallego
    (2007); without them this is plain RAS (Miller and Blair 2009, section 7.4).

    Parameters
    ----------
    table
        Table with its output.
    value_added
        Value added of each cell, shape (GN,).
    final_demand
        Final demand of each region, shape (G,); without it, that of the table, scaled to the sum
        of value added.
    tolerance
        Largest difference of a row or column from its margin, relative to the largest margin.
    rounds
        Rounds at most.

    Raises
    ------
    ValueError
        If the margins contradict each other or the rounds do not suffice.
    """
    va = np.asarray(value_added, dtype=np.float64)
    demand = table.Y.sum(axis=0)
    if final_demand is None:
        demand = demand * va.sum() / demand.sum()
    else:
        demand = np.asarray(final_demand, dtype=np.float64)
    columns = np.concatenate([table.x - va, demand])
    if abs(columns.sum() - table.x.sum()) > tolerance * table.x.sum():
        raise ValueError(
            f"ras: value added is {va.sum():.6g} in sum, final demand {demand.sum():.6g}"
        )
    balanced = _ras(np.hstack([table.Z, table.Y]), table.x, columns, tolerance, rounds)
    return _like(table, balanced[:, : len(va)], balanced[:, len(va) :], table.x)


def _ras(flows: Array, rows: Array, columns: Array, tolerance: float, rounds: int) -> Array:
    """Scale rows and columns in turn until both margins hold."""
    positive, negative = np.maximum(flows, 0.0), np.maximum(-flows, 0.0)
    r, s = np.ones(len(rows)), np.ones(len(columns))
    scale = tolerance * np.abs(np.concatenate([rows, columns])).max()
    for _ in range(rounds):
        r = _factors(rows, positive @ s, negative @ (1.0 / s))
        s = _factors(columns, r @ positive, (1.0 / r) @ negative)
        off = r * (positive @ s) - (negative @ (1.0 / s)) / r - rows
        if np.abs(off).max() <= scale:
            return r[:, None] * positive * s - negative / r[:, None] / s
    worst = int(np.argmax(np.abs(off)))
    raise ValueError(f"ras: after {rounds} rounds row {worst} is still off by {off[worst]:.3g}")


def _factors(margin: Array, positive: Array, negative: Array) -> Array:
    """Positive root f of f p - n / f = margin; 1 where a line is empty."""
    root = np.sqrt(margin**2 + 4.0 * positive * negative)
    factor = np.where(
        positive > 0, divide(margin + root, 2.0 * positive), divide(negative, -margin)
    )
    return np.where((factor > 0) & np.isfinite(factor), factor, 1.0)


def _like(table: IcioTable, Z: Array, Y: Array, x: Array) -> IcioTable:
    """Make a table of the same names with other figures."""
    economies = dict(zip(table.regions, table.economies, strict=True))
    return icio_table(table.regions, table.industries, Z, Y, x, economies)
