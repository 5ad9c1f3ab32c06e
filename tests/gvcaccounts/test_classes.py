"""Named geographies and classes of industries."""

import pytest
from gvcaccounts.classes import geographies, geography, group_of, sector_groups
from gvcaccounts.wiod2013 import INDUSTRIES, REGIONS


def test_geographies_of_a_table():
    known = geographies()
    assert (len(known["EU27_2007"]), len(known["EU28"]), len(known["EU27"])) == (27, 28, 27)
    assert geography("NAFTA", REGIONS) == ("CAN", "MEX", "USA")
    assert len(geography("EU27", REGIONS)) == 26  # Croatia is not in the tables
    regions = {name: known[name] for name in ("Europe", "Americas", "Asia-Pacific")}
    assert group_of(["DEU", "CHE", "MEX", "TWN", "TUR", "ROW"], regions).tolist() == [
        "Europe", "Europe", "Americas", "Asia-Pacific", "", "",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="no geography 'NAFTTA'; nearest 'NAFTA'"):
        geography("NAFTTA", REGIONS)
    with pytest.raises(ValueError, match="no member of 'NAFTA'"):
        geography("NAFTA", ["DEU"])


def test_classes_of_nace_1():
    groups = sector_groups(INDUSTRIES, "nace1")
    assert groups["advanced"] == ("24", "29", "30t33", "34t35")
    assert sum(map(len, groups.values())) == 35
    services = sector_groups(INDUSTRIES, "nace1", "services")
    assert services["other_services"] == ("L", "M", "N", "O", "P")
    assert set(services["market_services"] + services["other_services"]) == set(groups["services"])


@pytest.mark.parametrize(
    ("code", "technology"),
    [
        ("C10-C12", "other_manufacturing"),  # WIOD 2016
        ("C26", "advanced"),
        ("M69_M70", "services"),
        ("D10T12", "other_manufacturing"),  # OECD, edition of 2018
        ("01T03", "primary"),  # OECD, edition of 2021
        ("C20", "advanced"),
        ("20T21", "advanced"),
        ("O84", "services"),
    ],
)
def test_divisions_of_isic_4_in_the_codes_of_their_publishers(code, technology):
    assert sector_groups([code], "isic4") == {technology: (code,)}


@pytest.mark.parametrize(
    ("codes", "arguments", "message"),
    [
        (["24", "30t34"], ["nace1"], "no industry '30t34'; nearest '30t33'"),
        (["C98T101"], ["isic4"], "no industry 'C98T101'"),
        (["19T20"], ["isic4"], "'19T20' is both other_manufacturing and advanced"),
        (["24"], ["nace"], "no classification 'nace'; nearest 'nace1'"),
        (["24"], ["nace1", "tech"], "no scheme 'tech'"),
        (["x"], [{"y": "all"}], "no industry 'x'"),
    ],
)
def test_unknown_codes_are_named(codes, arguments, message):
    with pytest.raises(ValueError, match=message):
        sector_groups(codes, *arguments)


def test_a_map_of_ones_own():
    assert sector_groups(["b", "a"], {"a": "goods", "b": "goods", "c": "rest"}) == {
        "goods": ("b", "a")
    }
