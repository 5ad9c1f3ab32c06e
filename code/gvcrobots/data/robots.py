"""Robot capital: perpetual inventory of real imports of industrial robots (HS 847950)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gvcrobots.data.measures import Measure
from gvcrobots.declare.construction import Robots


def reported_imports(robots: pd.DataFrame) -> pd.Series:
    """Blank the imports of years without a report.

    A year is unreported if it is blank, or if the source's count of missing years rises in it: its
    imports are then a remainder of rounding, not a figure (Cyprus, 2003).

    Parameters
    ----------
    robots
        Columns `iso3, year, real_imports` (USD at 1982 prices) and `missing_years`, one row an
        economy and year, sorted.

    Returns
    -------
    Series
        Real imports, missing where not reported, with the rows of the table.
    """
    rises = robots.groupby("iso3")["missing_years"].diff() > 0
    return robots["real_imports"].mask(rises)


def interpolate_gaps(imports: pd.Series, economy: pd.Series) -> pd.Series:
    """Fill years without a report between two reported ones, linearly.

    Linear, not geometric, because the stock adds imports up and some reported imports are close
    to zero. Years before the first and after the last report stay missing: a year without a report
    is not a year without imports.

    Parameters
    ----------
    imports
        Real imports by economy and consecutive years, sorted.
    economy
        Economy of each row.

    Returns
    -------
    Series
        Imports with interior gaps filled.
    """
    return imports.groupby(economy).transform(
        lambda series: series.interpolate("linear", limit_area="inside")
    )


def pooled_growth(imports: pd.Series, robots: pd.DataFrame, years: tuple[int, int]) -> float:
    """Yearly growth of the pooled imports of the economies that report in both years.

    An economy's own growth depends on one or two shipments of its first year, and runs from -10 %
    to +80 % a year here; the pooled growth is the same for all, and keeps g + delta positive.

    Parameters
    ----------
    imports
        Reported real imports, with the rows of `robots`.
    robots
        Columns `iso3, year`.
    years
        First and last year.

    Returns
    -------
    float
        Growth a year, .05 for 5 %.

    Raises
    ------
    ValueError
        If no economy reports in both years.
    """
    wide = robots.assign(imports=imports).pivot(index="iso3", columns="year", values="imports")
    both = wide.reindex(columns=list(years)).dropna()
    if both.empty:
        raise ValueError(
            f"robots: no economy reports its imports in both {years[0]} and {years[1]}"
        )
    first, last = both.sum()
    return float((last / first) ** (1 / (years[1] - years[0])) - 1)


def perpetual_inventory(
    imports: pd.Series, economy: pd.Series, depreciation: float, growth: float
) -> pd.Series:
    """Capital from imports: K_0 = I_0/(g + delta), K_t = (1 - delta) K_{t-1} + I_t.

    Parameters
    ----------
    imports
        Real imports by economy and consecutive years, sorted; missing before the first report.
    economy
        Economy of each row.
    depreciation
        delta, a year.
    growth
        g, a year.

    Returns
    -------
    Series
        Stock in the units of the imports; missing before the first report and after the last.

    Raises
    ------
    ValueError
        If g + delta is not positive.
    """
    if growth + depreciation <= 0:
        raise ValueError(f"robots: g + delta is {growth + depreciation:.4g}, must be positive")

    def accumulate(series: pd.Series) -> pd.Series:
        flow = series.dropna()
        if flow.empty:
            return series
        initial = flow.iloc[0] / (growth + depreciation)
        kept = (1 - depreciation) ** np.arange(flow.size)
        stock = np.convolve([initial, *flow.iloc[1:]], kept)[: flow.size]
        return pd.Series(stock, index=flow.index).reindex(series.index)

    return imports.groupby(economy).transform(accumulate)


def robot_capital(robots: pd.DataFrame, settings: Robots) -> pd.DataFrame:
    """Robot stocks of every economy and year.

    Parameters
    ----------
    robots
        Columns `iso3, year, real_imports` (USD at 1982 prices), `missing_years`, and stocks that
        the settings name.
    settings
        Years of growth and measures.

    Returns
    -------
    DataFrame
        Columns `iso3, year`, the stocks of the settings (USD at 1982 prices), and the flag of
        imputed years (0 or 1).

    Raises
    ------
    ValueError
        If an economy's years are not consecutive (the inventory would skip a year), or a stock is
        negative.
    """
    robots = robots.sort_values(["iso3", "year"], ignore_index=True)
    _check_consecutive(robots, settings.table)
    reported = reported_imports(robots)
    filled = interpolate_gaps(reported, robots["iso3"])
    counted = ~robots["iso3"].isin(settings.growth_without)
    growth = pooled_growth(reported[counted], robots[counted], settings.growth)
    stocks = {
        measure.stock: robots[measure.column]
        if measure.depreciation is None
        else perpetual_inventory(filled, robots["iso3"], measure.depreciation, growth)
        for measure in settings.measures.values()
    }
    for name, stock in stocks.items():
        if (stock < 0).any():
            economy = robots.loc[stock < 0, "iso3"].iloc[0]
            raise ValueError(f"raw/{settings.table}: {name}: negative, first for {economy}")
    imputed = (reported.isna() & filled.notna()).astype("int8")
    return robots[["iso3", "year"]].assign(**stocks, **{settings.imputed: imputed})


def _check_consecutive(robots: pd.DataFrame, table: str) -> None:
    skipped = robots.groupby("iso3")["year"].diff() > 1
    if skipped.any():
        first = tuple(robots.loc[skipped, ["iso3", "year"]].astype(object).iloc[0])
        raise ValueError(f"raw/{table}: no row for the year before {first}")


def robots_per_worker(stock: pd.Series, persons: pd.Series) -> pd.Series:
    """Robot adoption: asinh of the stock per person employed in the base year.

    Parameters
    ----------
    stock
        Robot stock, USD.
    persons
        Persons employed in the base year (never the current one, which robots may change).

    Returns
    -------
    Series
        asinh of USD per worker.
    """
    return np.arcsinh(stock / persons)


def robot_measures(
    robots: pd.DataFrame, persons: pd.Series, settings: Robots
) -> dict[str, Measure]:
    """Robot stocks and robots per worker of every economy and year.

    Parameters
    ----------
    robots
        Table of imports, see `robot_capital`.
    persons
        Persons employed in the base year, indexed by `iso3`.
    settings
        Measures.

    Returns
    -------
    dict of str to Measure
        Indexed by economy and year.
    """
    capital = robot_capital(robots, settings).set_index(["iso3", "year"])
    workers = persons.reindex(capital.index.get_level_values("iso3")).to_numpy()
    origin = f"raw/{settings.table}"
    found = {}
    for name, measure in settings.measures.items():
        stock = capital[measure.stock]
        found[measure.stock] = Measure(stock, origin)
        found[name] = Measure(robots_per_worker(stock, workers).rename(name), origin)
    found[settings.imputed] = Measure(capital[settings.imputed], origin, "flag", otherwise=0)
    return found
