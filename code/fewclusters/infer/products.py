"""Products `a:b` among the terms: which factor is a treatment, which a share, which a shock."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fewclusters.fit.design import Design


def treated_terms(
    design: Design, frame: pd.DataFrame, time: str
) -> dict[str, tuple[str, str | None]]:
    """Find the terms that are a treatment of the cluster, or its product with an exposure.

    Parameters
    ----------
    design
        Regression.
    frame
        Frame that the design was made from, with the factors of its products as columns.
    time
        Column of the periods.

    Returns
    -------
    dict
        Term to treatment and exposure (or nothing), of those terms `treatment` or
        `treatment:exposure` whose treatment has one value a cluster and period.
    """
    rows = frame.iloc[design.rows]
    places = [design.clusters, rows[time].to_numpy()]
    treated = {}
    for term in design.terms:
        treatment, *exposure = term.split(":")
        if len(exposure) < 2 and rows.groupby(places)[treatment].nunique().max() == 1:
            treated[term] = (treatment, exposure[0] if exposure else None)
    return treated


def group_shares(frame: pd.DataFrame, term: str, group: str) -> np.ndarray | None:
    """Read a product as a shift-share regressor whose shocks are those of groups.

    The factor that has one value a group is the shock; the other factors are the share, with which
    a row is exposed to it. Residuals may then be correlated between the rows of a group, as far as
    they share exposure to it (Adao, Kolesar and Morales 2019, section III).

    Parameters
    ----------
    frame
        Rows of the regression, with the group and the factors as columns.
    term
        `a:b`, or a variable.
    group
        Column of the groups.

    Returns
    -------
    ndarray or None
        (n, number of groups) shares, or nothing if the term is not such a product.
    """
    shock = moderator_of(frame, term, group)
    if shock is None:
        return None
    share = frame[[name for name in term.split(":") if name != shock]].prod(axis=1).to_numpy()
    return pd.get_dummies(frame[group], dtype=float).to_numpy() * share[:, None]


def moderator_of(frame: pd.DataFrame, term: str, group: str) -> str | None:
    """Factor of a product that has one value a group, or nothing if there is not just one.

    Parameters
    ----------
    frame
        Rows of the regression, with the group and the factors as columns.
    term
        `a:b`, or a variable.
    group
        Column of the groups.

    Returns
    -------
    str or None
    """
    factors = term.split(":")
    by_group = frame.groupby(group)[factors].nunique().max() == 1
    if len(factors) == 1 or by_group.sum() != 1:
        return None
    return by_group.idxmax()


def shares_without_effects(design: Design, shares: np.ndarray) -> np.ndarray:
    """Take the absorbed effects out of shares (n, S).

    The regressor is shares times shocks, so that the regressor without effects is shares without
    effects times the same shocks. On raw shares, which differ between clusters more than within
    them, the shocks would come out far too small.
    """
    return design.without_effects(shares) / design.root_weights[:, None]
