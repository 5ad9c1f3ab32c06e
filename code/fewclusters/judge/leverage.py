"""Which clusters carry a coefficient: leverage, influence, effective number of clusters."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fewclusters.fit.design import Design
from fewclusters.infer.bias_reduced import leave_one_cluster_out


def cluster_diagnostics(design: Design) -> pd.DataFrame:
    """Leverage of each cluster, and for each coefficient its partial leverage and influence.

    MacKinnon, Nielsen and Webb (2022, "Leverage, influence, and the jackknife in clustered
    regression models").

    Parameters
    ----------
    design
        Regression.

    Returns
    -------
    DataFrame
        One row a cluster and term: `cluster, term, n_obs, leverage` (trace of H_gg; over the
        clusters it sums to the rank of regressors and effects that are not nested),
        `partial_leverage` (share of the variation of the regressor, sums to 1 over the clusters),
        `estimate_without` (coefficient without the cluster), `influence` (`estimate_without` less
        the estimate).
    """
    frame = design.regressors.frame
    partial = design.partial_regressors
    squares = partial**2 / (partial**2).sum(axis=0)
    without = leave_one_cluster_out(design)
    tables = []
    for j, term in enumerate(design.terms):
        rows = design.space.cluster_rows
        tables.append(
            pd.DataFrame(
                {
                    "cluster": design.cluster_labels,
                    "term": term,
                    "n_obs": [len(own) for own in rows],
                    "leverage": [float((frame[own] ** 2).sum()) for own in rows],
                    "partial_leverage": [float(squares[own, j].sum()) for own in rows],
                    "estimate_without": without[:, j],
                    "influence": without[:, j] - design.estimates[j],
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def effective_clusters(design: Design) -> pd.DataFrame:
    """Effective number of clusters of each coefficient.

    G*(0) = G / (1 + Gamma) of Carter, Schnepel and Steigerwald (2017) with errors that are
    independent within clusters; it is 1 over the sum of the squared partial leverages
    (MacKinnon, Nielsen and Webb 2022).

    Parameters
    ----------
    design
        Regression.

    Returns
    -------
    DataFrame
        One row a term: `term, n_clusters, effective_clusters, largest_partial_leverage`.
    """
    partial = design.partial_regressors**2
    shares = np.array([partial[own].sum(axis=0) for own in design.space.cluster_rows])
    shares = shares / shares.sum(axis=0)
    return pd.DataFrame(
        {
            "term": design.terms,
            "n_clusters": design.n_clusters,
            "effective_clusters": 1 / (shares**2).sum(axis=0),
            "largest_partial_leverage": shares.max(axis=0),
        }
    )
