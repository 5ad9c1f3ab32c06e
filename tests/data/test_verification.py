"""A damaged raw table is noticed, and named in one line."""

import shutil
from pathlib import Path

import pytest
from gvcrobots.data.codes import iso3_codes
from gvcrobots.data.upstream.raw_tables import seal_source
from gvcrobots.data.verification import verify_raw

FOLDERS = sorted(path.name for path in (Path(__file__).parents[2] / "raw").iterdir())


@pytest.fixture(scope="module")
def raw(root):
    if not (root / "raw/wiod/source.yaml").is_file():
        pytest.skip("raw/wiod has not been written")
    return root / "raw"


@pytest.fixture
def copy(raw, tmp_path):
    return shutil.copytree(raw, tmp_path / "raw")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def reseal(folder):
    """Give an edited table its new checksum, rows and years: what an edit may still break."""
    seal_source(folder)


def finding(raw):
    with pytest.raises(ValueError) as caught:
        verify_raw(raw)
    message = str(caught.value)
    assert "\n" not in message
    return message.removeprefix(f"{raw}/")


def test_the_raw_tables_of_the_package_pass(raw):
    report = verify_raw(raw)
    tables = sorted(path.relative_to(raw).as_posix() for path in raw.glob("*/*.csv"))
    assert sorted(report) == tables


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_flipped_byte_is_noticed_in_every_table(copy, folder):
    for path in sorted((copy / folder).glob("*.csv")):
        original = path.read_bytes()
        damaged = bytearray(original)
        damaged[len(damaged) // 2] ^= 1
        path.write_bytes(damaged)
        assert finding(copy).startswith(f"{folder}/{path.name}: ")
        path.write_bytes(original)


def test_a_changed_digit_is_left_to_the_checksum(copy):
    edit(copy / "pwt/economies.csv", "8.215478", "8.215479")
    assert finding(copy) == (
        "pwt/economies.csv: sha256 differs from source.yaml (file edited or truncated)"
    )


def test_a_missing_file_is_named(copy):
    (copy / "pwt/economies.csv").unlink()
    assert finding(copy) == "pwt/economies.csv: missing"


def test_a_folder_that_nobody_declares_is_named(copy):
    (copy / "epl").mkdir()
    (copy / "epl/epl.csv").write_text("iso3,year,epl\n")
    assert finding(copy) == "epl/source.yaml: missing"


def test_a_file_beside_the_folders_is_named(copy):
    (copy / "notes.txt").write_text("words")
    assert finding(copy) == "notes.txt: a file that no source.yaml declares"


def test_an_undeclared_file_is_named(copy):
    (copy / "wdi/notes.txt").write_text("words")
    assert finding(copy) == "wdi/notes.txt: not declared in source.yaml"


def test_a_truncated_file_is_named_with_its_rows(copy):
    path = copy / "wgi/governance.csv"
    path.write_bytes(path.read_bytes()[:2000])
    assert finding(copy).startswith("wgi/governance.csv: ")
    assert finding(copy).endswith("source.yaml says 1488 (file edited or truncated)")


def test_an_empty_file_is_named(copy):
    (copy / "wgi/governance.csv").write_bytes(b"")
    assert finding(copy).startswith("wgi/governance.csv: not readable as CSV")


def test_a_duplicate_row_is_named_with_its_keys(copy):
    path = copy / "wgi/governance.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]))
    reseal(copy / "wgi")
    assert finding(copy) == "wgi/governance.csv: 1 duplicate keys, first ('VNM', 2022)"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\nAUS,1994,", "\nXXX,1994,", "iso3: XXX is not an ISO 3166-1 alpha-3 code"),
        ("0.6040754", "1.6040754", "labour_share: 1.6040754 is above 1"),
        ("0.6040754", "-0.6040754", "labour_share: -0.6040754 is below 0"),
        ("0.6040754", "high", "labour_share: 'high' is not a number"),
        ("\nAUS,1994,", "\nAUS,,", "year: missing value"),
        ("\nAUS,1994,", "\nAUS,1994.5,", "year: expected int64, found float64"),
        ("human_capital", "hc", "column 'human_capital' is missing"),
    ],
)
def test_a_wrong_value_is_named_with_its_column(copy, old, new, message):
    edit(copy / "pwt/economies.csv", old, new)
    assert finding(copy).startswith(f"pwt/economies.csv: {message}")


def test_an_unknown_group_is_named(copy):
    edit(copy / "income_groups/income_groups.csv", "1994,high", "1994,hihg")
    assert finding(copy) == (
        "income_groups/income_groups.csv: income_group: hihg is not among the values of "
        "source.yaml, first at ('AUS', 1994)"
    )


def test_another_span_of_years_is_named(copy):
    edit(copy / "pwt/economies.csv", "\nAUS,1994,", "\nAUS,1894,")
    assert finding(copy) == (
        "pwt/economies.csv: year: spans [1894, 2019], source.yaml says [1994, 2019]"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("publisher:", "publishr:", "unknown key 'publishr'; did you mean 'publisher'?"),
        (
            "minimum:",
            "minimun:",
            "files.economies.csv.columns.persons_employed_millions: unknown key 'minimun'; "
            "did you mean 'minimum'?",
        ),
        ("type: number", "type: numbr", "'numbr' is not valid; did you mean 'number'?"),
    ],
)
def test_a_misspelt_source_is_named_with_the_nearest_key(copy, old, new, message):
    edit(copy / "pwt/source.yaml", old, new)
    assert finding(copy).startswith("pwt/source.yaml: ")
    assert finding(copy).endswith(message)


def test_codes_of_economies_are_those_of_the_standard():
    codes = iso3_codes()
    assert len(codes) > 240
    assert {"DEU", "NAM", "TWN"} <= set(codes)
    assert "ROM" not in codes
