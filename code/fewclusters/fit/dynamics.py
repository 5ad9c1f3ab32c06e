"""Changes, lags and leads within units, and dynamic regressions without their bias."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from fewclusters.fit.absorption import AbsorbedDesign, absorb
from fewclusters.infer.clustered import (
    group_sums,
    influence,
    small_sample_factor,
    tidy,
)


def difference(
    frame: pd.DataFrame, names: Sequence[str], unit: Sequence[str], years: int
) -> pd.DataFrame:
    """Replace columns by their change over so many years within units; rows without it go.

    Parameters
    ----------
    frame
        Panel with `year`, one row a unit and year.
    names
        Columns.
    unit
        Columns that make a unit.
    years
        Length of the change.

    Returns
    -------
    DataFrame
        Rows whose earlier year is in the panel.
    """
    earlier = frame[[*unit, "year", *names]].assign(year=frame["year"] + years)
    both = frame.merge(earlier, on=[*unit, "year"], suffixes=("", "_before"), validate="1:1")
    for name in names:
        both[name] = both[name] - both.pop(f"{name}_before")
    return both


def project(
    frame: pd.DataFrame, outcome: str, regressors: Sequence[str], unit: Sequence[str], horizon: int
) -> pd.DataFrame:
    """Turn a panel in levels into that of a local projection.

    The outcome of year t becomes y(t + horizon) - y(t - 1), the regressors become their changes
    from year t - 1 (Jorda 2005, in changes, so that effects of the unit are gone). At a horizon
    below -1 the outcome lies before the change, which should not move it.

    Parameters
    ----------
    frame
        Panel with `year`, one row a unit and year.
    outcome, regressors
        Columns.
    unit
        Columns that make a unit.
    horizon
        Years ahead, or back if negative; not -1, where the outcome is zero.

    Returns
    -------
    DataFrame
        Rows whose year before is in the panel; the outcome is missing where year t + horizon is
        not.

    Raises
    ------
    ValueError
        If the horizon is -1.
    """
    if horizon == -1:
        raise ValueError("horizon -1: the outcome of a local projection is zero there")
    levels = shifted(frame[[*unit, "year", outcome]], outcome, unit, [1, -horizon])
    before, ahead = levels.columns[-2:]
    moved = frame.assign(**{outcome: levels[ahead] - levels[before]})
    return difference(moved, regressors, unit, 1)


def shifted(
    frame: pd.DataFrame, name: str, unit: Sequence[str], shifts: Sequence[int]
) -> pd.DataFrame:
    """Add lags and leads of a column within units, by calendar year.

    Parameters
    ----------
    frame
        Panel with `year`, one row a unit and year.
    name
        Column.
    unit
        Columns that make a unit.
    shifts
        Years back, or forward if negative.

    Returns
    -------
    DataFrame
        Copy with columns `name_lag2`, `name_lead1` and so on, missing where the year is not in the
        panel.
    """
    result = frame.copy()
    for shift in shifts:
        label = f"{name}_lag{shift}" if shift >= 0 else f"{name}_lead{-shift}"
        other = frame[[*unit, "year", name]].assign(year=frame["year"] + shift)
        other = other.rename(columns={name: label})
        merged = frame[[*unit, "year"]].merge(other, on=[*unit, "year"], how="left", validate="1:1")
        result[label] = merged[label].to_numpy()
    return result


def half_panel_jackknife(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    weights: str | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Remove the bias of order 1/T that a lagged outcome has with unit effects.

    2 b less the mean of the estimates from the two halves of the years, weighted by their lengths;
    with an odd number of years, over both ways to halve them (Dhaene and Jochmans 2015).
    The covariance is that of the same combination of cluster scores, with the factor of CRV1, and
    tests use t(G-1).

    Parameters
    ----------
    frame
        Panel with `year`; the lagged outcome is a column (`shifted`).
    outcome, terms, effects, cluster, weights
        Of the regression, as in `absorption.absorb`.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        One row a term labelled `half_panel_jackknife`, columns of `clustered.COLUMNS`.

    Raises
    ------
    ValueError
        If a term or a cluster is lost in one half.
    """
    whole = absorb(frame, outcome, terms, effects, cluster, weights)
    sample = frame.iloc[whole.rows]
    years = np.unique(sample["year"])
    middle = len(years) / 2
    cuts = sorted({int(np.floor(middle)), int(np.ceil(middle))})
    estimates = 2 * whole.estimates
    scores = 2 * _scores_by_cluster(whole)
    for cut in cuts:
        for part in (years[:cut], years[cut:]):
            share = len(part) / len(years) / len(cuts)
            rows = sample[sample["year"].isin(part)]
            half = absorb(rows, outcome, terms, effects, cluster, weights)
            if half.terms != whole.terms or half.n_clusters != whole.n_clusters:
                raise ValueError(f"a term or a cluster is lost in {part[0]}-{part[-1]}")
            estimates = estimates - share * half.estimates
            scores = scores - share * _scores_by_cluster(half)
    factor = small_sample_factor(whole.n_clusters, whole.n_obs, whole.n_parameters)
    errors = np.sqrt(factor * (scores**2).sum(axis=0))
    df = whole.n_clusters - 1
    return tidy(whole.terms, estimates, errors, df, "half_panel_jackknife", level)


def _scores_by_cluster(design: AbsorbedDesign) -> np.ndarray:
    return group_sums(influence(design), design.clusters)
