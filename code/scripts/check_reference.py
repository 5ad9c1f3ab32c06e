"""Build the package in a temporary copy and compare it with tests/reference/ (make check)."""

import sys
import tempfile
from pathlib import Path

from gvcrobots.comparison import compare, report
from gvcrobots.reference import copy_sources, snakemake

ROOT = Path(__file__).resolve().parents[2]


def main() -> str | None:
    """Return what differs, if anything does."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        copy_sources(ROOT, clone)
        print("Building a temporary copy", flush=True)
        done = snakemake(clone, "results", "--cores", "all")
        if done.returncode:
            return f"the build failed:\n{done.stdout}"
        found = compare(ROOT / "tests/reference", clone / "output")
        return report(found, None) if found else None


if __name__ == "__main__":
    difference = main()
    print(difference or "Every result equals tests/reference/ within 1e-8.")
    sys.exit(difference is not None)
