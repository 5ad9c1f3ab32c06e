"""Reading inter-country tables in the layouts that their publishers give them.

Output is the sum of each row and value added the rest of each column, so net taxes and margins are
in it; `check_table` says whether a table is sound.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from gvcaccounts.labelled import Label, table_of_labels
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


def read_workbook(path: str | Path) -> IcioTable:
    """Read a workbook in the layout of WIOD 2013, which the ADB tables share.

    Codes c1 to c35 head the rows and columns of industries, with the region in the column to the
    left of the codes, and in the row above them; final demand has other codes (c37 to c42, F1 to
    F5). The header is found by the code c1.

    Parameters
    ----------
    path
        `wiotYY_row_*.xlsx` of WIOD, or `ADB-MRIO*.xlsx`.

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
    sheet = pd.read_excel(path, header=None)
    found = np.argwhere(sheet.to_numpy() == "c1")
    if not len(found):
        raise ValueError(f"{path}: no code 'c1' in the first sheet")
    top, left = found[:, 0].min(), found[:, 1].min()
    body = sheet.iloc[top + 1 :, left + 1 :]
    rows = _workbook_labels(sheet.iloc[top + 1 :, left - 1], sheet.iloc[top + 1 :, left])
    columns = _workbook_labels(sheet.iloc[top - 1, left + 1 :], sheet.iloc[top, left + 1 :])
    return table_of_labels(rows, columns, body, str(path))


def _workbook_labels(regions: pd.Series, codes: pd.Series) -> list[Label]:
    return [
        (ADB_NAMES.get(region, region), WORKBOOK_INDUSTRIES.get(code, code))
        for region, code in zip(regions.astype(str), codes.astype(str), strict=True)
    ]


def read_wiod2016(path: str | Path) -> IcioTable:
    """Read a table of the WIOD 2016 release from its R file.

    Parameters
    ----------
    path
        `WIOTyyyy_October16_ROW.RData`, which holds the data table `wiot`: columns `IndustryCode`,
        `IndustryDescription`, `Country`, `RNr`, `Year`, then `AUS1` to `ROW61`, `TOT`.

    Returns
    -------
    IcioTable
        44 regions and 56 industries (NACE Rev. 2), USD million.

    Raises
    ------
    ValueError
        If the file has no such data table.
    """
    import rdata  # needed by nothing else; most readers never open the full tables

    found = rdata.read_rda(path)
    if "wiot" not in found:
        raise ValueError(f"{path}: no object 'wiot'")
    sheet = pd.DataFrame(found["wiot"])
    if lacking := [c for c in ("IndustryCode", "Country", "RNr") if c not in sheet]:
        raise ValueError(f"{path}: no column {lacking[0]!r}")
    names = {
        str(int(number)): code
        for number, code, country in zip(
            sheet["RNr"], sheet["IndustryCode"], sheet["Country"], strict=True
        )
        if country != "TOT"
    }
    rows = list(zip(sheet["Country"], sheet["IndustryCode"], strict=True))
    figures = sheet[[c for c in sheet if c[:3].isupper() and c[3:].isdigit()]]
    columns = [(c[:3], names.get(c[3:], c[3:])) for c in figures]
    return table_of_labels(rows, columns, figures, str(path))


def read_figaro(path: str | Path) -> IcioTable:
    """Read an industry-by-industry table of FIGARO (Eurostat) in its matrix layout.

    Parameters
    ----------
    path
        `matrix_eu-ic-io_ind-by-ind_*.csv`: labels such as `AT_C10T12` in the column `rowLabels` and
        in the header, final demand in columns such as `AT_P3_S13`, value added in rows `W2_*`.

    Returns
    -------
    IcioTable
        ISO 3166-1 alpha-3 codes and ROW; NACE Rev. 2 industries; EUR million.

    Raises
    ------
    ValueError
        If the file is not such a table.
    """
    sheet = pd.read_csv(path, index_col=0)
    rows = [tuple(str(label).split("_", 1)) for label in sheet.index]
    columns = [tuple(str(label).split("_", 1)) for label in sheet.columns]
    if odd := [label for label in (*rows, *columns) if len(label) != 2]:
        raise ValueError(f"{path}: label {odd[0][0]!r} has no region")
    rows, columns = (
        [(FIGARO_NAMES.get(region, region), code) for region, code in labels]
        for labels in (rows, columns)
    )
    return table_of_labels(rows, columns, sheet, str(path))
