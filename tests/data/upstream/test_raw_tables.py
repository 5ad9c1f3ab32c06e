"""Raw tables are written tidily, and sealed with what was written."""

import pandas as pd
import pytest
from gvcrobots.data.raw_tables import read_raw_table, sha256_of
from gvcrobots.data.upstream.raw_tables import seal_source, write_raw_table
from gvcrobots.declare.files import read_yaml

TABLE = pd.DataFrame(
    {
        "value": [1 / 3, None, 2.0],
        "year": [2000, 1999, 1999],
        "industry": ["19", "34t35", "19"],
        "iso3": ["DEU", "DEU", "AUT"],
    }
)
SOURCE = """\
title: words  # a comment that stays
retrieved: '2026-11-23'
files:
  table.csv:
    description: words
    keys: [iso3, year, industry]
    years:
    - 1
    - 2
    rows: 7
    columns:
      iso3: {type: string, description: words}
      year: {type: integer, description: words}
      industry: {type: string, description: words}
      value: {type: number, description: words, nullable: true}
recipe: {}
"""


def test_rows_are_sorted_keys_come_first_and_lines_end_in_lf(tmp_path):
    write_raw_table(TABLE, tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes() == (
        b"iso3,year,industry,value\nAUT,1999,19,2\nDEU,1999,34t35,\nDEU,2000,19,0.333333333333\n"
    )
    assert list(tmp_path.iterdir()) == [tmp_path / "table.csv"]


def test_industry_codes_stay_text(tmp_path):
    write_raw_table(TABLE, tmp_path / "table.csv")
    assert read_raw_table(tmp_path / "table.csv")["industry"].tolist() == ["19", "34t35", "19"]


def test_duplicate_keys_are_named(tmp_path):
    twice = pd.concat([TABLE, TABLE.iloc[[0]]])
    with pytest.raises(ValueError, match=r"1 duplicate keys, first \('DEU', 2000, '19'\)"):
        write_raw_table(twice, tmp_path / "table.csv")
    assert not (tmp_path / "table.csv").exists()


def test_a_table_without_keys_is_refused(tmp_path):
    with pytest.raises(ValueError, match="none of the key columns"):
        write_raw_table(TABLE[["value"]], tmp_path / "table.csv")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "source.yaml").write_text(SOURCE)
    return tmp_path


def test_the_seal_holds_checksum_rows_and_years(folder):
    write_raw_table(TABLE, folder / "table.csv")
    seal_source(folder)
    sealed = read_yaml(folder / "source.yaml")["files"]["table.csv"]
    assert sealed["sha256"] == sha256_of(folder / "table.csv")
    assert (sealed["rows"], sealed["years"]) == (3, [1999, 2000])


def test_the_seal_changes_facts_and_leaves_words_and_comments(folder):
    write_raw_table(TABLE, folder / "table.csv")
    seal_source(folder)
    text = (folder / "source.yaml").read_text()
    digest = sha256_of(folder / "table.csv")
    expected = SOURCE.replace("years:\n    - 1\n    - 2\n", "years: [1999, 2000]\n")
    expected = expected.replace("rows: 7", "rows: 3")
    assert text == expected.replace("    desc", f"    sha256: {digest}\n    desc", 1)
    seal_source(folder)
    assert (folder / "source.yaml").read_text() == text


def test_an_undescribed_column_is_refused(folder):
    write_raw_table(TABLE.assign(extra=1), folder / "table.csv")
    with pytest.raises(ValueError, match=r"table\.csv: columns are"):
        seal_source(folder)
