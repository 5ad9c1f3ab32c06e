"""Confidence sets from tests: where hypotheses begin to be rejected."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def outward_boundary(
    accepted: Callable[[float], bool],
    start: float,
    step: float,
    doublings: int = 40,
    bisections: int = 60,
) -> float:
    """First value beyond which hypotheses are rejected, going from an accepted start.

    Parameters
    ----------
    accepted
        Whether a hypothesis is not rejected.
    start, step
        Where to start, and the first step, whose sign is the direction.
    doublings, bisections
        How far and how finely to look.

    Returns
    -------
    float
        Infinite if every value tried is accepted.
    """
    inside, width = start, step
    for _ in range(doublings):
        outside = start + width
        if not accepted(outside):
            break
        inside, width = outside, 2 * width
    else:
        return float(np.copysign(np.inf, step))
    for _ in range(bisections):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if accepted(middle) else (inside, middle)
    return (inside + outside) / 2
