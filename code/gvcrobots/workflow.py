"""What the rules of the DAG need to know of the library: which modules a script uses."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CODE = Path(__file__).resolve().parent.parent
PACKAGES = ("fewclusters", "gvcaccounts", "gvcrobots")


def library_of(script: str) -> list[str]:
    """List the library modules that a script imports, directly or through other modules.

    Snakemake reruns a job when its script is edited, but it does not see edits to the modules that
    the script imports. Rules therefore list them as inputs.

    Parameters
    ----------
    script
        File name of a script in `code/scripts/`.

    Returns
    -------
    list of str
        Sorted paths, relative to the folder that holds `code/`.

    Raises
    ------
    FileNotFoundError
        If there is no such script.
    """
    found: set[Path] = set()
    waiting = list(_imported(CODE / "scripts" / script))
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting.extend(_imported(module))
    return sorted(path.relative_to(CODE.parent).as_posix() for path in found)


@cache
def _imported(path: Path) -> tuple[Path, ...]:
    """Library modules that one file imports, wherever in the file the import stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    names = [name for node in ast.walk(tree) for name in _names(node)]
    return tuple(
        module for name in names if name.split(".")[0] in PACKAGES for module in _files(name)
    )


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
        # `from gvcaccounts import tables` names a module, not an object of one.
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _files(name: str) -> Iterator[Path]:
    path = CODE.joinpath(*name.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            yield candidate
