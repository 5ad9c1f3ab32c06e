"""The linters are part of the tests: code, rules and workflow are clean."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["snakefmt", "--check", "Snakefile", "code/rules"],
        ["snakemake", "--lint"],
    ],
    ids=" ".join,
)
def test_clean(root, command):
    done = subprocess.run(
        [TOOLS / command[0], *command[1:]],
        cwd=root,
        capture_output=True,
        text=True,
        env=os.environ | {"RUFF_NO_CACHE": "true"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
