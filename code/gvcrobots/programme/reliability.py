"""The share of truth in each of several measures of one thing, as any three of them imply it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pandas as pd

from gvcrobots.declare.variables import Roles
from gvcrobots.programme.agreement import LEVELS, correlations


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panel and take the `outcomes` of a family of regressions by three."""
    roles = Roles.model_validate(declared["keys"])
    panel = pd.read_parquet(inputs["yardsticks"])
    return reliabilities(panel, declared["outcomes"], roles)


def reliabilities(panel: pd.DataFrame, measures: Mapping[str, str], roles: Roles) -> pd.DataFrame:
    """Say what every three measures imply for the reliability of each.

    If three measures are the same quantity, each with an error of its own that is independent of
    the quantity and of the other errors, then r12 r13 / r23 is the share of the variance of the
    first that is the quantity's (Spearman 1904; Fuller 1987, section 1.3). Errors that two of them
    share show in a figure above one for these, and below the truth for the third.

    Parameters
    ----------
    panel
        Cell-year panel with the measures.
    measures
        Column of each measure by its name.
    roles
        Keys of the panel.

    Returns
    -------
    DataFrame
        `first, second, third` (the three, in the order of their declaration), `view` (changes of
        cells, and those beside the industry's), `measure` (one of the three), `reliability`, `n`
        (cell-years that have all three).
    """
    rows = []
    for three in combinations(measures, 3):
        columns = [measures[name] for name in three]
        cells = panel.dropna(subset=columns)
        named = dict(zip(("first", "second", "third"), three, strict=True))
        for view, r in correlations(cells, columns, roles):
            if view == LEVELS:
                continue
            for one, (two, other) in ((0, (1, 2)), (1, (0, 2)), (2, (0, 1))):
                share = r[one, two] * r[one, other] / r[two, other]
                found = {"view": view, "measure": three[one], "reliability": share, "n": len(cells)}
                rows.append(named | found)
    return pd.DataFrame(rows)
