"""Reading inter-country tables in the layouts that their publishers give them.

Output is the sum of each row and value added the rest of each column, so net taxes and margins are
in it. Every reader compares both with the file's own figures and checks the table; it stops with
one line that names the file, the place and what is wrong. Split economies stay split.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd

from gvcaccounts.aggregation import is_part, merge_split_economies, split_economies
from gvcaccounts.labelled import (
    ADDED,
    BESIDE,
    CELL,
    LEFT_OUT,
    OUTPUT,
    USE,
    Label,
    Layout,
    table_of_labels,
)  # fmt: skip
from gvcaccounts.sources import existing, optional
from gvcaccounts.tables import IcioTable
from gvcaccounts.wiod2013 import INDUSTRIES, OWN_NAMES

# Codes of the ADB tables that are not those of ISO 3166-1.
ADB_NAMES = OWN_NAMES | {
    "BAN": "BGD", "BHU": "BTN", "BRU": "BRN", "CAM": "KHM", "DEN": "DNK", "FIJ": "FJI",
    "GER": "DEU", "INO": "IDN", "IRE": "IRL", "MAL": "MYS", "MLD": "MDV", "MON": "MNG",
    "NEP": "NPL", "NET": "NLD", "PHI": "PHL", "POR": "PRT", "PRC": "CHN", "SIN": "SGP",
    "SPA": "ESP", "SRI": "LKA", "SWI": "CHE", "TAP": "TWN", "UKG": "GBR", "VIE": "VNM",
}  # fmt: skip
# Eurostat's two-letter codes; FIGW1 is the rest of the world.
FIGARO_NAMES = {
    "AL": "ALB", "AR": "ARG", "AT": "AUT", "AU": "AUS", "BE": "BEL", "BG": "BGR", "BR": "BRA",
    "CA": "CAN", "CH": "CHE", "CN": "CHN", "CY": "CYP", "CZ": "CZE", "DE": "DEU", "DK": "DNK",
    "EE": "EST", "EL": "GRC", "ES": "ESP", "FI": "FIN", "FIGW1": "ROW", "FR": "FRA", "HR":
    "HRV", "HU": "HUN", "ID": "IDN", "IE": "IRL", "IN": "IND", "IT": "ITA", "JP": "JPN", "KR":
    "KOR", "LT": "LTU", "LU": "LUX", "LV": "LVA", "ME": "MNE", "MK": "MKD", "MT": "MLT", "MX":
    "MEX", "NL": "NLD", "NO": "NOR", "PL": "POL", "PT": "PRT", "RO": "ROU", "RS": "SRB", "RU":
    "RUS", "SA": "SAU", "SE": "SWE", "SI": "SVN", "SK": "SVK", "TR": "TUR", "UK": "GBR", "US":
    "USA", "ZA": "ZAF",
}  # fmt: skip
WORKBOOK_INDUSTRIES = {f"c{i}": code for i, code in enumerate(INDUSTRIES, start=1)}
# Final consumption of three kinds, capital formation, inventories, purchases abroad: the codes of
# the releases of 2016 to 2023.
OECD_USES = {
    "HFCE", "NPISH", "NPS", "GGFC", "GFCF", "INVNT", "INV", "DIRP", "DIRPA", "DPABR", "P33",
    "NONRES", "CONS_ABR", "FD",
}  # fmt: skip
BLANK = {"", "nan", "None"}


def _row_of_workbook(label: Label) -> str:
    region, code = label
    if code in BLANK:
        return LEFT_OUT
    if region.casefold() in {"tot", "total"}:  # r60: inputs, r69: output
        return {"r60": LEFT_OUT, "r69": OUTPUT}.get(code, ADDED)
    return CELL


def _column_of_workbook(label: Label) -> str:
    region, code = label
    if region.casefold() in {"tot", "total"}:
        return OUTPUT
    if code in BLANK:
        return LEFT_OUT
    return USE if re.fullmatch(r"c3[6-9]|c4\d|F\d", code) else CELL


def read_workbook(path: str | Path, negative: bool = False) -> IcioTable:
    """Read a workbook in the layout of WIOD 2013, which the ADB tables share.

    Codes c1 to c35 head the rows and columns of industries, with the region in the column to the
    left of the codes, and in the row above them; final demand has other codes (c37 to c42, F1 to
    F5). The header is found by the code c1. Rows and the column of the region TOT are value added,
    taxes and margins, and output (r69).

    Parameters
    ----------
    path
        `wiotYY_row_*.xlsx` of WIOD, or `ADB-MRIO*.xlsx`.
    negative
        Whether negative value added is allowed.

    Returns
    -------
    IcioTable
        ISO 3166-1 alpha-3 codes and ROW; NACE Rev. 1 industries where the codes are c1 to c35; USD
        million.

    Raises
    ------
    ValueError
        If the sheet has no code c1, or is not such a table.
    """
    path = existing(path)
    optional("openpyxl", "excel")
    sheet = pd.read_excel(path, header=None)
    found = np.argwhere(sheet.to_numpy() == "c1")
    if not len(found):
        raise ValueError(f"{path}: no code 'c1' in the first sheet")
    top, left = found[:, 0].min(), found[:, 1].min()
    body = sheet.iloc[top + 1 :, left + 1 :]
    rows = _workbook_labels(sheet.iloc[top + 1 :, left - 1], sheet.iloc[top + 1 :, left])
    columns = _workbook_labels(sheet.iloc[top - 1, left + 1 :], sheet.iloc[top, left + 1 :])
    layout = Layout(_row_of_workbook, _column_of_workbook)
    return table_of_labels(rows, columns, body, layout, str(path), negative)


def _workbook_labels(regions: pd.Series, codes: pd.Series) -> list[Label]:
    return [
        (ADB_NAMES.get(region, region), WORKBOOK_INDUSTRIES.get(code, code))
        for region, code in zip(regions.astype(str), codes.astype(str), strict=True)
    ]


def _row_of_wiod2016(label: Label) -> str:
    region, code = label
    return CELL if region != "TOT" else {"II_fob": LEFT_OUT, "GO": OUTPUT}.get(code, ADDED)


def _column_of_wiod2016(label: Label) -> str:
    region, code = label
    if region == "TOT":
        return OUTPUT
    return USE if code in {"57", "58", "59", "60", "61"} else CELL


def read_wiod2016(path: str | Path, negative: bool = False) -> IcioTable:
    """Read a table of the WIOD 2016 release from its R file.

    Parameters
    ----------
    path
        `WIOTyyyy_October16_ROW.RData`, which holds the data table `wiot`: columns `IndustryCode`,
        `IndustryDescription`, `Country`, `RNr`, `Year`, then `AUS1` to `ROW61`, `TOT`.
    negative
        Whether negative value added is allowed: Luxembourg's post (H53) buys for more than it sells
        in 2013.

    Returns
    -------
    IcioTable
        44 regions and 56 industries (NACE Rev. 2), USD million.

    Raises
    ------
    ValueError
        If the file has no such data table.
    """
    path = existing(path)
    found = optional("rdata", "r").read_rda(path)
    if "wiot" not in found:
        raise ValueError(f"{path}: no object 'wiot'")
    sheet = pd.DataFrame(found["wiot"])
    if lacking := [c for c in ("IndustryCode", "Country", "RNr", "TOT") if c not in sheet]:
        raise ValueError(f"{path}: no column {lacking[0]!r}")
    names = {
        str(int(number)): code
        for number, code, country in zip(
            sheet["RNr"], sheet["IndustryCode"], sheet["Country"], strict=True
        )
        if country != "TOT"
    }
    rows = list(zip(sheet["Country"], sheet["IndustryCode"], strict=True))
    words = {"IndustryCode", "IndustryDescription", "Country", "RNr", "Year"}
    figures = sheet[[c for c in sheet if c not in words]]
    columns = [(c[:3], names.get(c[3:], c[3:])) for c in figures]
    layout = Layout(_row_of_wiod2016, _column_of_wiod2016)
    return table_of_labels(rows, columns, figures, layout, str(path), negative)


def _row_of_figaro(label: Label) -> str:
    return ADDED if label[0] == "W2" else CELL


def _column_of_figaro(label: Label) -> str:
    return USE if label[1] in {"P3_S13", "P3_S14", "P3_S15", "P51G", "P5M"} else CELL


def read_figaro(path: str | Path, negative: bool = False) -> IcioTable:
    """Read an industry-by-industry table of FIGARO (Eurostat) in its matrix layout.

    Parameters
    ----------
    path
        `matrix_eu-ic-io_ind-by-ind_*.csv`: labels such as `AT_C10T12` in the column `rowLabels` and
        in the header, final demand in columns such as `AT_P3_S13`, value added in rows `W2_*`.
    negative
        Whether negative value added is allowed.

    Returns
    -------
    IcioTable
        ISO 3166-1 alpha-3 codes and ROW; NACE Rev. 2 industries; EUR million.

    Raises
    ------
    ValueError
        If the file is not such a table.
    """
    path = existing(path)
    sheet = _read_csv(path)
    rows = [tuple(str(label).split("_", 1)) for label in sheet.index]
    columns = [tuple(str(label).split("_", 1)) for label in sheet.columns]
    if odd := [label for label in (*rows, *columns) if len(label) != 2]:
        raise ValueError(f"{path}: label {odd[0][0]!r} has no region")
    rows, columns = (
        [(FIGARO_NAMES.get(region, region), code) for region, code in labels]
        for labels in (rows, columns)
    )
    layout = Layout(_row_of_figaro, _column_of_figaro, has_output=False)
    return table_of_labels(rows, columns, sheet, layout, str(path), negative)


def _row_of_oecd(label: Label) -> str:
    code = label[1]
    if code in {"OUT", "OUTPUT", "TOTAL"}:
        return OUTPUT
    return ADDED if code in {"VA", "VALU", "TLS"} or "TAX" in code else CELL


def _column_of_oecd(label: Label) -> str:
    code = label[1]
    if code in OECD_USES:
        return USE
    if code in {"OUT", "OUTPUT", "TOTAL"}:
        return OUTPUT
    return BESIDE if code == "DISC" else CELL


def read_oecd_icio(
    path: str | Path, merge_parts: bool = False, negative: bool = False
) -> IcioTable:
    """Read a table of the OECD Inter-Country Input-Output tables.

    Parameters
    ----------
    path
        `ICIO2016_yyyy.csv`, `ICIO2018_yyyy.CSV`, `ICIO2021_yyyy.csv`, `ICIO2023_yyyy.csv`, or a zip
        file of one of them.
    merge_parts
        Whether the parts of China and Mexico (CN1, CN2, MX1, MX2) are merged into CHN and MEX.
        They are regions otherwise, and CHN and MEX beside them have final demand and no output;
        the labelled functions know that they are one economy each.
    negative
        Whether negative value added is allowed.

    Returns
    -------
    IcioTable
        USD million. The column of discrepancies (DISC) is left out.

    Raises
    ------
    ValueError
        If the file is not such a table.
    """
    path = existing(path)
    sheet = _read_csv(path)
    rows, columns = (
        [_oecd_label(str(label)) for label in labels] for labels in (sheet.index, sheet.columns)
    )
    layout = Layout(_row_of_oecd, _column_of_oecd, is_part=is_part)
    table = split_economies(table_of_labels(rows, columns, sheet, layout, str(path), negative))
    return merge_split_economies(table) if merge_parts else table


def _oecd_label(label: str) -> Label:
    """Region and code; the release of 2016 has the code of final demand first."""
    first, _, rest = label.partition("_")
    if not rest:
        return ("", first)
    return (rest, first) if first in OECD_USES and rest not in OECD_USES else (first, rest)


def _read_csv(path: Path) -> pd.DataFrame:
    """Read a file with labels in the first row and column; pandas would rename a second column."""
    labels = pd.read_csv(path, header=None, nrows=1).iloc[0, 1:].astype(str)
    body = pd.read_csv(path, header=None, skiprows=1, index_col=0, low_memory=False)
    if body.shape[1] != len(labels):
        raise ValueError(f"{path}: {body.shape[1]} columns of figures, {len(labels)} labels")
    return body.set_axis(labels.tolist(), axis=1)
