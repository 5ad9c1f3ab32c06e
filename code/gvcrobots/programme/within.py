"""What is left of variables once fixed effects are taken out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from fewclusters.fit.effects import effect_space


def residuals(
    cells: pd.DataFrame, names: Sequence[str], effects: Sequence[Sequence[str]]
) -> np.ndarray:
    """Take effects out of variables.

    Parameters
    ----------
    cells
        Rows without missing figures of the variables, with the columns of the effects.
    names
        Variables.
    effects
        Lists of columns, a list an effect.

    Returns
    -------
    ndarray
        (n, number of variables), in the unit of the variables.
    """
    codes = [cells.groupby(list(effect), observed=True).ngroup() for effect in effects]
    # Clusters decide on degrees of freedom, which are not asked for.
    space = effect_space(np.column_stack(codes), codes[0].to_numpy(), None)
    return space.residualise(cells[list(names)].to_numpy(float))
