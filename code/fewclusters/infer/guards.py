"""One check of what every method of inference is given, and of how few clusters it has."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

import numpy as np
import pandas as pd

from fewclusters.fit.checks import check_list
from fewclusters.fit.design import Design
from fewclusters.fit.estimate import Estimate

FEWEST_FOR_INTERVALS = 5  # clusters below which an interval is missing
FEWEST_DRAWS = 9  # a p-value of .1 needs as many
_INTERVALS = ("ci_low", "ci_high", "largest_effect")


def checked(method: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """Check the arguments of a method by their names before it runs."""
    known = signature(method)

    @wraps(method)
    def run(*given: Any, **named: Any) -> pd.DataFrame:  # noqa: ANN401
        for name, value in known.bind(*given, **named).arguments.items():
            if name in _CHECKS:
                _CHECKS[name](name, value)
        return method(*given, **named)

    return run


def guarded(method: Callable[..., pd.DataFrame]) -> Callable[..., pd.DataFrame]:
    """Check the arguments of a method that relies on the clusters of its first argument, a design.

    Below five clusters the intervals of its table are missing: no method here is known to cover as
    it says. Estimates, standard errors and p-values stay.
    """
    sound = checked(method)

    @wraps(method)
    def run(design: Design | Estimate, *given: Any, **named: Any) -> pd.DataFrame:  # noqa: ANN401
        table = sound(design, *given, **named)
        if design.n_clusters >= FEWEST_FOR_INTERVALS:
            return table
        table = table.assign(**{name: np.nan for name in _INTERVALS if name in table})
        return table.assign(set="too few clusters") if "set" in table else table

    return run


def check_share(name: str, value: float) -> None:
    """Refuse a level or size that is not between 0 and 1."""
    if not 0 < value < 1:
        hint = f": did you mean {value / 100:g}?" if 1 < value < 100 else ""
        raise ValueError(f"{name} {value:g} is not between 0 and 1{hint}")


def check_draws(name: str, value: int) -> None:
    """Refuse too few draws or permutations."""
    if int(value) != value or value < FEWEST_DRAWS:
        raise ValueError(f"{name} {value}: a whole number of at least {FEWEST_DRAWS} is needed")


def _check_terms(name: str, value: object) -> None:
    if value is not None:
        check_list(value, name)
        if twice := [term for j, term in enumerate(value) if term in value[:j]]:
            raise ValueError(f"{name}: {twice[0]!r} is there twice")


def _check_design(name: str, value: object) -> None:
    if not isinstance(value, Design | Estimate):
        raise ValueError(f"{name}: a Design is needed, not {type(value).__name__}")


def _check_codes(name: str, value: np.ndarray | None) -> None:
    if value is not None and len(np.unique(value)) < 2:
        raise ValueError(f"{name}: the second way of clustering has one group only")


_CHECKS = {
    "design": _check_design,
    "level": check_share,
    "size": check_share,
    "n_draws": check_draws,
    "n_permutations": check_draws,
    "terms": _check_terms,
    "second": _check_codes,
}
