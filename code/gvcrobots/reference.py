"""Rebuilding the package in a temporary copy, and comparing the results with tracked ones."""

from __future__ import annotations

import csv
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

RELATIVE_TOLERANCE = 1e-8
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


def first_difference(reference: Path, built: Path) -> str | None:
    """Compare two output folders and describe the first difference.

    Parameters
    ----------
    reference, built
        Folders with the files of `COMPARED`.

    Returns
    -------
    str or None
        File, row and column with both values, or nothing if every number agrees to 1e-8
        (relative) and everything else to the letter.
    """
    names, found = compared_files(reference), compared_files(built)
    if names != found:
        odd = sorted(set(names) ^ set(found))[0]
        return f"{odd}: {'not built' if odd in names else 'not in the reference'}"
    for name in names:
        if difference := next(_differences(reference / name, built / name), None):
            return f"{name}: {difference}"
    return None


def _differences(reference: Path, built: Path) -> Iterator[str]:
    header, *expected = _rows(reference)
    found_header, *found = _rows(built)
    if header != found_header:
        yield f"columns {found_header}, reference {header}"
    for row, (old, new) in enumerate(zip_longest(expected, found), start=2):
        if old is None or new is None:
            yield f"row {row}: only in {'the build' if old is None else 'the reference'}"
            return
        for column, a, b in zip(header, old, new, strict=True):
            if not _same(a, b):
                yield f"row {row} ({', '.join(new[:3])}), column {column}: {b}, reference {a}"


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _same(a: str, b: str) -> bool:
    if a == b:
        return True
    try:
        x, y = float(a), float(b)
    except ValueError:
        return False
    return math.isclose(x, y, rel_tol=RELATIVE_TOLERANCE, abs_tol=1e-12)
