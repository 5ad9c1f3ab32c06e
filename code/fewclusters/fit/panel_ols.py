"""Least squares with absorbed effects: linearmodels estimates, the study's conventions apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from linearmodels.iv.absorbing import AbsorbingLS
from linearmodels.panel.utility import AbsorbingEffectError
from scipy import stats


@dataclass(frozen=True)
class PanelOLS:
    """A regression with absorbed effects.

    Attributes
    ----------
    table
        One row a term: `term, estimate, std_error, statistic, df, p_value, ci_low, ci_high`.
    n_obs, n_clusters, n_cells, n_singletons
        Rows used, clusters, levels of the first effect, rows dropped as singletons.
    r2_within
        Coefficient of determination once the effects are taken out.
    """

    table: pd.DataFrame
    n_obs: int
    n_clusters: int
    n_cells: int
    n_singletons: int
    r2_within: float


def effect_codes(frame: pd.DataFrame, effects: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Code the levels of each absorbed effect as integers.

    Parameters
    ----------
    frame
        Panel of n rows.
    effects
        Each effect is the list of columns whose combinations are its levels.

    Returns
    -------
    DataFrame
        (n, number of effects), integer codes, columns named `iso3^industry` and so on.
    """
    return pd.DataFrame(
        {
            "^".join(columns): frame.groupby(list(columns), observed=True).ngroup()
            for columns in effects
        },
        index=frame.index,
    )


def without_singletons(codes: pd.DataFrame) -> np.ndarray:
    """Mark the rows that share every effect with another row.

    Dropping a singleton can make another, so this repeats until none is left (Correia 2015).

    Parameters
    ----------
    codes
        (n, number of effects), integer codes of the effects.

    Returns
    -------
    ndarray
        (n,) booleans, false for singletons.
    """
    kept = np.ones(len(codes), dtype=bool)
    arrays = [codes[name].to_numpy() for name in codes]
    while True:
        before = kept.sum()
        for array in arrays:
            counts = np.bincount(array[kept], minlength=array.max(initial=0) + 1)
            kept &= counts[array] > 1
        if kept.sum() == before:
            return kept


def nested_in(effect: np.ndarray, cluster: np.ndarray) -> bool:
    """Tell whether every level of an effect lies within one cluster."""
    pairs = pd.DataFrame({"effect": effect, "cluster": cluster}).drop_duplicates()
    return not pairs["effect"].duplicated().any()


def fit_panel_ols(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    weights: str | None = None,
    level: float = 0.95,
) -> PanelOLS:
    """Regress an outcome on terms, with absorbed effects and cluster-robust standard errors.

    Equations (1) and (2) of the study. Rows with a missing value are left out. The covariance is
    CRV1, the sandwich of cluster scores times G/(G - 1) (N - 1)/(N - K), where K counts the terms
    and the levels of the effects that are not nested in the clusters (the convention of reghdfe and
    fixest; Cameron and Miller 2015, section II.C); tests and intervals use t(G - 1).

    Parameters
    ----------
    frame
        Panel with a column for every name.
    outcome, terms
        Columns of the regression.
    effects
        Effects to absorb, each a list of columns.
    cluster
        Column of the clusters.
    weights
        Column of positive weights, if any.
    level
        Of the confidence intervals.

    Returns
    -------
    PanelOLS

    Raises
    ------
    ValueError
        If no row is complete, there is one cluster only, or the effects absorb a term.
    """
    names = [outcome, *terms, *([weights] if weights else [])]
    complete = frame.dropna(subset=names)
    codes = effect_codes(complete, effects)
    kept = without_singletons(codes)
    frame, codes = complete.loc[kept], codes.loc[kept]
    if frame.empty:
        raise ValueError(f"no row is complete in {names} and shares its effects with another")
    clusters = cluster_codes(frame[cluster])

    model = AbsorbingLS(
        frame[outcome].to_numpy(float),
        frame[list(terms)].to_numpy(float),
        absorb=codes.astype("category").reset_index(drop=True),
        weights=frame[weights].to_numpy(float) if weights else None,
    )
    try:
        fit = model.fit(cov_type="clustered", clusters=clusters, debiased=False)
    except AbsorbingEffectError as error:
        raise ValueError(f"the effects absorb one of the terms {list(terms)}") from error

    n_obs, n_clusters = len(frame), clusters.max() + 1
    k = len(terms) + max(levels_not_nested(codes.to_numpy(), clusters), 1)
    factor = n_clusters / (n_clusters - 1) * (n_obs - 1) / (n_obs - k)
    estimates, variances = fit.params.to_numpy(), factor * np.diag(fit.cov.to_numpy())
    return PanelOLS(
        table=t_table(terms, estimates, np.sqrt(variances), n_clusters - 1, level),
        n_obs=n_obs,
        n_clusters=n_clusters,
        n_cells=codes.iloc[:, 0].nunique(),
        n_singletons=len(complete) - n_obs,
        r2_within=fit.absorbed_rsquared,
    )


def t_table(
    terms: Sequence[str], estimates: np.ndarray, std_errors: np.ndarray, df: float, level: float
) -> pd.DataFrame:
    """Tabulate two-sided t tests against zero and intervals.

    Parameters
    ----------
    terms
        k names.
    estimates, std_errors
        Arrays (k,).
    df
        Degrees of freedom of the t distribution.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        k rows, columns `term, estimate, std_error, statistic, df, p_value, ci_low, ci_high`.
    """
    statistics = estimates / std_errors
    half_width = stats.t.ppf((1 + level) / 2, df) * std_errors
    return pd.DataFrame(
        {
            "term": list(terms),
            "estimate": estimates,
            "std_error": std_errors,
            "statistic": statistics,
            "df": df,
            "p_value": 2 * stats.t.sf(np.abs(statistics), df),
            "ci_low": estimates - half_width,
            "ci_high": estimates + half_width,
        }
    )


def levels_not_nested(codes: np.ndarray, clusters: np.ndarray) -> int:
    """Count the levels of effects that are not nested in the clusters, redundant ones once.

    Parameters
    ----------
    codes
        (n, m) integer codes of m effects.
    clusters
        (n,) codes of the clusters.

    Returns
    -------
    int
        Rank of the dummies of these effects: their levels if it is one effect, fewer if several
        share a dimension (industry-years and years of an income group).
    """
    outside = [column for column in codes.T if not nested_in(column, clusters)]
    if len(outside) < 2:
        return sum(len(np.unique(column)) for column in outside)
    combinations = np.unique(np.column_stack(outside), axis=0)
    dummies = [column[:, None] == np.unique(column) for column in combinations.T]
    return int(np.linalg.matrix_rank(np.column_stack(dummies).astype(float)))


def cluster_codes(cluster: pd.Series) -> np.ndarray:
    """Code the clusters as integers in the order of their labels.

    Raises
    ------
    ValueError
        If a label is missing or there is one cluster only.
    """
    codes, labels = pd.factorize(cluster, sort=True)
    if (codes < 0).any():
        row = cluster.index[codes < 0][0]
        raise ValueError(f"cluster variable {cluster.name!r} is missing, first in row {row}")
    if len(labels) == 1:
        raise ValueError(f"one cluster only in {cluster.name!r}: {labels[0]}")
    return codes
