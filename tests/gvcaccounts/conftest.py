"""Where full source tables and results of other software may be found."""

import os
from pathlib import Path

import pytest

HERE = Path(__file__).resolve()
BESIDE = HERE.parents[3] / "shared" if len(HERE.parents) > 3 else HERE.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(os.environ.get("GVCROBOTS_SHARED", BESIDE))
    if not (folder / "oracles").is_dir():
        pytest.skip(f"full source tables are not at {folder} (set GVCROBOTS_SHARED)")
    return folder
