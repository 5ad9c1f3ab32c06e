"""What all readers share: files that have to be there, and packages that are needed by few."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType


def existing(path: str | Path, what: str = "file") -> Path:
    """The path of a file or folder that is there.

    Raises
    ------
    TypeError
        If it is not a path.
    FileNotFoundError
        If there is none.
    """
    if not isinstance(path, str | Path):
        raise TypeError(f"path of a {what} wanted, not {type(path).__name__} {path!r}")
    path = Path(path)
    if not (path.is_dir() if what == "folder" else path.is_file()):
        raise FileNotFoundError(f"{path}: no such {what}")
    return path


def whole_year(year: int) -> int:
    """The year, checked to be a whole number: '95' and 1995.5 are not."""
    if isinstance(year, bool) or not hasattr(year, "__index__"):
        raise TypeError(f"year wanted as a whole number, not {type(year).__name__} {year!r}")
    return int(year)


def optional(module: str, extra: str) -> ModuleType:
    """A module that only some readers need, and that is slow to import.

    Raises
    ------
    ImportError
        If it is not installed; the message names the extra that brings it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise ImportError(
            f"this reader needs the package {module!r}: pip install 'gvcaccounts[{extra}]'"
        ) from error
