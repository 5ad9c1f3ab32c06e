"""The targets icio and icio_check, in a copy of the project."""

import pytest
from gvcrobots.data.verification import verify_raw
from gvcrobots.reference import copy_sources, snakemake


@pytest.fixture(scope="module")
def copy(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("icio") / "clone"
    copy_sources(root, folder)
    return folder


@pytest.mark.parametrize("target", ["icio", "icio_check"])
def test_without_tables_the_message_says_where_they_come_from(copy, target):
    done = snakemake(copy, target, "--dry-run")
    assert done.returncode != 0
    assert "wiod_dir: no folder None; name the folder of the full tables" in done.stdout


def test_the_main_workflow_needs_no_full_tables(copy):
    done = snakemake(copy, "--dry-run")
    assert done.returncode == 0
    assert "icio" not in done.stdout.split("Job stats")[1]


def test_check_and_refresh(copy, shared):
    """Both targets on the 17 real tables; an edited figure is named, and a refresh mends it."""
    folder = f"wiod_dir={shared / 'data/wiod2013'}"

    def check():
        return snakemake(copy, "icio_check", "--cores", "2", "--config", folder)

    def good(done):
        return done.returncode == 0 and "figures equal the recomputed ones to 1e-9" in done.stdout

    done = check()
    assert good(done), done.stdout
    world = copy / "raw/wiod/world.csv"
    world.write_text(world.read_text().replace("1995,34.9", "1995,35.9"))
    done = check()
    assert done.returncode != 0
    assert "raw/wiod/world.csv: trade_based of (1995,) is 35.9167623194" in done.stdout
    done = snakemake(copy, "icio", "--cores", "2", "--config", folder)
    assert done.returncode == 0, done.stdout
    assert good(check())  # it answers every time it is asked
    assert "wiod/world.csv" in verify_raw(copy / "raw")
