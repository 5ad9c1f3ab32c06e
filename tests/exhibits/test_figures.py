"""What the figures draw, and how labels are kept apart."""

import numpy as np
import pandas as pd
from gvcrobots.exhibits.style import new_figure, save_figure, spread
from hypothesis import given, settings
from hypothesis import strategies as st


@settings(derandomize=True, max_examples=50)
@given(st.lists(st.floats(-5, 5), min_size=1, max_size=30))
def test_labels_are_apart_and_keep_their_order(positions):
    moved = spread(positions, gap=0.5)
    order = np.argsort(positions, kind="stable")
    assert (np.diff(moved[order]) >= 0.5 - 1e-9).all()


def test_labels_that_are_apart_stay():
    assert spread([3.0, 1.0, 2.0], gap=0.5).tolist() == [3.0, 1.0, 2.0]


def test_labels_that_collide_share_the_move():
    assert spread([1.0, 1.0], gap=0.5).tolist() == [0.75, 1.25]


def test_a_figure_is_the_same_bytes_twice(tmp_path):
    for name in ("a", "b"):
        figure, axes = new_figure()
        axes[0].plot([0, 1], [0, 1])
        save_figure(
            figure, pd.DataFrame({"x": [0, 1]}), tmp_path / f"{name}.pdf", tmp_path / "x.csv"
        )
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
