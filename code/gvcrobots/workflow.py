"""What the rules of the DAG need to know of the library: the code that a job runs."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

CODE = Path(__file__).resolve().parent.parent
PACKAGES = ("fewclusters", "gvcaccounts", "gvcrobots")
DIGITS = 16  # of a hash: enough that two versions of the code never share one


def code_of(script: str = "", module: str = "") -> str:
    """Hash a script or a module, with the library code that it uses directly or through others.

    Snakemake reruns a job when its script is newer than its results, and does not see edits of the
    modules that the script imports. Rules therefore carry this hash as a parameter, and the profile
    leaves the time of scripts out of account. It is a hash of syntax trees: comments, docstrings
    and layout do not count. A name that a package passes on counts as an import of the module that
    defines it, not of the package.

    Parameters
    ----------
    script
        File name of a script in `code/scripts/`.
    module
        Name of a module that the script loads by name, such as `gvcrobots.exhibits.curve`.

    Returns
    -------
    str
        Sixteen hexadecimal digits.

    Raises
    ------
    FileNotFoundError
        If there is no such script or module.
    """
    digest = hashlib.sha256()
    scripts = [CODE / "scripts" / script] if script else []
    for path in [*scripts, *modules_of(script, module)]:
        digest.update(f"{path.relative_to(CODE).as_posix()} {_fingerprint(path)}\n".encode())
    return digest.hexdigest()[:DIGITS]


def modules_of(script: str = "", module: str = "") -> list[Path]:
    """List the library modules that a script or a module uses; parameters as in `code_of`.

    Returns
    -------
    list of Path
        Sorted files, the named module among them, the script not.
    """
    waiting = set(imports_of(CODE / "scripts" / script)) if script else set()
    if module:
        if not (found := _module(module)):
            raise FileNotFoundError(f"no module {module} under {CODE.name}/")
        waiting.add(found)
    found_so_far: set[Path] = set()
    while waiting:
        found_so_far.add(path := waiting.pop())
        waiting |= imports_of(path) - found_so_far
    return sorted(found_so_far)


@cache
def imports_of(path: Path) -> frozenset[Path]:
    """Library modules that one file imports at run time, wherever in the file the import stands.

    Parameters
    ----------
    path
        A script, or a module of the library.

    Returns
    -------
    frozenset of Path
        Files of the modules that define what is imported.
    """
    tree = _tree(path)
    imported = (_imported(name, attribute) for name, attribute in _names(tree, path))
    return frozenset(module for modules in imported for module in modules) - {path}


def _names(tree: ast.Module, path: Path) -> Iterator[tuple[str, str]]:
    """Modules that are imported, and the names that are taken from them, if any."""
    bound = {}
    for node in _executed(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, ""
                bound[alias.asname or alias.name.split(".")[0]] = alias.name
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(node, path)
            for alias in node.names:
                yield origin, alias.name
                bound[alias.asname or alias.name] = f"{origin}.{alias.name}"
    for node in ast.walk(tree):  # `fewclusters.Design` after `import fewclusters`
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = bound.get(node.value.id, "")
            if _package(name):
                yield name, node.attr


def _executed(node: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only a type checker reads."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            continue
        yield child
        yield from _executed(child)


def _origin(node: ast.ImportFrom, path: Path) -> str:
    """Name in full of the module that `from ... import` takes names from."""
    if not node.level:
        return node.module or ""
    parts = path.relative_to(CODE).parts[: -node.level]
    return ".".join([*parts, *filter(None, [node.module])])


def _imported(name: str, attribute: str) -> Collection[Path]:
    """Files behind `from name import attribute`, or behind `import name`."""
    if name.split(".")[0] not in PACKAGES:
        return ()
    if module := _module(name):
        return (module,)
    if attribute == "*":
        return imports_of(_package(name) or CODE)
    if found := _module(f"{name}.{attribute}") or _definition(name, attribute):
        return (found,)
    itself = _package(name)
    return () if itself is None or not attribute or _package(f"{name}.{attribute}") else (itself,)


@cache
def _definition(package: str, name: str) -> Path | None:
    """File of the module that defines what a package passes on."""
    path = _package(package)
    if path is None or not name:
        return None
    tree = _tree(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if name == (alias.asname or alias.name):
                    return next(iter(_imported(_origin(node, path), alias.name)), None)
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if module := _passed_on(package, key, value, name):
                    return module
    return None


def _passed_on(package: str, key: ast.expr | None, value: ast.expr, name: str) -> Path | None:
    """Module of a name in a table of names that are loaded when first used.

    Such a table says `{"Design": "fit.design"}` or `{"fit.design": ("Design",)}`.
    """
    words = [n.value for n in ast.walk(value) if isinstance(n, ast.Constant)]
    if not isinstance(key, ast.Constant) or name not in (key.value, *words):
        return None
    modules = words if key.value == name else [key.value]
    candidates = (str(module).lstrip(".") for module in modules)
    found = (_module(c) or _module(f"{package}.{c}") for c in candidates)
    return next(filter(None, found), None)


def _module(name: str) -> Path | None:
    path = CODE.joinpath(*name.split(".")).with_suffix(".py")
    return path if path.is_file() else None


def _package(name: str) -> Path | None:
    path = CODE.joinpath(*name.split("."), "__init__.py") if name else CODE / "no package"
    return path if path.is_file() else None


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(ast.dump(_tree(path)).encode()).hexdigest()


@cache
def _tree(path: Path) -> ast.Module:
    """Syntax tree of a file, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node, clean=False
        ):
            del node.body[0]
    return tree
