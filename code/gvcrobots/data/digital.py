"""Digital infrastructure: first principal component of four indicators of networks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from gvcrobots.declare.construction import Digital


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


def digital_component(
    economies: pd.DataFrame, sample: Iterable[str], settings: Digital
) -> PrincipalComponent:
    """Find the digital index on the economy-years of the main sample.

    Parameters
    ----------
    economies
        Components and robots, indexed by `iso3` and `year`.
    sample
        Economies of the main panel; of these, those with robots in the years of the settings count,
        but for those that the settings leave out.
    settings
        Components, robot measure and years.

    Returns
    -------
    PrincipalComponent
        Weights, which are then applied to all economies and years, so that the index has one
        scale in all panels.
    """
    years = economies.index.get_level_values("year")
    counted = [economy for economy in sample if economy not in settings.without]
    rows = economies.index.get_level_values("iso3").isin(counted)
    rows &= (years >= settings.years[0]) & (years <= settings.years[1])
    rows &= economies[settings.robots].notna().to_numpy()
    return first_component(economies.loc[rows, list(settings.components)])


def world_mean(values: pd.Series, weights: pd.Series) -> pd.Series:
    """Weighted mean over all economies of a year.

    Parameters
    ----------
    values, weights
        Indexed by `iso3` and `year`; economies without a value or a weight are left out.

    Returns
    -------
    Series
        Indexed by `year`.
    """
    both = pd.DataFrame({"value": values, "weight": weights}).dropna()
    weighted = both.assign(value=both["value"] * both["weight"])
    totals = weighted.groupby(level="year").sum()
    return totals["value"] / totals["weight"]
