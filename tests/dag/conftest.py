"""One build of the whole package in a temporary copy, shared by the tests of the DAG."""

import shutil
from pathlib import Path

import pytest
from gvcrobots.reference import copy_sources, snakemake


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items):
    """Keep all tests of the build in one worker of pytest-xdist, which builds once."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("build"))


@pytest.fixture(scope="session")
def built(root, tmp_path_factory):
    """A copy of the project in which everything has been built. Tests leave it as it was."""
    folder = tmp_path_factory.mktemp("build") / "clone"
    copy_sources(root, folder)
    done = snakemake(folder, "--cores", "2")
    assert done.returncode == 0, done.stdout
    return folder


@pytest.fixture
def copy(built, tmp_path):
    """A built copy of its own, which a test may change or break."""
    return shutil.copytree(built, tmp_path / "copy", symlinks=True)


@pytest.fixture
def edit(built):
    """Replace text in a file of the built copy for one test, and restore file and time after."""
    restored = []

    def replace(name, old, new):
        path = built / name
        backup = path.with_name(f"{path.name}.backup")
        shutil.copy2(path, backup)
        restored.append((backup, path))
        text = path.read_text()
        assert old in text, f"{name} does not contain {old!r}"
        path.write_text(text.replace(old, new, 1))

    yield replace
    for backup, path in reversed(restored):
        shutil.copy2(backup, path)
        backup.unlink()
