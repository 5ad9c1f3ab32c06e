"""The package: public names, floors, and what it imports."""

import ast
import subprocess
import sys
from pathlib import Path

import fewclusters
import pytest
from fewclusters.fit.estimators import ESTIMATORS
from fewclusters.infer.registry import METHODS

PACKAGE = Path(fewclusters.__file__).parent
MODULES = sorted(
    path for room in ("fit", "infer", "judge") for path in PACKAGE.glob(f"{room}/*.py")
)
BELOW = {"fit": {"fit"}, "infer": {"fit", "infer"}, "judge": {"fit", "infer", "judge"}}
PEERS = {"numpy", "scipy", "pandas"}


def imported(path):
    """Modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_floors(path):
    """Fit below infer below judge; numpy, scipy and pandas beside them, and nothing else."""
    for name in imported(path):
        top, *rest = name.split(".")
        if top == "fewclusters":
            assert rest[0] in BELOW[path.parent.name], name
        else:
            assert top in PEERS | sys.stdlib_module_names, name


def test_public_names_exist_and_their_types_are_listed():
    for name in fewclusters.__all__:
        assert getattr(fewclusters, name) is not None
    stub = (PACKAGE / "__init__.pyi").read_text(encoding="utf-8")
    nodes = [node for node in ast.parse(stub).body if isinstance(node, ast.ImportFrom)]
    listed = {alias.asname for node in nodes for alias in node.names}
    assert listed | {"__version__"} == set(fewclusters.__all__)
    with pytest.raises(AttributeError, match="'fewclusters' has no attribute 'absorbed'"):
        _ = fewclusters.absorbed


def test_importing_the_package_is_light():
    """No module of its own, nor scipy's heavy ones when methods are asked for."""
    code = (
        "import sys, fewclusters\n"
        "assert not [m for m in sys.modules if m.startswith(('fewclusters.', 'pandas', 'scipy'))]\n"
        "fewclusters.METHODS\n"
        "heavy = {'scipy.stats', 'scipy.optimize', 'statsmodels', 'linearmodels'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    folder = str(PACKAGE.parent)
    subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": folder}, check=True)


def test_registries_agree():
    """Labels are keys, methods name estimators that exist, and every estimator has crv1."""
    for registry in (METHODS, ESTIMATORS):
        assert all(label == entry.label for label, entry in registry.items())
    for method in METHODS.values():
        assert method.estimators <= set(ESTIMATORS)
    assert METHODS["crv1"].estimators == set(ESTIMATORS)
