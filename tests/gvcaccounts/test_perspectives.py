"""Borders that count: of a country, a bilateral relation, a sector, the world."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.decompositions import decompose
from gvcaccounts.leontief import input_coefficients, leontief_system
from gvcaccounts.tables import exports_by_destination
from icio_examples import arrays, leather, peer_table, random_tables, totals

MANUFACTURING = "10T39"
# The iciotest table, exvatools 0.9.0, Miroudot and Ye: perspective by its arguments.
PUBLISHED = [
    ("ESP", "bilateral", {"importer": "NAFTA"},
     {"EXGR": 1963.867301, "DVA": 877.844064, "DDC": 55.620322, "FVA": 969.526125}),
    ("ESP", "sector", {"sector": MANUFACTURING},
     {"EXGR": 1713.706474, "DVA": 766.047858, "DDC": 40.864388, "FVA": 860.871525}),
    ("ESP", "bilateral_sector", {"importer": "FRA", "sector": MANUFACTURING},
     {"EXGR": 183.375064, "DVA": 85.781257, "DDC": 0.562342, "FVA": 96.399514}),
    ("CHN", "bilateral", {"importer": "USA"},
     {"EXGR": 1777.691635, "DVA": 890.263552, "DDC": 43.244189, "FVA": 805.118523}),
    ("NAFTA", "sector", {"sector": MANUFACTURING},
     {"EXGR": 3532.072874, "DVA": 1894.000955, "DDC": 208.606858, "FVA": 1287.055773}),
    ("NAFTA", "world", {}, {"EXGR": 10485.40155, "DVA": 4613.256687, "FVA": 0.0}),
]  # fmt: skip
# The same table, details of the other methods.
DETAILS = [
    ("CHN", "bm_src",
     [1168.167315, 147.222498, 587.178477, 1215.011183, 117.516565, 234.299355, 940.266629,
      1089.219305, 139.342518, 669.720499, 1375.316945, 892.245836]),
    ("CHN", "bm_snk",
     [1481.494358, 187.197707, 746.847273, 702.040134, 150.057711, 201.758209, 940.266629,
      1386.513924, 177.279699, 852.12382, 857.681825, 892.245836]),
    ("ESP", "kww",
     [617.502451, 239.006927, 767.672435, 244.045237, 12.369699, 284.577952, 725.531861,
      129.092202, 1647.160144]),
    ("ESP", "oecd", [1757.253457, 123.343293, 284.577952, 2501.784207]),
]  # fmt: skip
NAFTA_WWZ = {
    "DVA_FIN": 2140.949023, "DVA_INT": 259.027244, "DVA_INTrexI1": 169.048081,
    "DVA_INTrexF": 634.203324, "DVA_INTrexI2": 435.937008, "RDV_FIN": 417.70903,
    "RDV_FIN2": 280.217867, "RDV_INT": 276.165111, "DDC_FIN": 525.256541, "DDC_INT": 989.327425,
    "MVA_FIN": 371.326266, "OVA_FIN": 1139.402882, "MVA_INT": 64.710003, "OVA_INT": 138.651447,
    "MDC": 784.320265, "ODC": 1859.150034,
}  # fmt: skip


@pytest.fixture(scope="module")
def table(shared):
    return peer_table(shared, "iciotest")


@pytest.mark.parametrize(("exporter", "perspective", "arguments", "wanted"), PUBLISHED)
@pytest.mark.parametrize("method", ["my", "bm_src"])
def test_exvatools(table, method, exporter, perspective, arguments, wanted):
    computed = totals(table, exporter, method, perspective=perspective, **arguments)
    if (method, perspective) == ("bm_src", "world"):  # they count FVA in another way
        wanted = {term: wanted[term] for term in ("EXGR", "DVA")}
    assert {term: computed[term] for term in wanted} == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize(("exporter", "method", "wanted"), DETAILS)
def test_details_of_exvatools(table, exporter, method, wanted):
    computed = totals(table, exporter, method, detail=True)
    assert list(computed.values())[1:] == pytest.approx(wanted, abs=1e-6)


def test_sixteen_terms_of_a_group(table):
    computed = totals(table, "NAFTA", "wwz", detail=True)
    del computed["EXGR"]
    assert computed == pytest.approx(NAFTA_WWZ, abs=1e-6)


def test_foreign_double_counting_of_the_world_by_borders(table):
    """FDC1 crossed one border before it came, FDC2 more; exvatools' `terms2`."""
    computed = totals(table, "ESP", "my", perspective="world", detail=True)
    assert [computed["FDC1"], computed["FDC2"]] == pytest.approx([1015.980833, 1485.803373])


def test_partners_of_origin_of_oecd(table):
    """Backward and forward participation by partner, of exvatools' `tiva`."""
    frame = decompose(table, "ESP", method="oecd", by=["importer"])
    frame = frame.pivot(index="importer", columns="term", values="value")
    partners = ["FRA", "MEX", "USA", "CHN", "ROW"]
    assert frame.loc[partners, "GVCB"].tolist() == pytest.approx(
        [340.7492814, 713.6578265, 433.6538872, 753.4781104, 260.2451012]
    )
    assert frame.loc[partners, "GVCF"].tolist() == pytest.approx(
        [422.5080761, 842.6986160, 459.4454312, 808.6356617, 514.5865906]
    )


def test_industries_of_origin(table):
    """exvatools' `bkdown = "origin"`; contents by origin add up to those of exports."""
    frame = decompose(table, "ESP", by=["origin_sector"])
    by_sector = frame.pivot(index="term", columns="origin_sector", values="value")
    assert by_sector.loc["DVA"].tolist() == pytest.approx([213.2928450, 694.0283502, 973.2755540])
    assert by_sector.loc["FVA"].tolist() == pytest.approx([769.3913567, 754.8102573, 652.0046629])
    assert by_sector.loc["GVCF"].tolist() == pytest.approx([137.2402123, 462.8516720, 647.7944557])
    whole = totals(table, "ESP")
    assert by_sector.sum(axis=1).to_dict() == pytest.approx(whole)
    both = decompose(table, "ESP", by=["origin", "origin_sector", "sector", "importer"])
    assert both.groupby("term")["value"].sum().to_dict() == pytest.approx(whole)
    domestic = both.query("origin == 'ESP' and term in ['FC', 'FVA', 'FDC']")["value"]
    assert not domestic.any()


@random_tables
def test_extraction_of_any_perimeter(table):
    """Inverses without the trade that crosses it, explicitly."""
    s, r, N = table.regions[0], table.regions[1], table.n_industries
    A, v = input_coefficients(table), 1.0 - input_coefficients(table).sum(axis=0)
    rows, exports = np.arange(N), exports_by_destination(table)[:N]
    to_r, abroad = np.arange(N, 2 * N), np.arange(N, len(A))
    for perspective, crossing, buyers, flows, arguments in (
        ("bilateral", rows, to_r, exports[:, [1]], {"importer": r}),
        ("sector", rows[:1], abroad, exports[:1, 1:], {"sector": table.industries[0]}),
        ("bilateral_sector", rows[:1], to_r, exports[:1, [1]],
         {"importer": r, "sector": table.industries[0]}),
    ):  # fmt: skip
        cut = A.copy()
        cut[np.ix_(crossing, buyers)] = 0.0
        without = np.linalg.inv(np.eye(len(A)) - cut)[:, : len(flows)]
        unit = v[:N] @ without[:N], v[N:] @ without[N:]
        wanted = {"DVA": unit[0] @ flows.sum(axis=1), "FVA": unit[1] @ flows.sum(axis=1)}
        for method in ("bm_src", "bm_snk", "my"):
            computed = totals(table, s, method, perspective=perspective, **arguments)
            assert {k: computed[k] for k in wanted} == pytest.approx(wanted, rel=1e-8, abs=1e-7)
            assert computed["DVA"] + computed["DDC"] == pytest.approx(computed["DC"])


@random_tables
def test_world_perspective_counts_foreign_value_added_once(table):
    """At the first or the last export of another economy: the same sum over the world.

    Domestic value added is that of the country.
    """
    system = leontief_system(table)
    first = totals(system, None, "bm_src", perspective="world")
    last = totals(system, None, "bm_snk", perspective="world")
    assert first["FVA"] == pytest.approx(last["FVA"], rel=1e-7, abs=1e-6)
    country = totals(system)
    for term in ("EXGR", "DVA", "VAX", "REF", "DDC", "FC"):
        assert first[term] == pytest.approx(country[term]) == last[term]
    assert first["FVA"] <= country["FVA"] + 1e-7
    assert totals(system, None, "my", perspective="world")["FVA"] == 0


@random_tables
def test_all_others_as_one_exporter_is_the_perspective_of_the_importer(table):
    """The border around an importer: value added that enters it, counted once."""
    importer, N = table.regions[0], table.n_industries
    A = input_coefficients(table)
    v, cut = 1.0 - A.sum(axis=0), A.copy()
    cut[N:, :N] = 0.0
    imports = table.Z[N:, :N].sum(axis=1) + table.Y[N:, 0]
    wanted = v[N:] @ np.linalg.inv(np.eye(len(A)) - cut)[N:, N:] @ imports
    others = {"others": list(table.regions[1:])}
    computed = totals(table, others, "my", importer=importer)
    assert computed["DVA"] == pytest.approx(wanted, rel=1e-8, abs=1e-7)


def test_one_perimeter_for_each_sector_and_importer():
    table = leather()
    apart = arrays(table, "Turkey", perspective="bilateral_sector")
    for i, sector in enumerate(table.industries):
        for j, importer in enumerate(("Argentina", "Germany")):
            one = totals(
                table, "Turkey", perspective="bilateral_sector", sector=sector, importer=importer
            )
            assert one["DVA"] == pytest.approx(apart["DVA"][i, j])
    assert (apart["DVA"] >= arrays(table, "Turkey")["DVA"] - 1e-12).all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"method": "icio"}, "no method 'icio'"),
        ({"method": "bm_source"}, "no method 'bm_source'; nearest 'bm_src'"),
        ({"by": ["country"]}, "no key 'country'"),
        ({"by": "exporter"}, "by is 'exporter'; wanted a list"),
        ({"exporter": "Atlantis"}, "exporter: no economy 'Atlantis'"),
        ({"exporter": "Turky"}, "no economy 'Turky'; nearest 'Turkey'"),
        ({"exporter": {"X": ["Argentina", "Turkey", "Germany"]}}, "all the world|no importer"),
        ({"importer": []}, "importer: nothing is named"),
        ({"sector": "Textile"}, "no industry 'Textile'; nearest 'Textile_and_Leather'"),
        ({"perspective": "bilatral"}, "no perspective 'bilatral'; nearest 'bilateral'"),
        ({"perspective": "bilateral"}, "each importer has a border of its own"),
        ({"perspective": "sector"}, "each sector has a border of its own"),
        ({"method": "wwz", "perspective": "world"}, "'wwz' has only the perspective"),
        ({"method": "oecd", "by": ["origin"]}, "'oecd' is not split by origin"),
        ({"perspective": "world", "by": ["origin"]}, "world is not split by origin"),
        ({"perspective": "world", "detail": True}, "details only in perspective 'country'"),
        ({"importer": {"a": ["Turkey", "Germany"], "b": "Germany"}}, "groups of importer overlap"),
    ],
)
def test_wrong_arguments_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        decompose(leather(), **arguments)


def test_something_else_is_no_table():
    with pytest.raises(TypeError, match=r"wanted an IcioTable, .* not DataFrame"):
        decompose(pd.DataFrame())


def test_years_are_stacked():
    frame = decompose({2000: leather(), 2001: leontief_system(leather())}, by=[])
    assert frame.columns.tolist() == ["year", "term", "value"]
    assert frame["year"].unique().tolist() == [2000, 2001]
    assert frame["value"][:13].tolist() == pytest.approx(frame["value"][13:].tolist())
