"""The rooms of the code lie one above the other, and every function in them is called for."""

import ast
import re

import draw_house
import pytest
from gvcrobots.workflow import CODE, PACKAGES, imports_of

# What a page shows as code.
CODE_IN_TEXT = re.compile(r"```.*?```|`[^`]+`", re.DOTALL)
# Decorators after which a function still has to be called by somebody.
PASSIVE = {
    "cache",
    "cached_property",
    "classmethod",
    "contextmanager",
    "dataclass",
    "lru_cache",
    "property",
    "singledispatch",
    "staticmethod",
}


def test_no_room_imports_what_lies_above_it():
    assert draw_house.arrows_back() == []


@pytest.mark.parametrize(
    ("importer", "imported", "allowed"),
    [
        ("fewclusters.infer", "fewclusters.fit", True),
        ("fewclusters.fit", "fewclusters.judge", False),
        ("gvcaccounts", "fewclusters.fit", False),
        ("gvcaccounts", "gvcrobots", False),
        ("gvcrobots.data", "gvcaccounts", True),
        ("gvcrobots.data", "gvcrobots.exhibits", False),
        ("gvcrobots.exhibits", "gvcrobots.programme", True),
        ("gvcrobots", "gvcrobots.declare", False),
    ],
)
def test_the_floors_are_those_of_the_design(importer, imported, allowed):
    assert draw_house.is_allowed(importer, imported) == allowed


def test_exhibits_fit_no_regression():
    exhibits = [path for path in draw_house.modules() if "exhibits" in path.relative_to(CODE).parts]
    fitting = CODE / "fewclusters/fit"
    found = {
        f"{path.name}: {imported.relative_to(CODE)}"
        for path in exhibits
        for imported in imports_of(path)
        if fitting in imported.parents
    }
    assert exhibits
    assert found == set()


def test_fewclusters_knows_nothing_of_the_study():
    for path in (CODE / "fewclusters").rglob("*.py"):
        said = re.findall(r"iso3|robot|digital|industry", ast.dump(tree_of(path)))
        assert not said, f"{path.relative_to(CODE)} names {said[0]}"


def test_the_picture_is_that_of_the_imports(root):
    """Run `make docs` after rooms have come to use each other in another way."""
    assert (root / "docs/house.md").read_text() == draw_house.page()


def test_every_function_is_used(root):
    """By a script, a rule, a public page or another function that is; tests do not count."""
    assert unused(root) == []


def tree_of(path):
    """Syntax tree without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            del node.body[0]
    return tree


def names_in(node):
    """Names that code refers to, other than by importing them."""
    for child in ast.walk(node):
        if isinstance(child, ast.Name):
            yield child.id
        elif isinstance(child, ast.Attribute):
            yield child.attr
        elif isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield from re.findall(r"^\w+$", child.value)  # getattr, registries by name


def definitions(tree):
    """Functions, classes and public methods, and what is left of the module without them."""
    defined, rest = [], []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            defined.append(node)
        elif isinstance(node, ast.ClassDef):
            # A class of another library calls what it asks its children to define.
            ours = not any(isinstance(base, ast.Attribute) for base in node.bases)
            methods = [
                m for m in node.body if isinstance(m, ast.FunctionDef) and public(m) and ours
            ]
            node.body = [part for part in node.body if part not in methods]
            defined += [node, *methods]
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            rest.append(node)
    return defined, rest


def public(method):
    return not method.name.startswith("_")


def registers(node):
    """Whether a decorator hands the function to somebody who calls it."""
    names = {d.func if isinstance(d, ast.Call) else d for d in getattr(node, "decorator_list", [])}
    return bool({getattr(d, "attr", getattr(d, "id", "")) for d in names} - PASSIVE)


def unused(root):
    waiting, places, called = {}, {}, set()
    for path in (path for package in PACKAGES for path in (CODE / package).rglob("*.py")):
        if path.name == "__init__.py":
            continue
        defined, rest = definitions(tree_of(path))
        called.update(name for node in rest for name in names_in(node))
        for node in defined:
            waiting.setdefault(node.name, []).append(node)
            places.setdefault(node.name, []).append(f"{path.relative_to(CODE)}: {node.name}")
            if registers(node):
                called.add(node.name)
    for path in (CODE / "scripts").glob("*.py"):
        called.update(names_in(tree_of(path)))
    for path in [root / "Snakefile", *(CODE / "rules").glob("*.smk")]:
        called.update(re.findall(r"\w+", path.read_text()))
    for path in [*root.glob("*.md"), *(root / "docs").glob("*.md"), *CODE.glob("*/README.md")]:
        called.update(re.findall(r"\w+", " ".join(CODE_IN_TEXT.findall(path.read_text()))))
    while reached := called & set(waiting):
        called.update(n for name in reached for node in waiting.pop(name) for n in names_in(node))
    return sorted(place for name in waiting for place in places[name])
