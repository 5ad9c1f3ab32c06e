"""What a cell has through its partners in the base year: links, and robots abroad."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gvcrobots.data.measures import Measure, stacked
from gvcrobots.declare.construction import Partners

CELL = ["iso3", "industry"]


def reporting_partners(robots: pd.Series, years: tuple[int, int]) -> list[str]:
    """List the economies whose robots are known in every year.

    Others do not count as partners: a sum over them would jump when they begin to report.

    Parameters
    ----------
    robots
        Indexed by `iso3` and `year`.
    years
        First and last year.

    Returns
    -------
    list of str
        Sorted codes.
    """
    known = robots.dropna().reset_index()
    counts = known[known["year"].between(*years)].groupby("iso3")["year"].nunique()
    return sorted(counts.index[counts == years[1] - years[0] + 1])


def partner_shares(links: pd.DataFrame, partners: Sequence[str]) -> pd.DataFrame:
    """Tabulate the links of every cell to the partners that count.

    Parameters
    ----------
    links
        Columns `iso3, industry, partner, link`.
    partners
        Economies that count.

    Returns
    -------
    DataFrame
        A row a cell, a column a partner: the share of the value added of the cell that reached the
        exports of the partner in the base year; 0 for the own economy.
    """
    used = links[links["partner"].isin(partners) & (links["partner"] != links["iso3"])]
    shares = used.pivot_table(index=CELL, columns="partner", values="link", aggfunc="sum")
    return shares.reindex(columns=list(partners)).fillna(0.0)


def partner_robots(shares: pd.DataFrame, robots: pd.Series, years: tuple[int, int]) -> pd.Series:
    """Robots of the partners that a cell served in the base year (section 3 of the study).

    The sum over partners of the share of the cell times the robots of the partner in the year. The
    shares of a cell do not add up to one, so that their sum is needed beside it (Borusyak, Hull and
    Jaravel 2022, on incomplete shares).

    Parameters
    ----------
    shares
        Result of `partner_shares`.
    robots
        Indexed by `iso3` and `year`.
    years
        First and last year.

    Returns
    -------
    Series
        Indexed by `iso3`, `industry` and `year`.
    """
    by_year = robots.unstack("year").loc[shares.columns, list(range(years[0], years[1] + 1))]
    return stacked(shares @ by_year)


def partner_measures(
    links: pd.DataFrame, robots: pd.Series, settings: Partners
) -> dict[str, Measure]:
    """Robots of partners, and the sum of the links to them, for every cell that has links.

    Parameters
    ----------
    links
        Columns `iso3, industry, partner, link`.
    robots
        Indexed by `iso3` and `year`.
    settings
        Names of the variables, and the years in which partners must report.

    Returns
    -------
    dict of str to Measure
        Every cell of the main panel must have a sum of links.
    """
    shares = partner_shares(links, reporting_partners(robots, settings.years))
    origin = f"raw/{settings.table}"
    abroad = partner_robots(shares, robots, settings.years)
    return {
        settings.variable: Measure(abroad.rename(settings.variable), origin),
        settings.covered: Measure(
            shares.sum(axis="columns").rename(settings.covered), origin, required=True
        ),
    }
