"""The coefficients of robots and digital infrastructure in every variation, on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from gvcrobots.programme.technologies import chosen, quoted_terms
from gvcrobots.results import KEYS, read_results

STANDARDISED = ["standardised", "standardised_low", "standardised_high"]


def compute(declared: Mapping[str, Any], inputs: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Read the results of all `families` and take those of the `rows`."""
    results = (read_results(inputs[name]) for name in ("estimates", "diagnostics"))
    said = (declared[key] for key in ("rows", "families", "roles"))
    return robustness_results(*said, *results)


def robustness_results(
    rows: Sequence[str],
    families: Mapping[str, Mapping[str, Any]],
    roles: Mapping[str, str],
    estimates: pd.DataFrame,
    diagnostics: pd.DataFrame,
) -> pd.DataFrame:
    """Take the results of every row, also in standard deviations, so that they share an axis.

    Parameters
    ----------
    rows
        Regressions, `family.specification`, or diagnostics of their terms,
        `family.specification.statistic`.
    families
        Resolved families.
    roles
        Role of each variable that measures a technology.
    estimates, diagnostics
        Rows of `output/estimates.csv` and `output/diagnostics.csv` of the families.

    Returns
    -------
    DataFrame
        One row a row and role: `row, family, specification, role, term`, the results and counts of
        `technologies.quoted_terms` and `STANDARDISED`: estimate and bounds times the standard
        deviation of the regressor over that of the outcome, effects taken out of both. A row that
        names a diagnostic has its value for an estimate and no more.
    """
    parts = [[row, *[*row.split("."), ""][:3]] for row in rows]
    named = pd.DataFrame(parts, columns=["row", *KEYS[:2], "bound"])
    keys = named[KEYS[:2]].drop_duplicates().itertuples(index=False, name=None)
    results = quoted_terms(chosen(list(keys), families), roles, estimates)
    data = _with_bounds(named.merge(results, on=KEYS[:2], validate="m:m"), diagnostics)
    data = _with_statistic(data, diagnostics, "regressor_sd", KEYS)
    data = _with_statistic(data, diagnostics, "outcome_sd", KEYS[:2])
    scale = data.pop("regressor_sd") / data.pop("outcome_sd")
    for name, value in zip(STANDARDISED, ("estimate", "ci_low", "ci_high"), strict=True):
        data[name] = data[value] * scale
    return data


def _with_bounds(data: pd.DataFrame, diagnostics: pd.DataFrame) -> pd.DataFrame:
    """Put the values of diagnostics where rows name them."""
    values = diagnostics.set_index([*KEYS, "statistic"])["value"]
    places = pd.MultiIndex.from_frame(data[[*KEYS, "bound"]])
    bound = data.pop("bound") != ""
    data.loc[bound, "estimate"] = values.reindex(places[bound]).to_numpy()
    data.loc[bound, ["std_error", "ci_low", "ci_high", "p_value"]] = float("nan")
    data.loc[bound, "inference"] = ""
    return data


def _with_statistic(
    data: pd.DataFrame, diagnostics: pd.DataFrame, statistic: str, keys: list[str]
) -> pd.DataFrame:
    values = diagnostics.loc[diagnostics["statistic"] == statistic, [*keys, "value"]]
    named = values.rename(columns={"value": statistic})
    return data.merge(named, on=keys, how="left", validate="m:1")
