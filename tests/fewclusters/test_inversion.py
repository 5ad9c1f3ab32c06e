"""Bounds of sets of hypotheses, and sets in words."""

import numpy as np
import pytest
from fewclusters.infer.inversion import describe, outward_boundary


def test_bounds():
    """The first value that is rejected, to rounding error; infinite if none is."""
    assert outward_boundary(lambda b: b <= 1.25, 0.0, 0.1) == pytest.approx(1.25, rel=1e-12)
    assert outward_boundary(lambda b: b >= -3.0, 0.0, -1.0) == pytest.approx(-3.0, rel=1e-12)
    assert outward_boundary(lambda b: True, 0.0, -1.0) == -np.inf


def test_words():
    assert describe([]) == "empty"
    assert describe([(-np.inf, np.inf)]) == "the whole line"
    assert describe([(-1.25, 3.0)]) == "[-1.25, 3]"
    assert describe([(-np.inf, -2.0), (5.0, np.inf)]) == "(-inf, -2] or [5, inf)"
