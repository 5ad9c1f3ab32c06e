"""The two technologies in any regression: their terms, and what is quoted of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from gvcrobots.declare.files import unshifted
from gvcrobots.results import KEYS, headline

ROLES = ("robots", "digital")
RESULTS = ["estimate", "std_error", "ci_low", "ci_high", "p_value", "inference"]
COUNTS = ["n_obs", "n_clusters"]


def robots_and_digital(
    declared: Mapping[str, Any], roles: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """Find the terms of a specification that stand for robots and for digital infrastructure.

    Parameters
    ----------
    declared
        Resolved declaration.
    roles
        Role of each variable that has one of `ROLES`.

    Returns
    -------
    str or None, str or None
        The first term whose variable measures robots, and the first whose variable measures digital
        infrastructure, whatever their lags, leads and products.
    """
    found = {term: roles.get(unshifted(term.split(":")[0])[0]) for term in declared["terms"]}
    robots, digital = ([t for t, role in found.items() if role == wanted] for wanted in ROLES)
    return next(iter(robots), None), next(iter(digital), None)


def quoted_terms(
    specifications: Mapping[tuple[str, str], Mapping[str, Any]],
    roles: Mapping[str, str],
    estimates: pd.DataFrame,
) -> pd.DataFrame:
    """Take the rows that are quoted of robots and of digital infrastructure.

    Parameters
    ----------
    specifications
        Resolved declarations by family and name.
    roles
        Role of each variable that has one of `ROLES`.
    estimates
        Rows of `output/estimates.csv`.

    Returns
    -------
    DataFrame
        `family, specification, role, term`, then `RESULTS` and `COUNTS`; in the order given, robots
        first. A role that a regression has no term for, or that was dropped, has no row.

    Raises
    ------
    ValueError
        If a regression has no estimates.
    """
    quoted = headline(estimates)
    known = set(zip(quoted["family"], quoted["specification"], strict=True))
    if missing := [".".join(key) for key in specifications if key not in known]:
        raise ValueError(f"output/estimates: specification: no rows of {', '.join(missing)}")
    terms = pd.DataFrame(
        [
            (*key, role, term)
            for key, declared in specifications.items()
            for role, term in zip(ROLES, robots_and_digital(declared, roles), strict=True)
        ],
        columns=["family", "specification", "role", "term"],
    )
    return terms.merge(quoted[[*KEYS, *RESULTS, *COUNTS]], on=KEYS, validate="1:1")


def chosen(
    names: Sequence[tuple[str, str]], families: Mapping[str, Mapping[str, Any]]
) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Look up specifications by family and name, each once, in the order given."""
    return {(family, name): families[family]["specifications"][name] for family, name in names}
