"""Import content of exports by several families of tables, side by side and below each other."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from gvcrobots.data.measures import Measure, with_measures
from gvcrobots.declare.construction import YardstickFamily, Yardsticks

KEYS = ["iso3", "industry", "year"]
Tables = Mapping[str, pd.DataFrame]


def in_common_industries(
    cells: pd.DataFrame, merged: Mapping[str, tuple[str, ...]]
) -> pd.DataFrame:
    """Add up the industries that some tables do not tell apart; shares are weighted by exports.

    Parameters
    ----------
    cells
        Columns `iso3, industry, year, exports` and shares of exports.
    merged
        Industries by the common one that they are part of; the others stay as they are.

    Returns
    -------
    DataFrame
        The same columns, one row an economy, common industry and year. A share is missing where
        nothing is exported, or where it is missing in a part.
    """
    common = {part: whole for whole, parts in merged.items() for part in parts}
    shares = cells.columns.difference([*KEYS, "exports"], sort=False)
    amounts = cells[shares].mul(cells["exports"], axis=0)
    named = cells[KEYS].assign(industry=cells["industry"].replace(common))
    by_cell = pd.concat([named, cells[["exports"]], amounts], axis=1).groupby(KEYS)
    exports = by_cell["exports"].sum()
    totals = by_cell[list(shares)].agg(lambda amounts: amounts.sum(skipna=False))
    return totals.div(exports.where(exports > 0), axis=0).assign(exports=exports).reset_index()


def yardstick(table: pd.DataFrame, family: YardstickFamily, settings: Yardsticks) -> pd.DataFrame:
    """Take the measures of one family in the common industries.

    Parameters
    ----------
    table
        Columns `iso3, industry, year, exports` (USD million) and what the family names.
    family
        Its columns, and what the variables are called.
    settings
        Common industries, and the least exports of a cell.

    Returns
    -------
    DataFrame
        Columns `KEYS` and the variables of the family, per cent; cells with fewer exports are left
        out, since a ratio to them is made of rounding.
    """
    industries = [code for parts in settings.merged.values() for code in parts]
    rows = table["industry"].isin([*settings.industries, *industries])
    taken = table.loc[rows, [*KEYS, "exports"]].copy()
    for variable, column in family.columns.items():
        taken[variable] = table.loc[rows, column]
    for variable, column in family.without.items():
        ratio = table.loc[rows, column] / taken["exports"].where(taken["exports"] > 0)
        taken[variable] = 100 * (1 - ratio)
    common = in_common_industries(taken, settings.merged)
    large = common[common["exports"] >= settings.minimum_exports]
    return large.drop(columns="exports")


def side_by_side(tables: Tables, settings: Yardsticks) -> pd.DataFrame:
    """Put all families into one table of cells.

    Returns
    -------
    DataFrame
        `KEYS`, the variables of all families, and the mean of those that `settings.mean` lists, in
        cells that have all of them. Sorted by keys.
    """
    wide: pd.DataFrame | None = None
    for family in settings.families.values():
        table = tables[family.table]
        if family.beside is not None:
            table = table.merge(tables[family.beside], on=KEYS, validate="1:1")
        own = yardstick(table, family, settings)
        wide = own if wide is None else wide.merge(own, on=KEYS, how="outer", validate="1:1")
    mean = wide[list(settings.mean.of)].mean(axis=1, skipna=False)
    return wide.assign(**{settings.mean.variable: mean}).sort_values(KEYS, ignore_index=True)


def below_each_other(wide: pd.DataFrame, settings: Yardsticks) -> pd.DataFrame:
    """Stack the families: an industry is one of a family's tables, such as `24, wiod2016`.

    Equation (1) on the stack absorbs effects of cells and of industry-years within each family, so
    that one coefficient is estimated from what every family says of the same economies.

    Returns
    -------
    DataFrame
        `KEYS` and the variable of `settings.pooled`, sorted by keys.
    """
    parts = [
        wide[KEYS]
        .assign(
            industry=wide["industry"] + f", {family}",
            **{settings.pooled.variable: wide[variable]},
        )
        .dropna()
        for family, variable in settings.pooled.of.items()
    ]
    return pd.concat(parts).sort_values(KEYS, ignore_index=True)


def yardstick_panels(
    tables: Tables, shared: Mapping[str, Measure], settings: Yardsticks, declared: list[str]
) -> dict[str, pd.DataFrame]:
    """Panels of the yardsticks, with the measures of economies and years that `settings` lists.

    Parameters
    ----------
    tables
        Raw tables by `folder/file`.
    shared
        Measures of economies and years, by variable.
    settings
        Families, common industries and measures.
    declared
        Variables in the order of their declaration.

    Returns
    -------
    dict of DataFrame
        `yardsticks`, a column a measure, and `pooled`, a row a measure.
    """
    wide = side_by_side(tables, settings)
    measures = {name: shared[name] for name in settings.measures}
    panels = {"yardsticks": wide, "pooled": below_each_other(wide, settings)}
    for name, cells in panels.items():
        panel = with_measures(cells[KEYS], measures)
        own = cells.drop(columns=KEYS)
        joined = pd.concat([panel, own], axis=1).astype({"year": np.int64})
        panels[name] = joined[[column for column in declared if column in joined]]
    return panels
