"""Rules list the library modules that their scripts use, through any chain of imports."""

import pytest
from gvcrobots.workflow import library_of


def test_modules_are_found_through_other_modules():
    modules = library_of("estimate_family.py")
    assert "code/gvcrobots/programme/families.py" in modules
    assert "code/fewclusters/fit/absorption.py" in modules  # imported by families.py
    assert "code/gvcrobots/logs.py" in modules  # imported inside the main block
    assert modules == sorted(modules)


def test_modules_that_a_script_does_not_use_are_left_out():
    modules = library_of("estimate_family.py")
    assert not [path for path in modules if "/exhibits/" in path or "/gvcaccounts/" in path]


def test_an_unknown_script_is_an_error():
    with pytest.raises(FileNotFoundError):
        library_of("no_such_script.py")
