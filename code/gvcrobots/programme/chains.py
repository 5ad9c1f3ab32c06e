"""Participation of the economies of the sample, year by year, in every family of tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.declare.samples import Sample
from gvcrobots.declare.variables import Roles
from gvcrobots.programme.samples import select_sample

# Input of each family, and its measure in per cent of exports.
FAMILIES = {
    "wiod2013": ("main", "backward"),
    "wiod2016": ("wiod2016", "vertical_specialisation"),
    "oecd2018": ("oecd2018", "vertical_specialisation"),
    "adb": ("adb", "backward_adb"),
}


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the tables and average participation over the economies of a `sample`."""
    roles = Roles.model_validate(declared["keys"])
    sample = Sample.model_validate(declared["sample"])
    main = pd.read_parquet(inputs["main"])
    economies = select_sample(main, sample, roles)[roles.economy].unique()
    lines = []
    for family, (source, measure) in FAMILIES.items():
        path = inputs[source]
        cells = pd.read_csv(path) if path.endswith(".csv") else pd.read_parquet(path)
        chosen = cells[cells[roles.economy].isin(economies)]
        lines.append(family_line(chosen, measure, roles).assign(family=family, measure=measure))
    return pd.concat(lines)[["family", "measure", "year", "participation", "economies"]]


def family_line(cells: pd.DataFrame, measure: str, roles: Roles) -> pd.DataFrame:
    """Average a share of exports by year, exports as weights.

    Parameters
    ----------
    cells
        Cell-years with `exports` and the measure, per cent of exports.
    measure
        Column.
    roles
        Keys of the cells.

    Returns
    -------
    DataFrame
        `year, participation` (per cent of the exports of all cells that have the measure),
        `economies`.
    """
    rows = cells.dropna(subset=[measure, "exports"])
    amounts = rows.assign(amount=rows[measure] * rows["exports"]).groupby(roles.time)
    sums = amounts[["amount", "exports"]].sum()
    line = (sums["amount"] / sums["exports"]).rename("participation").reset_index()
    return line.assign(economies=amounts[roles.economy].nunique().to_numpy())
