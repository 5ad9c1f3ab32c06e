"""What the filters keep and drop, on cells that are counted by hand."""

import pandas as pd
import pytest
from gvcrobots.data.filters import sample_counts, traded_cells
from gvcrobots.declare.construction import Construction

CONTROLS = ["lag_log_gdp_per_capita", "lag_log_human_capital", "lag_fdi_inflow"]

# Two economies with robots from 1996 and from 1997, one without.
PANEL = pd.DataFrame(
    [
        ("AUT", 1995, "29", 10.0, 5.0, None, 0.1, 1.0),
        ("AUT", 1996, "29", 10.0, 5.0, 0.3, 0.1, 1.0),
        ("AUT", 1997, "29", 10.0, 0.5, 0.3, 0.1, 1.0),
        ("AUT", 1996, "19", 0.0, 0.0, 0.3, 0.1, 1.0),
        ("DEU", 1996, "29", 10.0, 5.0, None, 0.1, 1.0),
        ("DEU", 1997, "29", 10.0, 1.0, 0.4, 0.2, None),
        ("DEU", 1998, "29", 10.0, 5.0, 0.4, None, 1.0),
        ("TWN", 1996, "29", 10.0, 5.0, None, None, None),
    ],
    columns=["iso3", "year", "industry", "output", "exports", "robots", "digital", CONTROLS[0]],
).assign(**dict.fromkeys(CONTROLS[1:], 1.0))


def test_cells_without_output_or_with_hardly_any_exports_are_left_out():
    kept = traded_cells(PANEL, 1.0)
    assert len(kept) == 6
    assert kept["exports"].min() == 1
    assert kept.index.tolist() == list(range(6))


@pytest.fixture
def construction(root):
    return Construction.read(root / "config/data.yaml")


def test_every_filter_is_counted_in_its_turn(construction):
    counts = sample_counts(PANEL, construction)
    assert counts["filter"][2] == "Exports of at least USD 1 million"
    assert counts["cells"].tolist() == [8, 7, 6, 5, 3, 2, 1]
    assert counts["dropped"].tolist() == [0, 1, 1, 1, 2, 1, 1]
    assert counts["economies"].tolist() == [3, 3, 3, 2, 2, 2, 1]
    assert counts["economy_industries"].tolist() == [4, 3, 3, 2, 2, 2, 1]
    assert counts["first_year"].tolist() == [1995] * 4 + [1996] * 3
