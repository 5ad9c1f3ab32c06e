"""What depends on the regressors of a regression and not on its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from fewclusters.fit.effects import EffectSpace, orthonormal
from fewclusters.fit.scaling import inverse_products


@dataclass(frozen=True, eq=False)
class Regressors:
    """Regressors with the effects taken out; regressions of many outcomes share one.

    Attributes
    ----------
    X
        (n, k), multiplied by the square root of the weights.
    space
        The effects.
    """

    X: np.ndarray
    space: EffectSpace

    @cached_property
    def bread(self) -> np.ndarray:
        """(X'X)^-1, (k, k)."""
        return inverse_products(self.X)

    @cached_property
    def frame(self) -> np.ndarray:
        """Orthonormal basis Q (n, k + r) of regressors and effects not nested in the clusters."""
        return np.column_stack([orthonormal(self.X), self.space.basis])
