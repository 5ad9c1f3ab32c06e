"""Closures of the rounded tables: what each does to backward participation, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gvcrobots.declare.samples import Sample
from gvcrobots.declare.variables import Roles
from gvcrobots.programme.agreement import AFTER, WITHIN, correlations
from gvcrobots.programme.samples import select_sample

POINT = 1.0  # percentage points by which a cell has moved


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the panels; judge every closure by the yardstick `against`, and by what it moves."""
    roles = Roles.model_validate(declared["keys"])
    sample = Sample.model_validate(declared["sample"])
    main = select_sample(pd.read_parquet(inputs["main"]), sample, roles)
    measures = declared["outcomes"]
    yardsticks = pd.read_parquet(inputs["yardsticks"])
    agreed = closure_agreement(yardsticks, measures, declared["against"], roles)
    moved = shares_moved(main, measures, declared["base"])
    return agreed.merge(moved, on="closure", validate="1:1")


def closure_agreement(
    panel: pd.DataFrame, measures: Mapping[str, str], against: str, roles: Roles
) -> pd.DataFrame:
    """Correlate backward participation under each closure with a yardstick of other tables.

    A closure that lowers output below the inputs makes the share exceed exports: such a figure says
    nothing, and one of them may decide the correlation. The closures are compared on the cells in
    which all of them give a possible share, and beside it on all cells.

    Parameters
    ----------
    panel
        Cell-year panel with the measures and the yardstick, per cent.
    measures
        Column of each closure by its name.
    against
        Column of the yardstick.
    roles
        Keys of the panel.

    Returns
    -------
    DataFrame
        A row a closure: `closure`, `within` and `after_industry_years` on the possible cells,
        `within_all` and `after_industry_years_all` on all, `n`, `n_all`, `impossible` (cells of
        this closure above 100 per cent or below zero).
    """
    cells = panel.dropna(subset=[*measures.values(), against])
    possible = cells[list(measures.values())].apply(lambda share: share.between(0.0, 100.0))
    sets = {"": cells[possible.all(axis=1)], "_all": cells}
    rows = []
    for closure, column in measures.items():
        row: dict[str, Any] = {"closure": closure}
        for suffix, chosen in sets.items():
            for view, matrix in correlations(chosen, [column, against], roles):
                if view in (WITHIN, AFTER):
                    row[f"{view}{suffix}"] = matrix[0, 1]
            row[f"n{suffix}"] = len(chosen)
        rows.append(row | {"impossible": int((~possible[column]).sum())})
    return pd.DataFrame(rows)


def shares_moved(cells: pd.DataFrame, measures: Mapping[str, str], base: str) -> pd.DataFrame:
    """Count the cells that a closure moves by more than a percentage point.

    Parameters
    ----------
    cells
        Cells of the sample with the measures, per cent.
    measures
        Column of each closure by its name.
    base
        Closure that the others are compared with.

    Returns
    -------
    DataFrame
        `closure, moved` (per cent of the cells), `mean_change` and `largest_change` (percentage
        points), `n_sample`.
    """
    complete = cells.dropna(subset=list(measures.values()))
    rows = []
    for closure, column in measures.items():
        change = complete[column] - complete[measures[base]]
        rows.append(
            {
                "closure": closure,
                "moved": 100.0 * float((change.abs() > POINT).mean()),
                "mean_change": change.mean(),
                "largest_change": change.abs().max(),
                "n_sample": len(complete),
            }
        )
    return pd.DataFrame(rows)
