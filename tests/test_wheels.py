"""The two libraries stand alone: their tests pass from their wheels, outside the project."""

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

LIBRARIES = ("fewclusters", "gvcaccounts")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
OFFLINE = ("--quiet", "--no-index", "--no-deps")
EXTRA = "test"  # the extra of a library that says what its tests need
SETTINGS = """[pytest]
addopts = --import-mode=importlib --strict-markers -m "not slow"
pythonpath = .
markers = slow: simulations and peers that take seconds
"""


@pytest.fixture(scope="module", params=LIBRARIES)
def library(request):
    return request.param


@pytest.fixture(scope="module")
def wheel(root, library, tmp_path_factory):
    """Built from a copy of the folder of the library alone, so that nothing is left in it."""
    folder = tmp_path_factory.mktemp("wheel")
    unwanted = shutil.ignore_patterns("__pycache__", "build", "*.egg-info")
    sources = shutil.copytree(root / "code" / library, folder / library, ignore=unwanted)
    run(*PIP, "wheel", *OFFLINE, "--no-build-isolation", "-w", folder, sources, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel, library, root, tmp_path_factory):
    """An environment that holds the wheel and what it asks for; beside it, the tests."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "environment", symlinks=True)
    python = folder / "environment/bin/python"
    run(*PIP, "--python", python, "install", *OFFLINE, wheel, cwd=folder)
    places = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    site = Path(places.strip())
    (installed,) = site.glob(f"{library}-*.dist-info")
    for needed in closure(Distribution.at(installed).requires or [], {EXTRA}):
        link(needed, site)
    shutil.copytree(root / "tests" / library, folder / "tests")
    (folder / "tests/pytest.ini").write_text(SETTINGS)
    return python, folder / "tests"


def run(*command, cwd):
    """Run without the project on the path, and return what was printed."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def closure(requirements, extras=frozenset(), found=None):
    """Distributions of this environment that requirements name, and what those require."""
    found = {} if found is None else found
    for line in requirements:
        asked = Requirement(line)
        wanted = not asked.marker or any(asked.marker.evaluate({"extra": e}) for e in {"", *extras})
        if wanted and asked.name not in found:
            found[asked.name] = distribution(asked.name)
            assert asked.specifier.contains(found[asked.name].version), line
            closure(found[asked.name].requires or [], asked.extras, found)
    return found.values()


def link(needed, site):
    """Make one distribution of this environment, and nothing else, visible in another."""
    for top in {file.parts[0] for file in needed.files if file.parts[0] not in ("..", "/")}:
        if top != "__pycache__" and not (site / top).exists():
            (site / top).symlink_to(needed.locate_file(top))


def test_the_wheel_holds_the_library_and_what_goes_with_it(wheel, library, root):
    names = zipfile.ZipFile(wheel).namelist()
    modules = {
        path.relative_to(root / "code").as_posix()
        for path in (root / "code" / library).rglob("*.py")
    }
    assert modules <= set(names)
    assert f"{library}/py.typed" in names
    assert not [name for name in names if not name.startswith((f"{library}/", f"{library}-"))]
    (about,) = (name for name in names if name.endswith("/METADATA"))
    metadata = zipfile.ZipFile(wheel).read(about).decode()
    assert re.search(r"^License", metadata, re.M)
    assert re.search(r"^Version: \d+\.\d+\.\d+$", metadata, re.M)
    assert "```python" in metadata  # the README with its worked example


def test_the_library_is_found_without_the_project(elsewhere, library):
    python, folder = elsewhere
    code = f"import {library}; print({library}.__file__)"
    where = run(python, "-c", code, cwd=folder)
    assert "environment" in where
    for absent in ("gvcrobots", "snakemake"):
        missing = f"import importlib.util as u; assert u.find_spec({absent!r}) is None"
        run(python, "-c", missing, cwd=folder)


def test_its_tests_pass_from_the_wheel(elsewhere):
    python, folder = elsewhere
    closing = run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", ".", cwd=folder)
    assert re.search(r"\d\d+ passed", closing.splitlines()[-1])
