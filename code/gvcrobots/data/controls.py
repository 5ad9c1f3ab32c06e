"""Controls by economy and year, and their lags."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

LAGGED = ("log_gdp_per_capita", "log_human_capital", "fdi_inflow")


def economy_controls(
    wdi: pd.DataFrame,
    pwt: pd.DataFrame,
    tariffs: pd.DataFrame,
    snaama: pd.DataFrame,
    wgi: pd.DataFrame,
) -> pd.DataFrame:
    """Put the controls of every economy and year side by side, with their lags.

    Parameters
    ----------
    wdi, pwt, tariffs, snaama, wgi
        Tables `indicators`, `economies`, `tariffs`, `manufacturing`, `governance` of `raw/`.

    Returns
    -------
    DataFrame
        Columns `iso3, year, log_gdp_per_capita, fdi_inflow` (% of GDP), `log_human_capital,
        labour_share, tariff` (%), `manufacturing_share` (% of GDP), `rule_of_law`, and the lags of
        `LAGGED`.
    """
    key = ["iso3", "year"]
    tables = (
        wdi[key].assign(
            log_gdp_per_capita=np.log(wdi["gdp_per_capita_ppp"]),
            fdi_inflow=wdi["fdi_inflow_gdp_pct"],
        ),
        pwt[key].assign(
            log_human_capital=np.log(pwt["human_capital"]), labour_share=pwt["labour_share"]
        ),
        tariffs[key].assign(tariff=tariffs["tariff_applied_pct"]),
        snaama[key].assign(manufacturing_share=snaama["manufacturing_gdp_pct"]),
        wgi[[*key, "rule_of_law"]],
    )
    controls = tables[0]
    for table in tables[1:]:
        controls = controls.merge(table, on=key, how="outer", validate="one_to_one")
    return add_lags(controls, LAGGED)


def add_lags(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Add last year's value of columns, by calendar year (a gap in the years gives no lag).

    Parameters
    ----------
    frame
        One row an economy (`iso3`) and `year`.
    columns
        Columns to lag; the lags are named `lag_` and the column.

    Returns
    -------
    DataFrame
        The frame with the lags.
    """
    last_year = frame[["iso3", "year", *columns]].rename(
        columns={name: f"lag_{name}" for name in columns}
    )
    last_year = last_year.assign(year=last_year["year"] + 1)
    return frame.merge(last_year, on=["iso3", "year"], how="left", validate="one_to_one")


def persons_employed(pwt: pd.DataFrame, year: int = 1995) -> pd.DataFrame:
    """Persons employed in the base year.

    Parameters
    ----------
    pwt
        Table `raw/pwt/economies.csv`.
    year
        Base year, before the first year of robot capital.

    Returns
    -------
    DataFrame
        Columns `iso3`, `persons_<year>` (persons).
    """
    base = pwt[pwt["year"] == year]
    persons = (base["persons_employed_millions"] * 1e6).round()
    return base[["iso3"]].assign(**{f"persons_{year}": persons})
