"""The hash of the code of a job changes with what the job runs, and with nothing else."""

import pytest
from gvcrobots import workflow
from gvcrobots.workflow import code_of, modules_of

LIBRARY = {
    "scripts/job.py": "from fewclusters import absorb\n",
    "scripts/other.py": "from fewclusters import power\n",
    "fewclusters/__init__.py": (
        "from fewclusters.fit.absorption import absorb\n"
        '_LATER = {"power": "judge.power"}\n'
        '_BY_MODULE = {"judge.oster": ("bounds",)}\n'
    ),
    "fewclusters/fit/__init__.py": "",
    "fewclusters/fit/absorption.py": (
        '"""Absorb."""\nfrom .codes import code\n\n\n'
        'def absorb():\n    """Do it."""\n    return code()\n'
    ),
    "fewclusters/fit/codes.py": "def code():\n    return 1\n",
    "fewclusters/judge/__init__.py": "",
    "fewclusters/judge/power.py": "def power():\n    return 2\n",
    "fewclusters/judge/oster.py": "def bounds():\n    return 3\n",
}
FIT = ["fewclusters/fit/absorption.py", "fewclusters/fit/codes.py"]


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A small library of its own, and a function that writes files to it."""
    monkeypatch.setattr(workflow, "CODE", tmp_path)

    def write(**files):
        for cached in ("imports_of", "_definition", "_fingerprint", "_tree"):
            getattr(workflow, cached).cache_clear()
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    write(**LIBRARY)
    yield write
    write()


def used(**named):
    return [path.relative_to(workflow.CODE).as_posix() for path in modules_of(**named)]


def test_a_name_that_a_package_passes_on_is_that_of_the_module_that_defines_it(library):
    assert used(script="job.py") == FIT
    assert used(script="other.py") == ["fewclusters/judge/power.py"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from fewclusters import bounds\n", ["fewclusters/judge/oster.py"]),
        ("import fewclusters as fc\n\nfc.power()\n", ["fewclusters/judge/power.py"]),
        ("import fewclusters.fit.codes\n", ["fewclusters/fit/codes.py"]),
        ("from fewclusters.judge import oster\n", ["fewclusters/judge/oster.py"]),
        ("from fewclusters.fit import *\n", []),
        ("def run():\n    from fewclusters.fit.codes import code\n", ["fewclusters/fit/codes.py"]),
        ("import typing\nif typing.TYPE_CHECKING:\n    from fewclusters import power\n", []),
        ("import pandas\n", []),
    ],
)
def test_every_way_to_import_is_followed(library, text, expected):
    library(**{"scripts/job.py": text})
    assert used(script="job.py") == expected


def test_a_module_can_be_named_beside_a_script_or_alone(library):
    assert used(module="fewclusters.fit.absorption") == FIT
    both = used(script="other.py", module="fewclusters.fit.codes")
    assert both == ["fewclusters/fit/codes.py", "fewclusters/judge/power.py"]
    assert code_of(module="fewclusters.fit.codes") != code_of(module="fewclusters.fit.absorption")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    return code()", "    # as Baltagi\n\n    return code()"),
        ('"""Do it."""', '"""Do all of it."""'),
        ("return code()", "return (\n        code()\n    )"),
        ('"""Absorb."""\n', ""),
    ],
    ids=["comment", "docstring", "layout", "no docstring"],
)
def test_words_about_the_code_do_not_count(library, old, new):
    before = code_of("job.py")
    library(**{"scripts/job.py": "# A job\n" + LIBRARY["scripts/job.py"]})
    text = LIBRARY[FIT[0]]
    assert old in text
    library(**{FIT[0]: text.replace(old, new)})
    assert code_of("job.py") == before


def test_a_change_counts_for_what_uses_it_alone(library):
    before = code_of("job.py"), code_of("other.py")
    library(**{FIT[1]: "def code():\n    return 2\n"})
    assert code_of("job.py") != before[0]
    assert code_of("other.py") == before[1]
    library(**{"scripts/other.py": "from fewclusters import power\n\npower()\n"})
    assert code_of("other.py") != before[1]


@pytest.mark.parametrize("named", [{"script": "no.py"}, {"module": "fewclusters.no"}])
def test_an_unknown_name_is_an_error(library, named):
    with pytest.raises(FileNotFoundError, match="no"):
        code_of(**named)


def test_the_jobs_of_the_study():
    """Estimates use nothing that judges them, and neither uses exhibits or accounting."""
    estimates, diagnostics = (
        {path.relative_to(workflow.CODE).parts[:2] for path in modules_of(script)}
        for script in ("estimate_family.py", "diagnose_family.py")
    )
    assert ("fewclusters", "judge") not in estimates
    assert ("fewclusters", "judge") in diagnostics
    rooms = {room for parts in estimates | diagnostics for room in parts}
    assert not rooms & {"gvcaccounts", "exhibits"}
