"""Readers, on small files of the publishers' layouts that the tests write themselves."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.pymrio_readers import read_eora26, read_oecd_icio
from gvcaccounts.readers import read_figaro, read_wiod2016, read_workbook
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
        return [[None, "TOTAL", "ToT", "r60", *Z.sum(axis=0), *Y.sum(axis=0), " "]]

    path = tmp_path / "ADB-MRIO62-2019.xlsx"
    Z, Y, _ = write_workbook(path, ["GER", "PRC", "TAP", "RoW"], uses, names, factors)
    table = read_workbook(path)
    assert table.regions == ("DEU", "CHN", "TWN", "ROW")
    assert np.array_equal(table.Z, Z)
    assert np.array_equal(table.Y, Y.reshape(-1, 4, 5).sum(axis=2))


def test_workbook_of_something_else(tmp_path):
    pytest.importorskip("openpyxl")
    path = tmp_path / "other.xlsx"
    pd.DataFrame([[1, 2]]).to_excel(path)
    with pytest.raises(ValueError, match="no code 'c1'"):
        read_workbook(path)


def test_wiod_2016(tmp_path):
    rdata = pytest.importorskip("rdata")
    regions, industries = ["AUS", "USA", "ROW"], ["A01", "C10-C12", "G45"]
    Z, Y = figures(9, 15)
    # Three industries have the numbers 1 to 3, final uses 57 to 61, as in the release.
    columns = [f"{r}{i}" for r in regions for i in (1, 2, 3)]
    columns += [f"{r}{i}" for r in regions for i in range(57, 62)]
    values = np.vstack([np.hstack([Z, Y]), np.zeros(24), np.full(24, 7.0)]).astype(float)
    sheet = pd.DataFrame(values, columns=columns)
    sheet.insert(0, "Year", 2014.0)
    sheet.insert(0, "RNr", [1.0, 2.0, 3.0] * 3 + [65.0, 73.0])
    sheet.insert(0, "Country", [r for r in regions for _ in industries] + ["TOT", "TOT"])
    sheet.insert(0, "IndustryDescription", "words")
    sheet.insert(0, "IndustryCode", industries * 3 + ["II_fob", "GO"])
    sheet["TOT"] = 1.0
    path = tmp_path / "WIOT2014_October16_ROW.RData"
    words = sheet.columns[:3]
    sheet[words] = sheet[words].astype(object)
    rdata.write_rda(path, {"wiot": sheet.set_axis(sheet.columns.astype(object), axis=1)})
    table = read_wiod2016(path)
    assert (table.regions, table.industries) == (tuple(regions), tuple(industries))
    assert np.array_equal(table.Z, Z)
    assert np.array_equal(table.Y, Y.reshape(9, 3, 5).sum(axis=2))


def test_figaro(tmp_path):
    regions, industries = ["AT", "EL", "FIGW1"], ["A01", "C10T12"]
    uses = ["P3_S13", "P3_S14", "P3_S15", "P51G", "P5M"]
    Z, Y = figures(6, 15)
    cells = [f"{r}_{i}" for r in regions for i in industries]
    values = np.vstack([np.hstack([Z, Y]), np.full((2, 21), 3)])
    pd.DataFrame(
        values,
        index=pd.Index([*cells, "W2_D21X31", "W2_B2A3G"], name="rowLabels"),
        columns=cells + [f"{r}_{u}" for r in regions for u in uses],
    ).to_csv(tmp_path / "matrix_eu-ic-io_ind-by-ind_25ed_2022.csv")
    table = read_figaro(tmp_path / "matrix_eu-ic-io_ind-by-ind_25ed_2022.csv")
    assert table.regions == ("AUT", "GRC", "ROW")
    assert np.array_equal(table.Z, Z)
    assert np.array_equal(table.Y, Y.reshape(6, 3, 5).sum(axis=2))


def test_oecd_icio_with_split_economies(tmp_path):
    pytest.importorskip("pymrio")
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
    sheet.to_csv(tmp_path / "ICIO2023_2019.csv")
    table = read_oecd_icio(tmp_path / "ICIO2023_2019.csv")
    assert (table.regions, table.industries) == (("AUS", "CHN", "MEX"), tuple(industries))
    group = np.array([0, 1, 2, 1, 1, 2, 2])
    to = np.eye(3)[group]
    wanted = np.einsum("rp,risj,sq->piqj", to, Z.reshape(7, 2, 7, 2), to).reshape(6, 6)
    assert pytest.approx(wanted) == table.Z
    assert table.Y.sum() == Y.sum()
    check_table(table)


def test_eora26(tmp_path):
    pytest.importorskip("pymrio")
    regions, industries = ["AFG", "ALB"], ["Agriculture", "Fishing"]
    uses = ["Household final consumption P.3h", "Gross fixed capital formation P.51"]
    Z, Y = figures(4, 4)
    folder = tmp_path / "2015"
    folder.mkdir()

    def write(name, rows):
        text = "\n".join("\t".join(map(str, row)) for row in rows)
        (folder / name).write_text(text + "\n")

    def discrepancy(block, rows, columns):  # the row and column that Eora calls ROW
        return np.pad(block, ((0, rows), (0, columns)), constant_values=1)

    write("Eora26_2015_bp_T.txt", discrepancy(Z, 1, 1))
    write("Eora26_2015_bp_FD.txt", discrepancy(Y, 1, 1))
    write("Eora26_2015_bp_VA.txt", discrepancy(np.ones((1, 4), int), 0, 1))
    write("Eora26_2015_bp_Q.txt", discrepancy(np.ones((1, 4), int), 0, 1))
    write("Eora26_2015_bp_QY.txt", discrepancy(np.ones((1, 4), int), 0, 1))
    cells = [("Name", r, "Industries", i) for r in regions for i in industries]
    demand = [("Name", r, "Final demand", u) for r in regions for u in uses]
    write("labels_T.txt", [*cells, ("Name", "ROW", "Industries", "TOTAL")])
    write("labels_FD.txt", [*demand, ("Name", "ROW", "Final demand", "TOTAL")])
    write("labels_VA.txt", [("Primary Inputs", "Compensation of employees D.1")])
    write("labels_Q.txt", [("Energy", "Natural Gas (TJ)")])
    table = read_eora26(tmp_path, 2015)
    assert (table.regions, table.industries) == (tuple(regions), tuple(industries))
    assert np.array_equal(table.Z, Z)
    assert np.array_equal(table.Y, Y.reshape(4, 2, 2).sum(axis=2))


def write_rda(folder, regions=REGIONS[:-1], odd=None):
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
    objects = {
        "inter95": Z,
        "final95": Y,
        "output95": x,
        "countries": np.array(names, dtype=str),
        "industries": np.array([f"c{i}" for i in range(1, 36)], dtype=str),
    }
    rdata.write_rda(folder / "wiod95.rda", objects)


def test_wiod_2013_r_file(tmp_path):
    write_rda(tmp_path)
    table = read_wiod2013(tmp_path, 1995)
    assert (table.regions, table.industries) == (REGIONS, INDUSTRIES)
    assert (table.Z[0, 1], table.x[0], table.Y[0, 0]) == (4, 14, 10)


def test_wiod_2013_r_file_with_other_regions_or_a_wrong_row(tmp_path):
    write_rda(tmp_path, regions=("XXX", *REGIONS[1:-1]))
    with pytest.raises(ValueError, match=r"wiod95\.rda: other regions"):
        read_wiod2013(tmp_path, 1995)
    write_rda(tmp_path, odd=36)
    with pytest.raises(ValueError, match=r"does not balance, by, first \('AUT', 'C'\): -5000"):
        read_wiod2013(tmp_path, 1995)
    with pytest.raises(FileNotFoundError):
        read_wiod2013(tmp_path, 1996)
