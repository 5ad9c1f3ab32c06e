"""The two descriptions of the environment, and the two lock files, say the same."""

import re

import pytest
import yaml

# Where conda's name of a package differs from pip's.
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "pandera": "pandera-pandas",
    "seaborn": "seaborn-base",
    "snakemake": "snakemake-minimal",
}


def pins(path):
    """Names and versions that are pinned in a requirements file."""
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)(?:\[\w+\])?==([\w.]+)", path.read_text(), re.M))


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_conda_and_pip_pin_the_same_versions(root):
    wanted = pins(root / "requirements.in")
    listed = yaml.safe_load((root / "environment.yml").read_text())["dependencies"]
    conda = dict(entry.split("=") for entry in listed if not entry.startswith("python="))
    assert {CONDA_NAMES.get(n.lower(), n.lower()): v for n, v in wanted.items()} == conda


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_lock_files_hold_what_is_asked_for(root, name):
    locked = {normal(n): v for n, v in pins(root / f"{name}.txt").items()}
    for package, version in pins(root / f"{name}.in").items():
        assert locked[normal(package)] == version


def test_the_two_lock_files_agree(root):
    main, dev = pins(root / "requirements.txt"), pins(root / "requirements-dev.txt")
    assert main.items() <= dev.items()


def test_lock_files_carry_hashes_and_no_addresses(root):
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (root / name).read_text()
        assert "://" not in text
        pinned = re.findall(r"^[A-Za-z0-9].*==", text, re.M)
        assert text.count(" \\\n    --hash=sha256:") >= len(pinned)
