"""What all tests share: where the project is, and where full source tables may be found."""

import os
from pathlib import Path

# Before anything loads BLAS: two workers with a thread each are several times as fast as two
# workers that contend for the cores.
for library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import pytest  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
# Full source tables and published results of other software; absent on a reader's machine.
SHARED = Path(os.environ.get("GVCROBOTS_SHARED", ROOT.parent / "shared"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Deal files out to the workers, but the build to one alone, and each wheel to one.

    The groups of pytest-xdist (`--dist loadgroup`) do nothing with this version of pytest.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file, _, test = nodeid.partition("::")
            if file.startswith("tests/dag/"):
                return "the build"
            return test.partition("[")[2] if file == "tests/test_wheels.py" else file

    return Scheduling(config, log)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"full source tables are not at {SHARED} (set GVCROBOTS_SHARED)")
    return SHARED
