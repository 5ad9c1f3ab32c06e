"""Rebuilding the package in a temporary copy, and comparing the results with tracked ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# What is compared: results, not what is rendered from them.
COMPARED = (
    *("estimates.csv", "diagnostics.csv", "claims.csv", "curve_test.csv", "placebo.csv"),
    *("summary*.csv", "participation.csv", "industries*.csv", "influence.csv", "eras.csv"),
)


def copy_sources(root: Path, target: Path) -> None:
    """Copy what the project consists of, and nothing that the DAG made, to an empty folder.

    Parameters
    ----------
    root
        Folder of the project: a git checkout, edited or not, or an unpacked archive.
    target
        Folder to create.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        made = ("derived", "output", "logs", "benchmarks", ".snakemake", ".venv", "paper.pdf")
        shutil.copytree(root, target, ignore=shutil.ignore_patterns(*made))
        return
    for name in sorted(filter(None, listed.stdout.split("\0"))):
        if (root / name).is_file():  # a tracked file may have been deleted
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target / name)


def snakemake(
    folder: Path, *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Snakemake of this Python in a folder and return what it printed, both streams in one."""
    command = [sys.executable, "-m", "snakemake", *arguments]
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("SNAKEMAKE")}
    return subprocess.run(
        command,
        cwd=folder,
        env=inherited | (environment or {}),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def compared_files(folder: Path) -> list[str]:
    """List the results to compare, relative to an output folder, sorted."""
    return sorted(
        path.relative_to(folder).as_posix() for pattern in COMPARED for path in folder.glob(pattern)
    )
