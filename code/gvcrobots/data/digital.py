"""Digital infrastructure: first principal component of four indicators of networks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

COMPONENTS = {
    "broadband": "broadband_per_100",
    "internet_users": "internet_users_pct",
    "mobile": "mobile_per_100",
    "fixed_telephone": "fixed_telephone_per_100",
}


@dataclass(frozen=True)
class PrincipalComponent:
    """Weights of a first principal component, so that it can be applied to other rows.

    Attributes
    ----------
    mean, standard_deviation
        Of each indicator over the rows that the component was found on.
    loading
        Weight of each standardised indicator (unit length).
    score_deviation
        Standard deviation of the component over those rows.
    variance_share
        Share of the indicators' variance that the component carries.
    """

    mean: pd.Series
    standard_deviation: pd.Series
    loading: pd.Series
    score_deviation: float
    variance_share: float


def network_indicators(indicators: pd.DataFrame) -> pd.DataFrame:
    """Name the four indicators, and fill broadband where it had not been introduced.

    Broadband is 0 before the first year with a report, and interpolated linearly between reports;
    an economy without any report (Taiwan) stays missing. The other indicators are left as they are.

    Parameters
    ----------
    indicators
        Table `raw/wdi/indicators.csv`.

    Returns
    -------
    DataFrame
        Columns `iso3, year`, `COMPONENTS` and `broadband_imputed` (0 or 1).
    """
    frame = indicators.sort_values(["iso3", "year"], ignore_index=True)
    named = frame[["iso3", "year"]].assign(
        **{own: frame[column] for own, column in COMPONENTS.items()}
    )
    by_economy = named.groupby("iso3")["broadband"]
    filled = by_economy.transform(lambda s: s.interpolate("linear", limit_area="inside"))
    before = filled.isna() & by_economy.bfill().notna()
    filled = filled.mask(before, 0.0)
    imputed = (named["broadband"].isna() & filled.notna()).astype("int8")
    return named.assign(broadband=filled, broadband_imputed=imputed)


def first_component(rows: pd.DataFrame) -> PrincipalComponent:
    """First principal component of the correlation matrix, its sign such that loadings add up > 0.

    Parameters
    ----------
    rows
        One column an indicator; rows with a missing value are left out.

    Returns
    -------
    PrincipalComponent
        Weights and moments.

    Raises
    ------
    ValueError
        If an indicator does not vary, or has a loading that is not positive: the component would
        then not measure infrastructure.
    """
    complete = rows.dropna()
    mean, deviation = complete.mean(), complete.std()
    if not (deviation > 0).all():
        raise ValueError(f"digital: {deviation.idxmin()} does not vary over the sample")
    values, vectors = np.linalg.eigh(complete.corr().to_numpy())
    loading = pd.Series(vectors[:, -1], index=rows.columns)
    loading *= np.sign(loading.sum())
    if loading.min() <= 0:
        raise ValueError(f"digital: loading of {loading.idxmin()} is {loading.min():.3f}, not > 0")
    return PrincipalComponent(
        mean, deviation, loading, float(np.sqrt(values[-1])), float(values[-1] / values.sum())
    )


def component_score(rows: pd.DataFrame, component: PrincipalComponent) -> pd.Series:
    """Score of a principal component, in standard deviations of the rows that it was found on.

    Parameters
    ----------
    rows
        The indicators.
    component
        Result of `first_component`.

    Returns
    -------
    Series
        Score; missing where an indicator is missing.
    """
    standardised = (rows - component.mean) / component.standard_deviation
    return standardised.mul(component.loading).sum(axis=1, skipna=False) / component.score_deviation


def loadings_table(component: PrincipalComponent) -> pd.DataFrame:
    """Tabulate the loadings of a principal component for the appendix.

    Parameters
    ----------
    component
        Result of `first_component`.

    Returns
    -------
    DataFrame
        Columns `variable, mean, standard_deviation, loading, correlation, variance_share`;
        `correlation` is that of the indicator with the component.
    """
    table = pd.DataFrame(
        {
            "mean": component.mean,
            "standard_deviation": component.standard_deviation,
            "loading": component.loading,
            "correlation": component.loading * component.score_deviation,
            "variance_share": component.variance_share,
        }
    )
    return table.rename_axis("variable").reset_index()


def world_broadband(networks: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Broadband subscriptions per 100 people over all economies together.

    Parameters
    ----------
    networks
        Result of `network_indicators`.
    population
        Columns `iso3, year, population_thousands`.

    Returns
    -------
    DataFrame
        Columns `year, world_broadband`.
    """
    merged = networks.merge(population, on=["iso3", "year"], validate="one_to_one")
    merged = merged.dropna(subset="broadband")
    people = merged["population_thousands"]
    totals = (
        pd.DataFrame(
            {"year": merged["year"], "lines": merged["broadband"] * people, "people": people}
        )
        .groupby("year", as_index=False)
        .sum()
    )
    return pd.DataFrame(
        {"year": totals["year"], "world_broadband": totals["lines"] / totals["people"]}
    )
