"""Look-through exposure to foreign production (Baldwin, Freeman and Theodorakopoulos 2023)."""

from __future__ import annotations

from gvcaccounts.leontief import divide
from gvcaccounts.position import ChainLength
from gvcaccounts.tables import Array


def foreign_exposure(length: ChainLength) -> Array:
    """Foreign share of all production behind a cell's goods, in per cent, shape (GN,).

    100 times the sum of u'B_ts over t other than s, over u'B_.s: gross output, at every stage, that
    a unit of the cell's goods calls for in other economies (Baldwin, Freeman and Theodorakopoulos
    2023, FPEM: the column of B ŷ over its sum; final demand cancels). *Look-through*: what domestic
    suppliers import counts, and what foreign suppliers buy back from the economy is domestic. The
    output of the cell itself is among the production; a cell without output has 0.

    In WIOD 2013 the domestic share of manufacturing in the United States is 88 per cent in 1995
    and 80 in 2011, as the over 80 per cent of the paper (OECD tables, to 2018). Without the output
    of the cell itself, that is for its purchases alone, it is 80 and 65.

    Parameters
    ----------
    length
        Chain lengths of the cells, of `backward_length`.
    """
    return 100.0 * divide(length.foreign, length.total)
