"""What each control does to the coefficient of a regressor: Gelbach's decomposition."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import linalg

from fewclusters.fit.clusters import group_sums, small_sample_factor
from fewclusters.fit.design import Design


def decompose(design: Design, terms: Sequence[str]) -> pd.DataFrame:
    """Split the move of coefficients between the regression without and with controls.

    A control k moves the coefficient of term j by gamma_jk beta_k: its own coefficient in the long
    regression times that of term j in a regression of the control on the terms (Gelbach 2016). The
    moves add up to the short coefficient less the long one, whatever the order of the controls.

    Parameters
    ----------
    design
        The long regression.
    terms
        Terms of interest that it has; its other terms are the controls.

    Returns
    -------
    DataFrame
        One row a term and control: `term, control, short, long, moved, std_error`. The standard
        error is that of the delta method on sums over clusters, with the factor of CRV1 of the
        long regression.

    Raises
    ------
    ValueError
        If a term is not in the regression, or it has no control.
    """
    ours = [design.index(term) for term in terms]
    others = [j for j in range(len(design.terms)) if j not in ours]
    if not others:
        raise ValueError("decomposition: the regression has no control")
    X, controls = design.X[:, ours], design.X[:, others]
    gamma = linalg.lstsq(X, controls)[0]
    beta = design.estimates[others]
    short = linalg.lstsq(X, design.y)[0]
    errors = _errors(design, X, controls - X @ gamma, gamma, others)
    return pd.DataFrame(
        {
            "term": term,
            "control": design.terms[other],
            "short": short[j],
            "long": design.estimates[ours[j]],
            "moved": gamma[j, k] * beta[k],
            "std_error": errors[j, k],
        }
        for j, term in enumerate(terms)
        for k, other in enumerate(others)
    )


def _errors(
    design: Design,
    X: np.ndarray,
    left: np.ndarray,
    gamma: np.ndarray,
    others: Sequence[int],
) -> np.ndarray:
    """Standard errors (terms, controls): both factors of the products are estimates."""
    bread = linalg.inv(X.T @ X)
    of_beta = group_sums(design.influence, design.clusters)[:, others]
    errors = np.empty(gamma.shape)
    for k in range(len(others)):
        of_gamma = group_sums(X * left[:, [k]] @ bread, design.clusters)
        scores = of_gamma * design.estimates[others[k]] + of_beta[:, [k]] * gamma[:, k]
        errors[:, k] = np.sqrt((scores**2).sum(axis=0))
    factor = small_sample_factor(design.n_clusters, design.n_obs, design.n_parameters)
    return errors * np.sqrt(factor)
