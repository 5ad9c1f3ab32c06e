"""What runs before every commit is part of the tests: code, rules and workflow are clean."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

TOOLS = Path(sys.executable).parent
(LOCAL,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
# The tests that a hook runs are run anyway.
COMMANDS = [hook["entry"] for hook in LOCAL["hooks"] if "pytest" not in hook["entry"]]


def test_nothing_is_downloaded_before_a_commit():
    assert LOCAL["repo"] == "local"
    assert {hook["language"] for hook in LOCAL["hooks"]} == {"system"}
    assert len(COMMANDS) == 4


@pytest.mark.parametrize("command", COMMANDS)
def test_clean(command):
    tool, *arguments = shlex.split(command)
    done = subprocess.run(
        [TOOLS / tool, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ | {"RUFF_NO_CACHE": "true"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
