"""Say what changed against the reference, a commit or the previous build (make diff)."""

import io
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from gvcrobots.comparison import changed_exhibits, compare, kept_before, report

ROOT = Path(__file__).resolve().parents[2]
REFERENCE, OUTPUT = Path("tests/reference"), Path("output")
KEPT = Path(".snakemake/results")  # of the last two runs that differ


def of_commit(commit: str, folder: Path) -> Path:
    """Take the tracked results of a commit."""
    command = ["git", "archive", commit, REFERENCE.as_posix()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"diff: WITH={commit}: not reference, previous or a commit with {REFERENCE}")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder / REFERENCE


def main(other: str = "reference") -> str:
    """Compare output/ with what is asked for."""
    if not (ROOT / OUTPUT / "estimates.csv").exists():
        sys.exit("diff: output/estimates.csv: not built (run make first)")
    with tempfile.TemporaryDirectory() as folder:
        previous = kept_before(ROOT / OUTPUT, ROOT / KEPT)
        known = {"reference": ROOT / REFERENCE, "previous": previous}
        old = known.get(other) or of_commit(other, Path(folder))
        if not old.exists():
            sys.exit(f"diff: WITH={other}: no other results of an earlier run")
        exhibits = changed_exhibits(old, ROOT / OUTPUT)
        return report(compare(old, ROOT / OUTPUT), exhibits)


if __name__ == "__main__":
    print(main(*sys.argv[1:]))
