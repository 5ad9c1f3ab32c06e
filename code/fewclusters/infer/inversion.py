"""Confidence sets from tests: where hypotheses begin to be rejected, and sets in words."""

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


def describe(pieces: list[tuple[float, float]], digits: int = 4) -> str:
    """Write a union of intervals with significant digits."""
    if not pieces:
        return "empty"
    if pieces == [(-np.inf, np.inf)]:
        return "the whole line"
    words = []
    for low, high in pieces:
        left = "(-inf" if np.isinf(low) else f"[{low:.{digits}g}"
        right = "inf)" if np.isinf(high) else f"{high:.{digits}g}]"
        words.append(f"{left}, {right}")
    return " or ".join(words)
