"""What changed between two builds: seen, named, and nothing else."""

import shutil
import subprocess
import sys

import pandas as pd
import pytest
from gvcrobots.comparison import changed_exhibits, compare, keep, kept_before, report
from gvcrobots.reference import compared_files

CLAIMS = "claim,number,p_value,verdict\nC2,1,0.5,supported\nC3,1,0.25,inconclusive\n"
HEADER = "family,specification,term,inference,estimate\n"
ROWS = ("baseline,both,robots,wcr31,-0.123456789012\n", "baseline,both,digital,wcr31,2.5\n")
NOTHING = "No result changed (numbers agree to 1e-8)."


@pytest.fixture
def folders(tmp_path):
    built = tmp_path / "built"
    (built / "tables").mkdir(parents=True)
    (built / "estimates.csv").write_text(HEADER + "".join(ROWS))
    (built / "claims.csv").write_text(CLAIMS)
    (built / "tables/baseline.tex").write_text("Robots & 0.123 \\\\\n")
    return shutil.copytree(built, tmp_path / "reference"), built


def change(path, old, new):
    path.write_text(path.read_text().replace(old, new))


def test_equal_folders(folders):
    assert compare(*folders) == {}
    assert report(compare(*folders), None) == NOTHING


def test_differences_within_tolerance_pass(folders):
    change(folders[1] / "estimates.csv", "0.123456789012", "0.123456789013")
    assert compare(*folders) == {}


def test_a_coefficient_that_moved_is_named_with_both_values(folders):
    change(folders[1] / "estimates.csv", "0.123456789012", "0.25")
    lines = report(compare(*folders), None).splitlines()
    assert lines[:2] == [
        "Coefficients that moved (1):",
        "  baseline.both.robots: -0.1235 -> -0.25",
    ]


def test_the_largest_move_comes_first(folders):
    change(folders[1] / "estimates.csv", "0.123456789012", "0.1235")
    change(folders[1] / "estimates.csv", "2.5", "-2.5")
    lines = report(compare(*folders), None).splitlines()
    assert [line.split(":")[0].strip() for line in lines[1:3]] == [
        "baseline.both.digital",
        "baseline.both.robots",
    ]


def test_a_verdict_that_flips_stands_first(folders):
    change(folders[1] / "claims.csv", "0.5,supported", "0.04,contradicted")
    lines = report(compare(*folders), None).splitlines()
    assert lines[0] == "Verdicts and words (1):"
    assert lines[1] == "  C2.1: verdict: supported -> contradicted"
    assert lines[2].startswith("claims.csv: 2 values; first: C2.1, p_value: 0.5 -> 0.04")


def test_rows_gained_and_lost_do_not_shift_the_others(folders):
    estimates = folders[1] / "estimates.csv"
    new = "baseline,alone,robots,wcr31,1.5\n"
    estimates.write_text(HEADER + new + ROWS[1])
    found = compare(*folders)["estimates.csv"]
    assert found.changes == []
    assert found.gained == ["baseline.alone.robots.wcr31"]
    assert found.lost == ["baseline.both.robots.wcr31"]


def test_the_keys_tell_every_row_of_the_reference(root):
    folder = root / "tests/reference"
    for name, keys in compared_files(folder).items():
        assert not pd.read_csv(folder / name).duplicated(list(keys)).any(), name


def test_a_count_that_changes_is_a_value_and_no_other_row(folders):
    for folder, n in zip(folders, ("6645", "6199"), strict=True):
        (folder / "summary.csv").write_text(f"variable,n,mean\nbackward,{n},29.5\n")
    lines = report(compare(*folders), None).splitlines()
    assert lines == ["summary.csv: 1 values; first: backward, n: 6645 -> 6199"]


def test_another_order_of_rows_or_columns_is_a_change(folders):
    (folders[1] / "estimates.csv").write_text(HEADER + "".join(reversed(ROWS)))
    change(folders[1] / "claims.csv", CLAIMS, "claim,number,verdict,p_value\nC2,1,supported,0.5\n")
    found = compare(*folders)
    assert [c.row for c in found["estimates.csv"].changes] == ["order"]
    assert [c.new for c in found["claims.csv"].changes] == ["claim,number,verdict,p_value"]


def test_a_row_that_is_cut_off_has_lost_its_values(folders):
    change(folders[1] / "claims.csv", ",0.25,inconclusive", "")
    assert len(compare(*folders)["claims.csv"].changes) == 2


def test_a_table_that_is_not_built_has_lost_its_rows(folders):
    (folders[1] / "claims.csv").unlink()
    assert compare(*folders)["claims.csv"].lost == ["C2.1", "C3.1"]


def test_exhibits_are_compared_with_what_was_kept(folders, tmp_path):
    built, kept = folders[1], tmp_path / "kept"
    keep(built, kept)
    assert compare(kept / "last", built) == {}
    assert changed_exhibits(kept / "last", built) == []
    change(built / "tables/baseline.tex", "Robots", "Robot")
    assert changed_exhibits(kept / "last", built) == ["tables/baseline.tex"]
    assert report({}, ["tables/baseline.tex"]).splitlines() == [
        "Exhibits that look different (1):",
        "  tables/baseline.tex",
    ]


def test_a_run_that_changes_nothing_leaves_what_was_kept_before(folders, tmp_path):
    built, kept = folders[1], tmp_path / "kept"
    keep(built, kept)
    change(built / "claims.csv", "supported", "contradicted")
    assert kept_before(built, kept) == kept / "last"  # a run that was cut off keeps nothing
    for _ in range(2):
        keep(built, kept)
        before = kept_before(built, kept)
        assert before == kept / "previous"
        assert [c.old for c in compare(before, built)["claims.csv"].changes] == ["supported"]


def test_a_folder_without_digests_says_nothing_of_exhibits(folders):
    assert changed_exhibits(*folders) is None


def test_nothing_is_kept_of_a_folder_without_results(tmp_path):
    keep(tmp_path / "none", tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_a_long_list_is_cut_and_counted(folders):
    many = [f"baseline,both,x{n},wcr31,{n}.5\n" for n in range(20)]
    (folders[0] / "estimates.csv").write_text(HEADER + "".join(many))
    (folders[1] / "estimates.csv").write_text(HEADER + "".join(many).replace(".5", ".75"))
    lines = report(compare(*folders), None).splitlines()
    assert lines[0] == "Coefficients that moved (20):"
    assert lines[13] == "  ... and 8 more"


def test_the_script_names_what_it_cannot_compare_with(root):
    command = [sys.executable, str(root / "code/scripts/diff_results.py"), "no-such-commit"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("diff: ")
    assert len(done.stderr.splitlines()) == 1
