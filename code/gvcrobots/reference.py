"""Rebuilding the package in a temporary copy, and comparing the results with tracked ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# What is compared: results, not what is rendered from them; what tells a row of each, first match.
COMPARED: dict[str, tuple[str, ...]] = {
    "estimates.csv": ("family", "specification", "term", "inference"),
    "diagnostics.csv": ("family", "specification", "term", "statistic"),
    "claims.csv": ("claim", "number"),
    "curve_test.csv": ("role", "statistic"),
    "placebo.csv": ("term", "inference"),
    "summary*.csv": ("variable",),
    "participation.csv": ("year", "measure"),
    "industries*_association.csv": ("without",),
    "industries*.csv": ("industry",),
    "influence.csv": ("term", "left_out", "name"),
    "eras.csv": ("source", "year"),
}


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


def compared_files(folder: Path) -> dict[str, tuple[str, ...]]:
    """List the results to compare.

    Parameters
    ----------
    folder
        Output folder.

    Returns
    -------
    dict
        What tells a row, by name of the file relative to the folder, sorted.
    """
    keys: dict[str, tuple[str, ...]] = {}
    for pattern, of_row in COMPARED.items():
        for path in folder.glob(pattern):
            keys.setdefault(path.relative_to(folder).as_posix(), of_row)
    return dict(sorted(keys.items()))
