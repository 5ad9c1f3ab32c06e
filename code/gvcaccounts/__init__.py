"""Accounts of global value chains from inter-country input-output tables."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.2.0"

# Public names by module; a module is imported when one of its names is asked for.
_PUBLIC = {
    "aggregation": ("aggregate", "merge_split_economies", "split_economies"),
    "classes": ("geographies", "geography", "sector_groups"),
    "closures": ("close_table", "ras_table"),
    "content": ("origin_of_value",),
    "decompositions": ("decompose",),
    "gross_trade": ("trade",),
    "indicators": ("cell_indicators",),
    "leontief": ("LeontiefSystem", "leontief_system"),
    "links": ("partner_links",),
    "participation": ("gvc_trade",),
    "position": ("backward_length", "upstreamness"),
    "production": ("backward_activities", "forward_activities"),
    "pymrio_readers": ("from_pymrio", "read_eora26"),
    "readers": ("read_figaro", "read_oecd_icio", "read_wiod2016", "read_workbook"),
    "reading": ("from_frames", "read"),
    "tables": ("IcioTable", "check_table", "icio_table"),
    "tripartite": ("tripartite_trade",),
    "value_flows": ("value_added",),
    "vertical": ("national_table", "vertical_specialisation"),
    "wiod2013": ("read_wiod2013",),
    "world": ("world_participation",),
}
_MODULE_OF = {name: module for module, names in _PUBLIC.items() for name in names}
__all__ = ["__version__", *sorted(_MODULE_OF)]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'gvcaccounts' has no attribute {name!r}")
    return getattr(import_module(f"gvcaccounts.{_MODULE_OF[name]}"), name)


def __dir__() -> list[str]:
    return __all__
