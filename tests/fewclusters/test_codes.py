"""Codes of effects and clusters: singletons, nesting, and the levels that count."""

import numpy as np
import pandas as pd
import pytest
from fewclusters.fit.codes import (
    effect_codes,
    levels_not_nested,
    nested_in,
    without_singletons,
)


def test_singletons_are_dropped_until_none_is_left():
    frame = pd.DataFrame({"a": [1, 1, 2, 2, 3], "b": [1, 2, 2, 1, 3]})
    codes = effect_codes(frame, [["a"], ["b"]])
    assert without_singletons(codes).tolist() == [True, True, True, True, False]
    chain = pd.DataFrame({"a": [1, 1, 2, 2], "b": [1, 2, 2, 3]})  # each drop makes the next
    assert not without_singletons(effect_codes(chain, [["a"], ["b"]])).any()


def test_nesting():
    cluster = np.array([0, 0, 1, 1])
    assert nested_in(np.array([0, 1, 2, 2]), cluster)
    assert not nested_in(np.array([0, 1, 1, 2]), cluster)


@pytest.mark.parametrize(
    ("effects", "levels"),
    [([["unit"]], 0), ([["time"]], 4), ([["time"], ["region", "time"]], 8)],
)
def test_levels_that_count(effects, levels):
    """Units lie in clusters; periods of regions span those of all: 4, and 2 x 4."""
    frame = pd.DataFrame({"unit": np.repeat(range(8), 4), "time": np.tile(range(4), 8)})
    frame = frame.assign(region=frame["unit"] % 2)
    codes = effect_codes(frame, effects).to_numpy()
    assert levels_not_nested(codes, frame["unit"].to_numpy()) == levels
