"""What the labelled functions take as a table, and its Leontief system."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gvcaccounts.leontief import LeontiefSystem, leontief_system
from gvcaccounts.tables import IcioTable

# A table, its system or a pymrio.IOSystem; or any of these by year.
Tables = IcioTable | LeontiefSystem | Mapping[Any, Any] | Any


def systems_of(table: Tables) -> list[tuple[object, LeontiefSystem]]:
    """Year, or None, and Leontief system of each table.

    Raises
    ------
    TypeError
        If it is none of the kinds that are taken.
    """
    if isinstance(table, Mapping):
        return [(year, _system(one)) for year, one in table.items()]
    return [(None, _system(table))]


def table_of(table: IcioTable | LeontiefSystem | Any) -> IcioTable:  # noqa: ANN401
    """Table of any of the kinds that are taken, other than a map."""
    if isinstance(table, IcioTable):
        return table
    if isinstance(table, LeontiefSystem):
        return table.table
    if hasattr(table, "Z") and hasattr(table, "Y"):
        from gvcaccounts.pymrio_readers import from_pymrio

        return from_pymrio(table, "pymrio system")
    raise TypeError(
        f"table: wanted an IcioTable, a LeontiefSystem or a pymrio.IOSystem, or a map from year to "
        f"them, not {type(table).__name__}"
    )


def _system(table: IcioTable | LeontiefSystem | Any) -> LeontiefSystem:  # noqa: ANN401
    return table if isinstance(table, LeontiefSystem) else leontief_system(table_of(table))
