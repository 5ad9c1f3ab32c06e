"""Readers, on small files of the publishers' layouts that the tests write themselves."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.closures import close_table
from gvcaccounts.pymrio_readers import from_pymrio, read_eora26
from gvcaccounts.readers import read_figaro, read_oecd_icio, read_wiod2016, read_workbook
from gvcaccounts.sources import optional
from gvcaccounts.tables import check_table
from gvcaccounts.wiod2013 import INDUSTRIES, REGIONS, read_wiod2013


def figures(n_cells, n_uses, seed=5):
    rng = np.random.default_rng(seed)
    return rng.integers(1, 20, (n_cells, n_cells)), rng.integers(50, 900, (n_cells, n_uses))


def write_workbook(path, regions, uses, names, extra_rows):
    """Layout of WIOD 2013 and ADB: codes, industries, regions and c-codes frame the figures."""
    pytest.importorskip("openpyxl")
    codes = [f"c{i}" for i in range(1, 36)]
    Z, Y = figures(35 * len(regions), len(uses) * len(regions))
    columns = [(r, c) for r in regions for c in codes] + [(r, u) for r in regions for u in uses]
    x = Z.sum(axis=1) + Y.sum(axis=1)
    head = [
        ["code", None, None, None, *(names[c] for _, c in columns), None],
        [None, "industry", None, None, *(f"name of {c}" for _, c in columns), "Total output"],
        [None, None, "country", None, *(r for r, _ in columns), "TOT"],
        [None, None, None, "c", *(c for _, c in columns), "c70"],
    ]
    body = [
        [names[c], f"name of {c}", r, c, *Z[i], *Y[i], x[i]]
        for i, (r, c) in enumerate(columns[: len(Z)])
    ]
    empty = [[None] * len(head[0])] * 2
    frame = pd.DataFrame([*empty, *head, *body, *extra_rows(Z, Y, x)])
    for row, text in enumerate(["WIOT 1995", None, "(industry-by-industry)", "(millions of US$)"]):
        frame.iloc[row, 0] = text
    frame.to_excel(path, header=False, index=False)
    return Z, Y, x


def test_wiod_2013_workbook(tmp_path):
    codes = [f"c{i}" for i in range(1, 36)]
    uses = ["c37", "c38", "c39", "c41", "c42"]
    names = dict(zip(codes, INDUSTRIES, strict=True)) | dict.fromkeys(uses, "")

    def factors(Z, Y, x):
        inputs = ["r60", "Total intermediate consumption", "TOT", "r60", *Z.sum(0), *Y.sum(0), 0]
        added = [
            "r64",
            "Value added at basic prices",
            "TOT",
            "r64",
            *(x - Z.sum(0)),
            *(0 * Y[0]),
            0,
        ]
        return [inputs, added]

    path = tmp_path / "wiot95_row_apr12.xlsx"
    Z, Y, x = write_workbook(path, ["ROM", "USA", "RoW"], uses, names, factors)
    table = read_workbook(path)
    assert table.regions == ("ROU", "USA", "ROW")
    assert table.industries == INDUSTRIES
    assert np.array_equal(table.Z, Z)
    assert np.array_equal(table.Y, Y.reshape(-1, 3, 5).sum(axis=2))
    assert table.va == pytest.approx(x - Z.sum(axis=0))


def test_adb_workbook(tmp_path):
    uses = ["F1", "F2", "F3", "F4", "F5"]
    names = {f"c{i}": None for i in range(1, 36)} | dict.fromkeys(uses)

    def factors(Z, Y, x):
        inputs = [None, "TOTAL", "ToT", "r60", *Z.sum(axis=0), *Y.sum(axis=0), " "]
        added = [None, "Value added", "ToT", "r64", *(x - Z.sum(axis=0)), *(0 * Y[0]), " "]
        output = [None, "TOTAL", "ToT", "r69", *x, *(0 * Y[0]), " "]
        return [inputs, added, output]

    path = tmp_path / "ADB-MRIO62-2019.xlsx"
    Z, Y, _ = write_workbook(path, ["GER", "PRC", "TAP", "RoW"], uses, names, factors)
    table = read_workbook(path)
    assert table.regions == ("DEU", "CHN", "TWN", "ROW")
    assert np.array_equal(table.Z, Z)
    assert np.array_equal(table.Y, Y.reshape(-1, 4, 5).sum(axis=2))


def test_a_workbook_whose_value_added_is_another_is_named(tmp_path):
    uses = ["F1", "F2", "F3", "F4", "F5"]
    names = {f"c{i}": None for i in range(1, 36)} | dict.fromkeys(uses)

    def factors(Z, Y, x):
        added = x - Z.sum(axis=0)
        added[36] += 500
        return [[None, "Value added", "ToT", "r64", *added, *(0 * Y[0]), " "]]

    path = tmp_path / "ADB-MRIO62-2019.xlsx"
    write_workbook(path, ["GER", "PRC"], uses, names, factors)
    with pytest.raises(ValueError, match=r"2019\.xlsx: inputs and value added of 'CHN C' add up"):
        read_workbook(path)
    write_workbook(path, ["GER", "PRC"], uses, names, lambda *_: [])
    with pytest.raises(ValueError, match=r"2019\.xlsx: no row is value added"):
        read_workbook(path)


def test_workbook_of_something_else(tmp_path):
    pytest.importorskip("openpyxl")
    path = tmp_path / "other.xlsx"
    pd.DataFrame([[1, 2]]).to_excel(path)
    with pytest.raises(ValueError, match="no code 'c1'"):
        read_workbook(path)


def wiot_sheet():
    """Three industries have the numbers 1 to 3, final uses 57 to 61, as in the release."""
    regions, industries = ["AUS", "USA", "ROW"], ["A01", "C10-C12", "G45"]
    Z, Y = figures(9, 15)
    x = Z.sum(axis=1) + Y.sum(axis=1)
    columns = [f"{r}{i}" for r in regions for i in (1, 2, 3)]
    columns += [f"{r}{i}" for r in regions for i in range(57, 62)]
    empty = np.zeros(15)
    inputs, taxes = np.hstack([Z.sum(axis=0), empty]), np.hstack([np.full(9, 70), empty])
    added = np.hstack([x - Z.sum(axis=0) - 70, empty])
    values = np.vstack([np.hstack([Z, Y]), inputs, taxes, added, np.hstack([x, empty])])
    sheet = pd.DataFrame(values.astype(float), columns=columns)
    sheet.insert(0, "Year", 2014.0)
    sheet.insert(0, "RNr", [1.0, 2.0, 3.0] * 3 + [65.0, 66.0, 70.0, 73.0])
    sheet.insert(0, "Country", [r for r in regions for _ in industries] + ["TOT"] * 4)
    sheet.insert(0, "IndustryDescription", "words")
    sheet.insert(0, "IndustryCode", industries * 3 + ["II_fob", "TXSP", "VA", "GO"])
    return sheet.assign(TOT=[*x.astype(float), 0, 0, 0, 0]), Z, Y


def write_wiot(path, sheet):
    rdata = pytest.importorskip("rdata")
    words = ["IndustryCode", "IndustryDescription", "Country"]
    sheet = sheet.astype(dict.fromkeys([w for w in words if w in sheet], object))
    rdata.write_rda(path, {"wiot": sheet.set_axis(sheet.columns.astype(object), axis=1)})


def test_wiod_2016(tmp_path):
    sheet, Z, Y = wiot_sheet()
    path = tmp_path / "WIOT2014_October16_ROW.RData"
    write_wiot(path, sheet)
    table = read_wiod2016(path)
    assert (table.regions, table.industries) == (("AUS", "USA", "ROW"), ("A01", "C10-C12", "G45"))
    assert np.array_equal(table.Z, Z)
    assert np.array_equal(table.Y, Y.reshape(9, 3, 5).sum(axis=2))
    # Rows and columns in another order are the same table.
    order = [*sheet.columns[:5], *sheet.columns[:4:-1]]
    write_wiot(path, sheet.iloc[[2, 1, 0, *range(3, 13)]][order])
    again = read_wiod2016(path)
    place = [again.cells.index(cell) for cell in table.cells]
    assert np.array_equal(again.Z[np.ix_(place, place)], Z)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda f: f.rename(columns={"USA60": "UAS60"}), "'60' of 'UAS': no region 'UAS'; nearest"),
        (lambda f: f.drop(columns="USA60"), "region 'USA' has no final demand '60'"),
        (
            lambda f: f.assign(IndustryCode=["A01", "C10_C12", *f["IndustryCode"][2:]]),
            "column 'AUS C10-C12' is no industry: no row 'AUS C10-C12'; nearest 'AUS C10_C12'",
        ),
        (lambda f: f.rename(columns={"TOT": "GOX"}), "no column 'TOT'"),
        (lambda f: f.assign(AUS99=f["TOT"]), "column 'AUS 99' is no industry: no row 'AUS 99'"),
        (lambda f: pd.concat([f, f.iloc[[4]]]), "row 'USA C10-C12' is there twice"),
        (lambda f: f[f["Country"] != "ROW"], "column 'ROW A01' is no industry"),
        (lambda f: f.assign(AUS57=f["AUS57"] + 50), "uses of 'AUS A01' add up to"),
        (lambda f: f[f["IndustryCode"] != "TXSP"], "inputs and value added of 'AUS A01' add up to"),
        (lambda f: f[f["Country"] != "TOT"], "no row is value added"),
    ],
)
def test_faults_of_wiod_2016_are_named(tmp_path, change, message):
    path = tmp_path / "WIOT2014_October16_ROW.RData"
    write_wiot(path, change(wiot_sheet()[0]).reset_index(drop=True))
    with pytest.raises(ValueError, match=rf"RData: .*{message}") as caught:
        read_wiod2016(path)
    assert "\n" not in str(caught.value)


FIGARO = "matrix_eu-ic-io_ind-by-ind_25ed_2022.csv"


def figaro_sheet():
    regions, industries = ["AT", "EL", "FIGW1"], ["A01", "C10T12"]
    uses = ["P3_S13", "P3_S14", "P3_S15", "P51G", "P5M"]
    Z, Y = figures(6, 15)
    cells = [f"{r}_{i}" for r in regions for i in industries]
    rest = Z.sum(axis=1) + Y.sum(axis=1) - Z.sum(axis=0)
    added = np.hstack([np.vstack([rest - 3, np.full(6, 3)]), np.zeros((2, 15))])
    index = pd.Index([*cells, "W2_D21X31", "W2_B2A3G"], name="rowLabels")
    columns = cells + [f"{r}_{u}" for r in regions for u in uses]
    return pd.DataFrame(np.vstack([np.hstack([Z, Y]), added]), index, columns), Z, Y


def test_figaro(tmp_path):
    sheet, Z, Y = figaro_sheet()
    sheet.to_csv(tmp_path / FIGARO)
    table = read_figaro(tmp_path / FIGARO)
    assert table.regions == ("AUT", "GRC", "ROW")
    assert np.array_equal(table.Z, Z)
    assert np.array_equal(table.Y, Y.reshape(6, 3, 5).sum(axis=2))


def test_a_region_that_buys_for_more_than_it_sells(tmp_path):
    """The file says so itself: negative value added has to be asked for."""
    sheet, *_ = figaro_sheet()
    sheet.iloc[0, 0] += 20000.0  # inputs of the first cell from itself
    sheet.iloc[0, 6] -= 20000.0  # the row adds up to the same
    sheet.iloc[6, 0] -= 20000.0
    sheet.to_csv(tmp_path / FIGARO)
    with pytest.raises(ValueError, match=r"csv: 1 cells with negative value added, first .*'AUT'"):
        read_figaro(tmp_path / FIGARO)
    assert read_figaro(tmp_path / FIGARO, negative=True).va[0] < 0


def go_for_demand(sheet):
    total = sheet.iloc[:, :].sum(axis=1)
    return pd.concat([sheet, total.rename("AT_GO")], axis=1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda f: f.rename(columns={"EL_P51G": "GR_P51G"}), "'P51G' of 'GR': no region 'GR'"),
        (lambda f: f.rename(columns={"EL_P51G": "EL_P51"}), "column 'GRC P51' is no industry"),
        (lambda f: f.drop(columns="EL_P51G"), "region 'GRC' has no final demand 'P51G'"),
        (lambda f: f.rename(index={"EL_A01": "EL_A1"}), "no row 'GRC A01'; nearest 'GRC A1'"),
        (go_for_demand, "column 'AUT GO' is no industry"),
        (lambda f: f.assign(AT_P51G=f.sum(axis=1)), "inputs and value added of 'AUT A01' add up"),
        (lambda f: pd.concat([f, f.iloc[[1]]]), "row 'AUT C10T12' is there twice"),
        (lambda f: pd.concat([f, f[["EL_A01"]]], axis=1), "column 'GRC A01' is there twice"),
        (lambda f: f.iloc[[0, 1, 6, 7], [0, 1, *range(6, 11)]], "one region only, 'AUT'"),
        (lambda f: f.drop(index=["W2_D21X31", "W2_B2A3G"]), "no row is value added"),
        (lambda f: f.drop(index="W2_D21X31"), "inputs and value added of 'AUT A01' add up to"),
        (lambda f: f.rename(index={"EL_A01": "Greece"}), "label 'Greece' has no region"),
        (lambda f: f.astype(object).replace({f.iloc[0, 0]: ":"}), "':' is not a number"),
    ],
)
def test_faults_of_figaro_are_named(tmp_path, change, message):
    change(figaro_sheet()[0]).to_csv(tmp_path / FIGARO)
    with pytest.raises(ValueError, match=rf"\.csv: .*{message}") as caught:
        read_figaro(tmp_path / FIGARO)
    assert "\n" not in str(caught.value)


def oecd_sheet():
    regions, industries = ["AUS", "CHN", "MEX", "CN1", "CN2", "MX1", "MX2"], ["01T02", "10T12"]
    uses = ["HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"]
    cells = [f"{r}_{i}" for r in regions for i in industries]
    Z, Y = figures(14, 18)
    Z[2:6], Y[2:6], Z[:, 2:6] = 0, 0, 0  # in the release only the parts of CHN and MEX produce
    x = Z.sum(axis=1) + Y.sum(axis=1)
    names = cells + [f"{r}_{u}" for r in regions[:3] for u in uses]
    sheet = pd.DataFrame(np.hstack([Z, Y]), index=cells, columns=names)
    sheet.loc["TLS"] = 0
    sheet.loc["VA"] = [*(x - Z.sum(axis=0)), *(0 * Y[0])]
    sheet.loc["OUT"] = sheet.sum()
    sheet["OUT"] = sheet.sum(axis=1)
    return sheet, Z, Y


def test_oecd_icio_keeps_split_economies_unless_asked(tmp_path):
    sheet, Z, Y = oecd_sheet()
    sheet.to_csv(tmp_path / "ICIO2023_2019.csv")
    table = read_oecd_icio(tmp_path / "ICIO2023_2019.csv")
    assert table.regions == ("AUS", "CHN", "MEX", "CN1", "CN2", "MX1", "MX2")
    assert np.array_equal(table.Z, Z)
    assert np.array_equal(table.Y[:, :3], Y.reshape(14, 3, 6).sum(axis=2))
    assert not table.Y[:, 3:].any()
    merged = read_oecd_icio(tmp_path / "ICIO2023_2019.csv", merge_parts=True)
    assert (merged.regions, merged.industries) == (("AUS", "CHN", "MEX"), ("01T02", "10T12"))
    to = np.eye(3)[np.array([0, 1, 2, 1, 1, 2, 2])]
    wanted = np.einsum("rp,risj,sq->piqj", to, Z.reshape(7, 2, 7, 2), to).reshape(6, 6)
    assert pytest.approx(wanted) == merged.Z
    assert merged.Y.sum() == Y.sum()


def test_oecd_icio_of_2016_has_final_demand_the_other_way_round_and_discrepancies(tmp_path):
    sheet, Z, Y = oecd_sheet()
    sheet.columns = ["_".join(c.split("_")[::-1]) if c[4:5].isalpha() else c for c in sheet]
    assert "HFCE_AUS" in sheet
    sheet["DISC"] = 40.0
    sheet["OUT"] += 40.0
    sheet.loc["VA", sheet.columns[:14]] += 40.0
    sheet.to_csv(tmp_path / "ICIO2016_2005.csv")
    table = read_oecd_icio(tmp_path / "ICIO2016_2005.csv")
    assert np.array_equal(table.Z, Z)
    assert table.Y.sum() == Y.sum()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda f: f.drop(columns=[c for c in f if c.startswith("CHN_")][2:]),
            "'CHN' has no final",
        ),
        (lambda f: f.drop(columns="OUT"), "no column is output"),
        (lambda f: f.assign(OUT=1.01 * f["OUT"] + 5), "uses of 'AUS 01T02' add up to"),
        (lambda f: f.drop(index="VA"), "inputs and value added of 'AUS 01T02' add up to"),
        (lambda f: f.rename(columns={"AUS_HFCE": "AUS_HFC"}), "column 'AUS HFC' is no industry"),
    ],
)
def test_faults_of_oecd_icio_are_named(tmp_path, change, message):
    change(oecd_sheet()[0]).to_csv(tmp_path / "ICIO2023_2019.csv")
    with pytest.raises(ValueError, match=rf"2019\.csv: .*{message}"):
        read_oecd_icio(tmp_path / "ICIO2023_2019.csv")


def pymrio_system(sectors=("m", "s")):
    pymrio = pytest.importorskip("pymrio")
    Z, Y = figures(4, 4)
    cells = pd.MultiIndex.from_product([["A", "B"], sectors], names=["region", "sector"])
    uses = pd.MultiIndex.from_product([["A", "B"], ["C", "I"]], names=["region", "category"])
    x = pd.DataFrame({"indout": Z.sum(axis=1) + Y.sum(axis=1)}, index=cells)
    return pymrio.IOSystem(Z=pd.DataFrame(Z, cells, cells), Y=pd.DataFrame(Y, cells, uses), x=x)


def test_a_pymrio_system_goes_in_as_it_is():
    system = pymrio_system()
    table = from_pymrio(system)
    assert table.cells == list(system.Z.index)
    assert np.array_equal(table.Z, system.Z)
    assert np.array_equal(table.Y, system.Y.T.groupby(level=0).sum().T)
    added = pd.DataFrame([system.x["indout"] - system.Z.sum()], index=["va"])
    system.Z = system.Z.iloc[:, [3, 0, 2, 1]]  # columns in another order than rows
    system.Y = system.Y.iloc[[1, 0, 3, 2]]
    again = from_pymrio(system, value_added=added)
    assert np.array_equal(again.Z, table.Z)
    assert np.array_equal(again.Y, table.Y)


@pytest.mark.parametrize(
    ("part", "change", "message"),
    [
        ("Y", lambda f: f.rename(index={"s": "t"}, level=1), r"Y: \('A', 's'\) is not in both"),
        ("Y", lambda f: f.rename(columns={"B": "C"}, level=0), "of 'C': no region 'C'"),
        ("Y", lambda f: pd.concat([f, f.iloc[[0]]]), r"Y: \('A', 'm'\) is there twice"),
        ("Z", lambda f: f.rename(columns={"s": "t"}, level=1), "column 'A t' is no industry"),
        ("Z", lambda f: f.droplevel(0, axis=1), "labels of 1 levels"),
        ("x", lambda f: f + 50, "uses of 'A m' add up to"),
    ],
)
def test_faults_of_a_pymrio_system_are_named(part, change, message):
    system = pymrio_system()
    setattr(system, part, change(getattr(system, part)))
    with pytest.raises(ValueError, match=rf"pymrio system.*: .*{message}"):
        from_pymrio(system)


def write_eora26(folder, added=None):
    regions, industries = ["AFG", "ALB"], ["Agriculture", "Fishing"]
    uses = ["Household final consumption P.3h", "Gross fixed capital formation P.51"]
    Z, Y = figures(4, 4)
    if added is None:
        added = Z.sum(axis=1) + Y.sum(axis=1) - Z.sum(axis=0) + np.array([30, -29, 10, -10])
    (folder / "2015").mkdir()

    def write(name, rows):
        text = "\n".join("\t".join(map(str, row)) for row in rows)
        (folder / "2015" / name).write_text(text + "\n")

    def discrepancy(block, rows, columns):  # the row and column that Eora calls ROW
        return np.pad(block, ((0, rows), (0, columns)), constant_values=1)

    write("Eora26_2015_bp_T.txt", discrepancy(Z, 1, 1))
    write("Eora26_2015_bp_FD.txt", discrepancy(Y, 1, 1))
    write("Eora26_2015_bp_VA.txt", discrepancy(added[None, :], 0, 1))
    write("Eora26_2015_bp_Q.txt", discrepancy(np.ones((1, 4), int), 0, 1))
    write("Eora26_2015_bp_QY.txt", discrepancy(np.ones((1, 4), int), 0, 1))
    cells = [("Name", r, "Industries", i) for r in regions for i in industries]
    demand = [("Name", r, "Final demand", u) for r in regions for u in uses]
    write("labels_T.txt", [*cells, ("Name", "ROW", "Industries", "TOTAL")])
    write("labels_FD.txt", [*demand, ("Name", "ROW", "Final demand", "TOTAL")])
    write("labels_VA.txt", [("Primary Inputs", "Compensation of employees D.1")])
    write("labels_Q.txt", [("Energy", "Natural Gas (TJ)")])
    return Z, Y


def test_eora26(tmp_path):
    pytest.importorskip("pymrio")
    Z, Y = write_eora26(tmp_path)
    table = read_eora26(tmp_path, 2015)
    assert (table.regions, table.industries) == (("AFG", "ALB"), ("Agriculture", "Fishing"))
    assert np.array_equal(table.Z, Z)
    assert np.array_equal(table.Y, Y.reshape(4, 2, 2).sum(axis=2))


def test_eora26_whose_value_added_is_another_is_named(tmp_path):
    pytest.importorskip("pymrio")
    write_eora26(tmp_path, np.full(4, 5000))
    with pytest.raises(ValueError, match=r"\(2015\): inputs and value added of 'AFG' add up to"):
        read_eora26(tmp_path, 2015)


def write_rda(folder, regions=REGIONS[:-1], odd=None, objects=None):
    rdata = pytest.importorskip("rdata")
    n = 41 * 35
    Y = np.zeros((n, 205), dtype=np.int32)
    Y[np.arange(n), np.repeat(np.arange(41) * 5, 35)] = 10
    Z = np.zeros((n, n), dtype=np.int32)
    Z[0, 1] = 4
    x = Z.sum(axis=1) + Y.sum(axis=1) + 0.0
    if odd is not None:
        x[odd] += 5000
    names = ["ROM" if r == "ROU" else r for r in regions] + ["RoW"]
    written = {
        "inter95": Z,
        "final95": Y,
        "output95": x,
        "countries": np.array(names, dtype=str),
        "industries": np.array([f"c{i}" for i in range(1, 36)], dtype=str),
    }
    written |= {k: v if v is None else np.array(v) for k, v in (objects or {}).items()}
    written = {name: array for name, array in written.items() if array is not None}
    rdata.write_rda(folder / "wiod95.rda", written)


def test_wiod_2013_r_file(tmp_path):
    write_rda(tmp_path)
    table = read_wiod2013(tmp_path, 1995)
    assert (table.regions, table.industries) == (REGIONS, INDUSTRIES)
    assert (table.Z[0, 1], table.x[0], table.Y[0, 0]) == (4, 14, 10)


def test_wiod_2013_r_file_with_other_regions_or_a_wrong_row(tmp_path):
    write_rda(tmp_path, regions=("XXX", *REGIONS[1:-1]))
    with pytest.raises(ValueError, match=r"wiod95\.rda: countries 1 is 'XXX', wanted 'AUS'"):
        read_wiod2013(tmp_path, 1995)
    write_rda(tmp_path, regions=(REGIONS[1], REGIONS[0], *REGIONS[2:-1]))
    with pytest.raises(ValueError, match=r"wiod95\.rda: countries 1 is 'AUT', wanted 'AUS'"):
        read_wiod2013(tmp_path, 1995)
    write_rda(tmp_path, odd=36)
    with pytest.raises(
        ValueError, match=r"rda: .*does not balance, by, first \('AUT', 'C'\): -5000"
    ):
        read_wiod2013(tmp_path, 1995)


@pytest.mark.parametrize(
    ("objects", "message"),
    [
        ({"inter95": None}, "no object 'inter95'"),
        ({"industries": [f"c{i}" for i in range(35, 0, -1)]}, "industries 1 is 'c35', wanted 'c1'"),
        ({"industries": ["c1"]}, "1 industries, wanted 35"),
        ({"final95": np.zeros((41 * 35, 6))}, r"final95 has shape \(1435, 6\)"),
    ],
)
def test_wiod_2013_r_file_with_other_objects(tmp_path, objects, message):
    write_rda(tmp_path, objects=objects)
    with pytest.raises(ValueError, match=rf"wiod95\.rda: {message}"):
        read_wiod2013(tmp_path, 1995)


@pytest.mark.parametrize(
    ("read", "arguments", "error", "message"),
    [
        (read_wiod2013, (".", 1994), ValueError, "years 1995 to 2011, not 1994"),
        (read_wiod2013, (".", "95"), TypeError, "whole number, not str '95'"),
        (read_wiod2013, (".", 1995.5), TypeError, "whole number, not float 1995.5"),
        (read_wiod2013, (1995, 1995), TypeError, "path of a folder wanted, not int 1995"),
        (read_wiod2013, (".", 1996), FileNotFoundError, "wiod96.rda: no such file"),
        (read_wiod2013, ("nowhere", 1996), FileNotFoundError, "nowhere: no such folder"),
        (read_figaro, (None,), TypeError, "path of a file wanted, not NoneType None"),
        (read_figaro, ("nowhere.csv",), FileNotFoundError, "nowhere.csv: no such file"),
        (read_oecd_icio, (2019,), TypeError, "path of a file wanted, not int 2019"),
        (read_workbook, ("nowhere.xlsx",), FileNotFoundError, "nowhere.xlsx: no such file"),
        (read_wiod2016, ("nowhere.RData",), FileNotFoundError, "no such file"),
        (read_eora26, ("nowhere", 2015), FileNotFoundError, "nowhere: no such folder"),
        (read_eora26, (".", "2015"), TypeError, "whole number, not str '2015'"),
        (from_pymrio, ("text",), TypeError, "a pymrio system with Z and Y, not str"),
    ],
)
def test_wrong_arguments_are_named(tmp_path, monkeypatch, read, arguments, error, message):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=message) as caught:
        read(*arguments)
    assert "\n" not in str(caught.value)


def test_a_package_that_is_not_there_is_named_with_its_extra():
    with pytest.raises(ImportError, match=r"package 'rdatta': pip install 'gvcaccounts\[r\]'"):
        optional("rdatta", "r")


def test_all_years_of_wiod_2013_close(shared):
    """The reader takes the published output; closing makes rows balance."""
    table = read_wiod2013(shared / "data/wiod2013", 1995)
    check_table(close_table(table, "prorata"), tolerance=1e-10)
