"""The drift check sees what has changed, and only that."""

import shutil

import pytest
from gvcrobots.reference import first_difference

CLAIMS = "claim,number,verdict\nC2,1,supported\n"
CSV = "family,specification,term,estimate\nbaseline,both,robots,-0.123456789012\n"


@pytest.fixture
def folders(tmp_path):
    built = tmp_path / "built"
    (built / "tables").mkdir(parents=True)
    (built / "estimates.csv").write_text(CSV)
    (built / "claims.csv").write_text(CLAIMS)
    (built / "tables/baseline.tex").write_text("Robots & 0.123 \\\\\n")
    return shutil.copytree(built, tmp_path / "reference"), built


def change(path, old, new):
    path.write_text(path.read_text().replace(old, new))


def test_equal_folders(folders):
    assert first_difference(*folders) is None


def test_differences_within_tolerance_pass(folders):
    change(folders[1] / "estimates.csv", "0.123456789012", "0.123456789013")
    assert first_difference(*folders) is None


def test_the_first_difference_is_named(folders):
    change(folders[1] / "estimates.csv", "0.123456789012", "0.123456799")
    message = first_difference(*folders)
    assert message.startswith("estimates.csv: row 2 (baseline, both, robots), column estimate")


def test_words_are_compared(folders):
    change(folders[1] / "claims.csv", "supported", "contradicted")
    message = first_difference(*folders)
    assert message.startswith("claims.csv: row 2 (C2, 1, contradicted), column verdict")


def test_what_is_rendered_from_results_is_not_compared(folders):
    change(folders[1] / "tables/baseline.tex", "Robots", "Robot")
    assert first_difference(*folders) is None


def test_a_missing_file_and_a_missing_row_are_named(folders):
    (folders[1] / "estimates.csv").write_text(CSV.splitlines()[0] + "\n")
    assert first_difference(*folders) == "estimates.csv: row 2: only in the reference"
    (folders[1] / "claims.csv").unlink()
    assert first_difference(*folders) == "claims.csv: not built"
