"""The raw tables are what the code takes from the full source tables."""

import pandas as pd
import pytest
from gvcrobots.data.upstream.raw_tables import write_raw_table
from gvcrobots.data.upstream.sources import ECONOMIES, SourceTable, read_source_table
from gvcrobots.data.upstream.writers import WRITERS


@pytest.mark.parametrize("target", WRITERS)
def test_the_raw_table_can_be_written_again(target, root, shared, tmp_path):
    write_raw_table(WRITERS[target](shared / "data"), tmp_path / "table.csv")
    assert (tmp_path / "table.csv").read_bytes() == (root / "raw" / target).read_bytes()


def test_every_table_has_a_writer(root):
    stored = {path.relative_to(root / "raw").as_posix() for path in root.glob("raw/*/*.csv")}
    assert {name for name in stored if not name.startswith("wiod/")} == set(WRITERS)


def test_there_are_62_economies():
    assert len(ECONOMIES) == 62


@pytest.fixture
def original(tmp_path):
    rows = {"iso3": ["DEU", "DEU", "ATA"], "year": [1995, 1900, 1995], "kind": ["H", "H", "H"]}
    pd.DataFrame(rows).to_csv(tmp_path / "original.csv", index=False)
    return tmp_path


def test_other_economies_and_years_are_left_out(original):
    columns = {"iso3": "iso3", "year": "year", "group": "kind"}
    table = SourceTable("x/y.csv", "original.csv", columns, codes={"group": {"H": "high"}})
    found = read_source_table(original, table)
    assert found.to_dict("list") == {"iso3": ["DEU"], "year": [1995], "group": ["high"]}


def test_a_column_that_is_not_there_is_named(original):
    table = SourceTable("x/y.csv", "original.csv", {"iso3": "iso3", "value": "worth"})
    with pytest.raises(ValueError, match=r"original\.csv: no column 'worth'"):
        read_source_table(original, table)


def test_an_unknown_code_is_named(original):
    table = SourceTable(
        "x/y.csv", "original.csv", {"iso3": "iso3", "group": "kind"}, codes={"group": {"L": "low"}}
    )
    with pytest.raises(ValueError, match="kind: unknown code 'H'"):
        read_source_table(original, table)
