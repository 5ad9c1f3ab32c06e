"""Which columns of a panel are its units, its periods and its groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Roles:
    """Names of the columns that estimators and methods of inference need beside the regression.

    Attributes
    ----------
    unit
        Columns that make a unit, which is observed once a period.
    time
        Column of the periods: whole numbers, such as years.
    group
        Column of a second way of clustering, or of those whom a shock of a shift-share regressor
        hits, such as industries.
    """

    unit: tuple[str, ...] = ()
    time: str | None = None
    group: str | None = None

    def missing(self, needs: Iterable[str]) -> list[str]:
        """Those of the roles needed that no column has."""
        return [need for need in needs if not getattr(self, need)]
