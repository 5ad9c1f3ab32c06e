"""Sums over clusters and what small samples do to them."""

from __future__ import annotations

import numpy as np


def group_sums(columns: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Sum the rows of columns (n, k) by group code: (groups, k)."""
    n_groups = int(groups.max()) + 1
    return np.column_stack([np.bincount(groups, column, n_groups) for column in columns.T])


def small_sample_factor(n_groups: int, n_obs: int, n_parameters: int) -> float:
    """G/(G-1) (N-1)/(N-K) of Cameron and Miller (2015, section II.C)."""
    return n_groups / (n_groups - 1) * (n_obs - 1) / (n_obs - n_parameters)


def intersection(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Codes (n,) of the pairs of two codes that occur."""
    return np.unique(first * (int(second.max()) + 1) + second, return_inverse=True)[1]
