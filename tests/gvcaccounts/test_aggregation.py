"""Aggregation of regions, industries and split economies."""

import numpy as np
import pytest
from gvcaccounts.aggregation import aggregate, merge_split_economies, split_economies
from gvcaccounts.leontief import leontief_system
from gvcaccounts.participation import gvc_trade
from gvcaccounts.tables import check_table, icio_table
from icio_examples import leather, random_tables


def test_regions_and_industries_are_added_in_order():
    table = aggregate(
        leather(),
        {"Germany": "Rest", "Argentina": "Rest"},
        {"Agriculture": "Goods", "Textile_and_Leather": "Goods"},
    )
    assert table.regions == ("Rest", "Turkey")
    assert table.industries == ("Goods", "Transport_Equipment")
    assert table.x == pytest.approx([77.7 + 58.3 + 156.3 + 127.8, 19 + 217, 112.7 + 124.6, 43.2])
    assert table.Y[0] == pytest.approx([54.8 + 103.2, 8.0 + 28.0])
    check_table(table, tolerance=1e-9)


def test_unknown_names():
    with pytest.raises(ValueError, match="no region 'Peru'"):
        aggregate(leather(), {"Peru": "Rest"})
    with pytest.raises(ValueError, match="no industry 'Mining'"):
        aggregate(leather(), industries={"Mining": "Rest"})


def test_parts_of_split_economies_stay_apart_until_they_are_merged():
    regions = ["CHN", "DEU", "MEX", "CN1", "CN2", "MX1"]
    Z = np.arange(36.0).reshape(6, 6)
    Y = np.full((6, 6), 200.0)
    Y[:, 3:] = 0.0
    split = split_economies(icio_table(regions, ["all"], Z, Y))
    assert split.regions == tuple(regions)
    assert split.economies == ("CHN", "DEU", "MEX", "CHN", "CHN", "MEX")
    table = merge_split_economies(split)
    assert table.regions == table.economies == ("CHN", "DEU", "MEX")
    china = [0, 3, 4]
    assert table.Z[0, 0] == Z[np.ix_(china, china)].sum()
    assert table.Z[1, 2] == Z[1, [2, 5]].sum()
    assert table.x.sum() == Z.sum() + Y.sum()
    with pytest.raises(ValueError, match="'CN1' is a part of 'CHN': use decompose"):
        gvc_trade(leontief_system(split))


def test_nothing_to_merge():
    table = leather()
    assert merge_split_economies(split_economies(table)).regions == table.regions


@random_tables
def test_totals_are_kept(table):
    merged = aggregate(
        table, dict.fromkeys(table.regions, "world"), dict.fromkeys(table.industries, "all")
    )
    assert merged.Z.item() == pytest.approx(table.Z.sum())
    assert merged.x.item() == pytest.approx(table.x.sum())
    assert merged.va.item() == pytest.approx(table.va.sum())
