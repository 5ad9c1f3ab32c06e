"""Where the full tables are."""

from types import SimpleNamespace

import pytest
from gvcaccounts.wiod2013 import file_of_year
from gvcrobots.data.upstream.location import wiod_table_in


def test_path_of_a_year(tmp_path):
    path = wiod_table_in(str(tmp_path))(SimpleNamespace(year="2003"))
    assert path == str(file_of_year(tmp_path, 2003)) == str(tmp_path / "wiod03.rda")


@pytest.mark.parametrize("folder", [None, "", "nowhere"])
def test_without_tables_the_message_says_where_they_come_from(folder):
    with pytest.raises(FileNotFoundError, match=r"no folder .* R package wiod 0\.3\.0 \(World"):
        wiod_table_in(folder)(SimpleNamespace(year="2003"))
