"""What is wrong with the inputs stops the DAG with one clear line, and nothing is damaged."""

import pytest
from gvcrobots.reference import snakemake

pytestmark = pytest.mark.build
BYTE = b"7"


def snapshot(folder):
    """Every result and every raw table, with its bytes."""
    names = [*folder.glob("output/**/*"), *folder.glob("raw/**/*"), folder / "paper/paper.pdf"]
    return {path: path.read_bytes() for path in names if path.is_file()}


def assert_one_line(folder, *words):
    """Snakemake fails; one line of what it prints holds all the words; no result has changed."""
    before = snapshot(folder)
    done = snakemake(folder, "--cores", "2")
    assert done.returncode != 0
    lines = [line for line in done.stdout.splitlines() if all(word in line for word in words)]
    assert lines, done.stdout
    assert snapshot(folder) == before


def test_one_changed_byte_is_noticed(copy):
    path = copy / "raw/wdi/indicators.csv"
    contents = bytearray(path.read_bytes())
    position = contents.rindex(b"1")
    contents[position : position + 1] = BYTE
    path.write_bytes(contents)
    assert_one_line(copy, "raw/wdi/indicators.csv", "sha256")


def test_a_missing_file_is_named(copy):
    (copy / "raw/pwt/economies.csv").unlink()
    assert_one_line(copy, "raw/pwt/economies.csv", "missing")


def test_a_truncated_file_is_named(copy):
    path = copy / "raw/wiod/indicators.csv"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert_one_line(copy, "raw/wiod/indicators.csv")


def test_a_row_given_twice_is_named(copy):
    path = copy / "raw/wgi/governance.csv"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]))
    assert_one_line(copy, "raw/wgi/governance.csv")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("config", "seed:", "sede:"),
        ("variables", "label:", "lable:"),
        ("specifications", "terms: [robots]", "term: [robots]"),
        ("exhibits", "caption:", "captoin:"),
    ],
)
def test_a_misspelt_key_is_named_with_its_file(copy, name, old, new):
    path = copy / f"config/{name}.yaml"
    path.write_text(path.read_text().replace(old, new, 1))
    assert_one_line(copy, f"config/{name}.yaml", new.split(":")[0], old.split(":")[0])
