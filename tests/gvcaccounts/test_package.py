"""The package as it is installed: public names, a cheap import, the example of the README."""

import doctest
import subprocess
import sys
from pathlib import Path

import gvcaccounts
import pytest


def test_every_public_name_is_there():
    assert all(getattr(gvcaccounts, name) is not None for name in gvcaccounts.__all__)
    assert set(gvcaccounts.__all__) <= set(dir(gvcaccounts))
    with pytest.raises(AttributeError, match="no attribute 'decompse'"):
        gvcaccounts.decompse  # noqa: B018


def test_the_package_itself_imports_nothing_heavy():
    code = "import sys, gvcaccounts; print([m for m in ('numpy', 'pandas') if m in sys.modules])"
    folder = Path(gvcaccounts.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder
    )
    assert done.stdout.strip() == "[]"


def test_files_that_belong_to_it_are_there_and_the_example_runs():
    folder = Path(gvcaccounts.__file__).parent
    assert (folder / "py.typed").is_file()
    done = doctest.testfile(str(folder / "README.md"), module_relative=False)
    assert (done.attempted, done.failed) == (7, 0)
