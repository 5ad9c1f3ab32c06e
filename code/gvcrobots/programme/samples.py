"""The cells that a specification is estimated on."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from fewclusters.fit.transformations import shifted

from gvcrobots.declare.files import SHIFTED
from gvcrobots.declare.samples import Sample
from gvcrobots.declare.variables import Roles


def select_sample(panel: pd.DataFrame, sample: Sample, roles: Roles) -> pd.DataFrame:
    """Select the cells of a declared sample.

    Parameters
    ----------
    panel
        Cell-year panel.
    sample
        Which cells. Where its level is the economy, one row an economy and year is taken, whose
        industry is `all`; only columns without industries have a meaning there.
    roles
        Keys of the panel.

    Returns
    -------
    DataFrame
        The rows of the panel that belong to the sample, in their order.

    Raises
    ------
    ValueError
        If a declared column, economy or industry is not in the panel, or no row is left.
    """
    kept = panel[roles.time].between(*sample.years)
    for column in sample.complete:
        kept &= _column(panel, column).notna()
    for key, column in (("drop_economies", roles.economy), ("drop_industries", roles.industry)):
        dropped = getattr(sample, key)
        if unknown := sorted(set(dropped) - set(panel[column])):
            raise ValueError(f"sample: {key}: {unknown[0]!r} is not in the panel")
        kept &= ~panel[column].isin(dropped)
    if not kept.any():
        first, last = sample.years
        raise ValueError(f"sample: no cell of panel {sample.panel!r} is left in {first}-{last}")
    cells = panel.loc[kept]
    if sample.level == "economy":
        cells = cells.drop_duplicates([roles.economy, roles.time])
        cells = cells.assign(**{roles.industry: "all"})
    return cells


def add_shifts(panel: pd.DataFrame, names: Iterable[str], roles: Roles) -> pd.DataFrame:
    """Add the lags and leads among the names, `robots_lag2` or `robots_lead1`, as columns.

    They are taken from the whole panel, so that a lag reaches back beyond the years of a sample.

    Parameters
    ----------
    panel
        Cell-year panel.
    names
        Names of variables; those that the panel has are left alone.
    roles
        Keys of the panel.

    Returns
    -------
    DataFrame
        The panel with further columns.
    """
    for name in dict.fromkeys(names):
        if name not in panel and (match := SHIFTED.fullmatch(name)):
            years = int(match["years"]) * (1 if match["direction"] == "lag" else -1)
            panel = shifted(panel, match["variable"], roles.unit, roles.time, [years])
    return panel


def add_terms(frame: pd.DataFrame, terms: Iterable[str]) -> pd.DataFrame:
    """Add the products `a:b` among the terms as columns of that name.

    Parameters
    ----------
    frame
        Panel with the variables that the terms name.
    terms
        Names of variables, or of variables joined by colons.

    Returns
    -------
    DataFrame
        Copy of the frame with one more column, the product, for every term with a colon.

    Raises
    ------
    ValueError
        If a variable is not a column of the panel.
    """
    products = {}
    for term in terms:
        first, *others = term.split(":")
        product = _column(frame, first)
        for name in others:
            product = product * _column(frame, name)
        if others:
            products[term] = product
    return frame.assign(**products)


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    if name not in frame:
        raise ValueError(f"panel: no column {name!r} (declared in config/specifications.yaml)")
    return frame[name]
