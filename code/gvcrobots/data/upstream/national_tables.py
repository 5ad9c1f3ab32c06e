"""Vertical specialisation from the national tables of WIOD 2016 and of OECD 2018.

Both come as one Parquet file of all economies and years: a row for every row of a national table,
with its economy and year before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
from gvcaccounts.vertical import NationalTable, national_table, vertical_specialisation
from gvcaccounts.wiod2013 import INDUSTRIES

# The industries that all families of tables have: NACE Rev. 1, with textiles and leather together.
TEXTILES_AND_LEATHER = "17t19"
MANUFACTURING = INDUSTRIES[2:16]
COMMON_NACE1 = {i: i for i in MANUFACTURING} | dict.fromkeys(("17t18", "19"), TEXTILES_AND_LEATHER)
# Repair and installation (C33) and publishing (J58) have no manufacturing industry of their own in
# NACE Rev. 1 and are left out; OECD has repair together with furniture and other manufacturing.
COMMON_WIOD2016 = {
    "C10-C12": "15t16", "C13-C15": "17t19", "C16": "20", "C17": "21t22", "C18": "21t22",
    "C19": "23", "C20": "24", "C21": "24", "C22": "25", "C23": "26", "C24": "27t28",
    "C25": "27t28", "C26": "30t33", "C27": "30t33", "C28": "29", "C29": "34t35", "C30": "34t35",
    "C31_C32": "36t37",
}  # fmt: skip
COMMON_OECD2018 = {
    "D10T12": "15t16", "D13T15": "17t19", "D16": "20", "D17T18": "21t22", "D19": "23",
    "D20T21": "24", "D22": "25", "D23": "26", "D24": "27t28", "D25": "27t28", "D26": "30t33",
    "D27": "30t33", "D28": "29", "D29": "34t35", "D30": "34t35", "D31T33": "36t37",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """Where a file has what; figures times `unit` are USD million."""

    industries: tuple[str, str]  # first and last column
    uses: tuple[str, str]  # first and last column of final uses, exports among them
    exports: str
    output: str
    rows: tuple[str, ...]  # columns that say what a row is: the kind of row is in `kind`
    unit: float
    added: tuple[str, ...]  # rows of taxes, margins and value added
    total: str  # row of output
    common: Mapping[str, str]
    # Largest gaps that the sources leave in rows and columns, USD million.
    row_gap: float
    column_gap: float
    known: Mapping[tuple[str, int], float] = field(default_factory=dict)


LAYOUTS = {
    "wiod2016": Layout(
        ("A01", "U"), ("CONS_h", "EXP"), "EXP", "GO", ("origin", "code"), 1.0,
        ("TOT TXSP", "TOT EXP_adj", "TOT PURR", "TOT PURNR", "TOT VA", "TOT IntTTM"), "TOT GO",
        COMMON_WIOD2016, 10.0, 64.0, {("ROU", 2014): 3846.0},
    ),
    "oecd2018": Layout(
        ("D01T03", "D97T98"), ("HFCE", "IMPO"), "EXPO", "TOTAL", ("row",), 0.1,
        ("TXS_IMP_FNL", "TXS_INT_FNL", "VALU"), "OUTPUT", COMMON_OECD2018, 0.8, 1.1,
    ),
}  # fmt: skip
PREFIXES = {"wiod2016": ("Domestic ", "Imports "), "oecd2018": ("DOM_", "IMP_")}


def national_tables(path: str | Path, family: str) -> Iterator[tuple[str, int, NationalTable]]:
    """Read the national tables of a family, one economy and year after the other.

    Parameters
    ----------
    path
        Parquet file of the family.
    family
        A key of `LAYOUTS`.

    Yields
    ------
    tuple
        Economy (ISO 3166-1 alpha-3), year and table, USD million.

    Raises
    ------
    ValueError
        If a column or row is missing, rows are in another order than columns, a row is there twice,
        or uses or inputs do not add up to output within the gaps that the source is known to have.
    """
    layout = LAYOUTS[family]
    frame = pd.read_parquet(path).reset_index(drop=True)
    needed = {"iso3", "year", *layout.rows, *layout.industries, *layout.uses, layout.output}
    if lacking := sorted(needed - set(frame)):
        raise ValueError(f"{path}: no column {lacking[0]!r}")
    labels = frame[list(layout.rows)].agg(" ".join, axis=1)
    for (iso3, year), rows in frame.groupby(["iso3", "year"], sort=True):
        name = f"{path}: {iso3} {year}"
        sheet = rows.set_axis(labels[rows.index], axis=0)
        if not sheet.index.is_unique:
            raise ValueError(f"{name}: row {sheet.index[sheet.index.duplicated()][0]!r} twice")
        yield str(iso3), int(year), _table(sheet, family, (str(iso3), int(year)), name)


def _table(sheet: pd.DataFrame, family: str, key: tuple[str, int], name: str) -> NationalTable:
    layout, (home, abroad) = LAYOUTS[family], PREFIXES[family]
    industries = list(sheet.loc[:, slice(*layout.industries)])
    codes = [code.removeprefix("D") if family == "oecd2018" else code for code in industries]
    wanted = [*(f"{prefix}{code}" for prefix in (home, abroad) for code in codes), *layout.added]
    if lacking := [row for row in (*wanted, layout.total) if row not in sheet.index]:
        raise ValueError(f"{name}: no row {lacking[0]!r}")
    figures = layout.unit * sheet.select_dtypes("number").astype(float)
    domestic, imported, added = np.split(
        figures.loc[wanted, industries].to_numpy(), [len(codes), 2 * len(codes)]
    )
    x = figures.loc[layout.total, industries].to_numpy()
    sold = figures.loc[wanted[: len(codes)]]
    uses = domestic.sum(axis=1) + sold.loc[:, slice(*layout.uses)].sum(axis=1).to_numpy()
    inputs = domestic.sum(axis=0) + imported.sum(axis=0) + added.sum(axis=0)
    for what, total, allowed in (
        ("output of the row", sold[layout.output].to_numpy(), 1e-6),
        ("uses", uses, layout.row_gap),
        ("inputs and value added", inputs, layout.known.get(key, layout.column_gap)),
    ):
        gap = np.abs(total - x)
        if gap.max() > allowed * (1 + 1e-9):
            worst = industries[int(gap.argmax())]
            raise ValueError(f"{name}: {what} of {worst!r} off output by {gap.max():.6g} million")
    exports = sold[layout.exports].to_numpy()
    return national_table(industries, domestic, imported, exports, x, name)


def vertical_specialisation_cells(path: str | Path, family: str) -> pd.DataFrame:
    """Vertical specialisation of the common manufacturing industries of a family of tables.

    Parameters
    ----------
    path
        Parquet file of the family.
    family
        A key of `LAYOUTS`.

    Returns
    -------
    DataFrame
        `iso3, year, industry` (13 codes of NACE Rev. 1, textiles and leather as `17t19`),
        `vertical_specialisation` (per cent), `exports`, `output` (USD million), sorted by the keys.
    """
    frames = [
        pd.DataFrame(
            {
                "iso3": iso3,
                "year": year,
                "industry": table.industries,
                "vertical_specialisation": vertical_specialisation(table),
                "exports": table.exports,
                "output": table.x,
            }
        )
        for iso3, year, table in national_tables(path, family)
    ]
    return in_common_industries(pd.concat(frames), LAYOUTS[family].common)


def in_common_industries(
    cells: pd.DataFrame, common: Mapping[str, str], share: str = "vertical_specialisation"
) -> pd.DataFrame:
    """Bring cells to the industries that all families have; a share is weighted by exports.

    Parameters
    ----------
    cells
        Columns `iso3, year, industry`, the share (per cent of exports), `exports` and `output`.
    common
        Industry of the table to common industry; what is not in it is left out.
    share
        Column of the share.

    Returns
    -------
    DataFrame
        The same columns, a row for every common industry; the share is missing where exports are
        not positive.
    """
    keys = ["iso3", "year", "industry"]
    cells = cells.assign(industry=cells["industry"].map(common)).dropna(subset="industry")
    cells[share] *= cells["exports"]
    sums = cells.groupby(keys)[[share, "exports", "output"]].sum().reset_index()
    return sums.assign(**{share: sums[share] / sums["exports"].where(sums["exports"] > 0)})
