"""What a cell has in the base year or through its partners: links, robots abroad, weights."""

from __future__ import annotations

import pandas as pd

CELL = ["iso3", "industry"]
BASE_YEAR = 1995
ROBOT_YEARS = (1996, 2011)


def reporting_partners(economies: pd.DataFrame, years: tuple[int, int] = ROBOT_YEARS) -> list[str]:
    """List the economies whose robots are known in every year.

    Others do not count as partners: a sum over them would jump when they begin to report.

    Parameters
    ----------
    economies
        Columns `iso3, year, robots`, one row an economy and year.
    years
        First and last year.

    Returns
    -------
    list of str
        Sorted codes.
    """
    known = economies[economies["year"].between(*years)].dropna(subset=["robots"])
    counts = known.groupby("iso3")["year"].nunique()
    return sorted(counts.index[counts == years[1] - years[0] + 1])


def partner_shares(links: pd.DataFrame, economies: pd.DataFrame) -> pd.DataFrame:
    """Tabulate the links of every cell to the partners that count.

    Parameters
    ----------
    links
        Table `raw/wiod/links.csv`: `iso3, industry, partner, link`.
    economies
        Columns `iso3, year, robots`.

    Returns
    -------
    DataFrame
        A row a cell, a column a partner: the share of the value added of the cell that reached the
        exports of the partner in 1995; 0 for the own economy.
    """
    partners = reporting_partners(economies)
    used = links[links["partner"].isin(partners) & (links["partner"] != links["iso3"])]
    shares = used.pivot_table(index=CELL, columns="partner", values="link", aggfunc="sum")
    return shares.reindex(columns=partners).fillna(0.0)


def partner_robots(shares: pd.DataFrame, economies: pd.DataFrame) -> pd.DataFrame:
    """Robots of the partners that a cell served in the base year (section 3 of the study).

    The sum over partners of the share of the cell times the robots of the partner in the year. The
    shares of a cell do not add up to one, so that their sum is needed beside it (Borusyak, Hull and
    Jaravel 2022, on incomplete shares).

    Parameters
    ----------
    shares
        Result of `partner_shares`.
    economies
        Columns `iso3, year, robots`.

    Returns
    -------
    DataFrame
        One row a cell and year of `ROBOT_YEARS`: `iso3, industry, year, robots_partner`.
    """
    robots = economies.pivot(index="iso3", columns="year", values="robots")
    years = list(range(ROBOT_YEARS[0], ROBOT_YEARS[1] + 1))
    abroad = shares @ robots.loc[shares.columns, years]
    tidy = abroad.reset_index().melt(CELL, var_name="year", value_name="robots_partner")
    return tidy.astype({"year": "int64"})


def links_covered(shares: pd.DataFrame) -> pd.DataFrame:
    """Sum of the shares of a cell: `iso3, industry, links_covered`."""
    return shares.sum(axis=1).rename("links_covered").reset_index()


def with_base_year(
    cells: pd.DataFrame, links: pd.DataFrame, economies: pd.DataFrame
) -> pd.DataFrame:
    """Add to the cells of the main panel what they have in the base year and through partners.

    Parameters
    ----------
    cells
        Columns `iso3, industry, year, exports` and others.
    links
        Table `raw/wiod/links.csv`.
    economies
        Columns `iso3, year, robots`.

    Returns
    -------
    DataFrame
        The cells, in their order, with `robots_partner`, `links_covered` and `exports_1995`, which
        is missing where the cell exported nothing in 1995.

    Raises
    ------
    ValueError
        If a cell has no link.
    """
    base = cells[(cells["year"] == BASE_YEAR) & (cells["exports"] > 0)]
    weights = base[[*CELL, "exports"]].rename(columns={"exports": "exports_1995"})
    shares = partner_shares(links, economies)
    both = cells.merge(links_covered(shares), on=CELL, how="left", validate="many_to_one")
    if both["links_covered"].isna().any():
        first = both.loc[both["links_covered"].isna(), CELL].iloc[0].tolist()
        raise ValueError(f"raw/wiod/links.csv: link: none for {first}")
    both = both.merge(weights, on=CELL, how="left", validate="many_to_one")
    robots = partner_robots(shares, economies)
    return both.merge(robots, on=[*CELL, "year"], how="left", validate="one_to_one")
