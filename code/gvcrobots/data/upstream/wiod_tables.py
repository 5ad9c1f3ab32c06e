"""The tables of `raw/wiod`: indicators that the full WIOD tables give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from gvcaccounts.closures import CLOSURES, close_table
from gvcaccounts.content import foreign_share, origin_of_value
from gvcaccounts.indicators import cell_indicators
from gvcaccounts.inputs import input_shares
from gvcaccounts.leontief import leontief_system
from gvcaccounts.links import partner_links
from gvcaccounts.tables import IcioTable
from gvcaccounts.world import world_participation

from gvcrobots.data.raw_tables import check_unique, read_raw_table
from gvcrobots.data.upstream.raw_tables import seal_source, write_raw_table
from gvcrobots.declare.construction import Construction, Industries
from gvcrobots.declare.files import nearest, read_yaml
from gvcrobots.declare.sources import SOURCE_FILE

NAMES = ("indicators", "closures", "world", "coordination", "links")
MEASURED_ONCE = ("coordination", "links")
KEYS = ("iso3", "year", "industry", "partner")
# Rounding of figures near zero depends on the machine: below this part of the largest figure of
# its column a difference is none.
FLOOR = 1e-12


def year_tables(
    table: IcioTable, year: int, construction: Construction, accounts: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Everything that `raw/wiod` takes from the table of one year.

    Parameters
    ----------
    table
        WIOD table of the year, as it is published.
    year
        Calendar year.
    construction
        Closure of the table, groups of industries, and geography.
    accounts
        Industry accounts of all years: `iso3, year, industry, value_added, labour_compensation,
        persons_engaged`.

    Returns
    -------
    dict of str to DataFrame
        `indicators` (40 countries, 35 industries; the rest of the world is left out), `closures`
        (backward participation of manufacturing under each closure), `world` (one row),
        `coordination` (14 industries of the USA) and `links` (manufacturing of 40 countries by
        partner).
    """
    industries = construction.industries
    system = leontief_system(close_table(table, construction.closure))
    cells = cell_indicators(
        system,
        industries.services,
        construction.regions,
        labour_cost(accounts, industries, construction.base_year),
        value_added_of(table, accounts[accounts["year"] == year]),
    )
    world = world_participation(system, technology_classes(industries), rest="primary")
    frames = {
        "indicators": cells,
        "closures": _manufacturing(backward_by_closure(table), industries),
        "world": pd.DataFrame([world]),
        "coordination": coordination_intensity(system.table, industries),
        "links": _manufacturing(partner_links(system), industries),
    }
    return {name: _study_rows(frame, year, name) for name, frame in frames.items()}


def _manufacturing(cells: pd.DataFrame, industries: Industries) -> pd.DataFrame:
    return cells[cells["industry"].isin(list(industries.cells))]


def _study_rows(frame: pd.DataFrame, year: int, name: str) -> pd.DataFrame:
    """Own names of keys, without the rest of the world."""
    named = frame.rename(columns={"region": "iso3"}).assign(year=year)
    rows = named[named["iso3"] != "ROW"] if "iso3" in named else named
    return _keyed(rows, name)


def backward_by_closure(table: IcioTable) -> pd.DataFrame:
    """Foreign content of the sales of every cell under each closure of the table.

    Returns
    -------
    DataFrame
        `region, industry` and a column a closure, per cent.
    """
    content = {
        closure: 100.0
        * (table.x != 0)
        * foreign_share(origin_of_value(leontief_system(close_table(table, closure))))
        for closure in CLOSURES
    }
    keys = {
        "region": np.repeat(table.regions, table.n_industries),
        "industry": np.tile(table.industries, table.n_regions),
    }
    return pd.DataFrame(keys | content)


def labour_cost(accounts: pd.DataFrame, industries: Industries, year: int) -> dict[str, float]:
    """Labour compensation a person engaged in manufacturing, USD thousand, by economy."""
    rows = accounts[(accounts["year"] == year) & accounts["industry"].isin(list(industries.cells))]
    sums = rows.groupby("iso3")[["labour_compensation", "persons_engaged"]].sum()
    cost = sums["labour_compensation"] / sums["persons_engaged"]
    return {str(iso3): float(value) for iso3, value in cost.items()}


def value_added_of(table: IcioTable, accounts: pd.DataFrame) -> np.ndarray:
    """Value added at basic prices of every cell of a table, NaN where there are no accounts.

    Parameters
    ----------
    table
        Table in USD million.
    accounts
        Industry accounts of the year of the table.

    Returns
    -------
    ndarray
        (GN,), USD million.
    """
    cells = pd.MultiIndex.from_product([table.regions, table.industries])
    value = accounts.set_index(["iso3", "industry"])["value_added"]
    return value.reindex(cells).to_numpy(float)


def technology_classes(industries: Industries) -> dict[str, tuple[str, ...]]:
    """Classes of exporting industries: advanced and other manufacturing, services."""
    advanced = industries.flags["advanced"]
    others = tuple(code for code in industries.cells if code not in advanced)
    return {
        "advanced": advanced,
        "other_manufacturing": others,
        "services": industries.services,
    }


def coordination_intensity(
    table: IcioTable, industries: Industries, region: str = "USA"
) -> pd.DataFrame:
    """Shares of coordination inputs in the intermediate inputs of the study's industries.

    Returns
    -------
    DataFrame
        `iso3, industry`, a share (0 to 1, of domestic and imported inputs) for each kind of
        coordination input, and their sum `coordination`.
    """
    shares = input_shares(table, region, tuple(industries.coordination.values()))
    frame = pd.DataFrame(
        {"iso3": region, "industry": table.industries}
        | dict(zip(industries.coordination, shares, strict=True))
        | {"coordination": shares.sum(axis=0)}
    )
    return frame[frame["industry"].isin(list(industries.cells))].reset_index(drop=True)


def gather_years(
    years: Sequence[Mapping[str, pd.DataFrame]], base_year: int
) -> dict[str, pd.DataFrame]:
    """Put the years together: all of them, or the base year alone for what is measured once."""
    gathered = {name: pd.concat([tables[name] for tables in years]) for name in NAMES}
    for name in MEASURED_ONCE:
        gathered[name] = gathered[name][gathered[name]["year"] == base_year]
    return {name: _keyed(frame, name) for name, frame in gathered.items()}


def read_years(paths: Sequence[str | Path], base_year: int) -> dict[str, pd.DataFrame]:
    """Put together the Parquet files of all years, one folder a year and one file a table."""
    folders = sorted({Path(path).parent for path in paths})
    return gather_years(
        [{n: pd.read_parquet(folder / f"{n}.parquet") for n in NAMES} for folder in folders],
        base_year,
    )


def write_raw_wiod(tables: Mapping[str, pd.DataFrame], folder: str | Path) -> None:
    """Write the columns that `source.yaml` describes as CSV files of twelve digits, and seal it.

    Every file is replaced at once or not at all.
    """
    folder = Path(folder)
    for name, table in described(tables, folder).items():
        write_raw_table(table, folder / f"{name}.csv")
    seal_source(folder)


def described(tables: Mapping[str, pd.DataFrame], folder: str | Path) -> dict[str, pd.DataFrame]:
    """Take the columns that `source.yaml` describes, in its order.

    Raises
    ------
    ValueError
        If one of them is not computed.
    """
    files = read_yaml(Path(folder, SOURCE_FILE))["files"]
    taken = {}
    for name, table in tables.items():
        columns = list(files[f"{name}.csv"]["columns"])
        if lacking := [column for column in columns if column not in table]:
            hint = nearest(lacking[0], list(table))
            raise ValueError(f"{folder}/{SOURCE_FILE}: {lacking[0]!r} is not computed{hint}")
        taken[name] = table[columns]
    return taken


def check_raw_wiod(
    tables: Mapping[str, pd.DataFrame], folder: str | Path, tolerance: float = 1e-9
) -> int:
    """Check that the figures of `raw/wiod` are the computed ones.

    Parameters
    ----------
    tables
        What the full tables give, of `gather_years`.
    folder
        Folder of the stored tables.
    tolerance
        Largest relative difference.

    Returns
    -------
    int
        Number of figures compared.

    Raises
    ------
    ValueError
        At the first difference; the message names the file, the column, the key and both figures.
    """
    return sum(
        _check_table(computed, Path(folder) / f"{name}.csv", tolerance)
        for name, computed in described(tables, folder).items()
    )


def _check_table(computed: pd.DataFrame, path: Path, tolerance: float) -> int:
    stored = read_raw_table(path)
    keys = [key for key in KEYS if key in computed]
    if list(stored) != list(computed):
        raise ValueError(f"{path}: columns {list(stored)}, computed {list(computed)}")
    if not stored[keys].astype(str).equals(computed[keys].astype(str)):
        raise ValueError(f"{path}: other keys than the {len(computed)} computed ones")
    for column in computed.columns.drop(keys):
        now, then = computed[column].to_numpy(float), stored[column].to_numpy(float)
        allowed = tolerance * np.abs(now) + FLOOR * np.nanmax(np.abs(now))
        same = (np.abs(then - now) <= allowed) | (np.isnan(then) & np.isnan(now))
        if (off := ~same).any():
            i = int(np.argmax(off))
            key = tuple(stored[keys].astype(object).iloc[i])
            raise ValueError(f"{path}: {column} of {key} is {then[i]:.12g}, computed {now[i]:.12g}")
    return computed.size - len(keys) * len(computed)


def _keyed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Keys first, rows sorted by them."""
    keys = [key for key in KEYS if key in frame]
    check_unique(frame, keys, name)
    others = [column for column in frame if column not in keys]
    return frame[[*keys, *others]].sort_values(keys, ignore_index=True)
