"""The multiverse: all combinations, once each, on common cells with the effects taken out."""

from itertools import pairwise, product

import numpy as np
import pandas as pd
import pytest
from declared import sample
from gvcrobots.programme.multiverse import WITHIN, WORLD, regressions, worlds

SAMPLE = sample((0, 5))


def dimensions(curve):
    return [list(getattr(curve.dimensions, name)) for name in (*WORLD, *WITHIN)]


def test_every_combination_comes_once(curve_panel, curve):
    found = [
        tuple(choices[name] for name in (*WORLD, *WITHIN))
        for world in worlds(curve_panel, SAMPLE, curve)
        for choices in regressions(world, curve)
    ]
    assert found == list(product(*dimensions(curve)))


def test_effects_are_out_of_every_column(curve_panel, curve):
    """Against least squares on dummies, with weights as their square roots."""
    for world in worlds(curve_panel, SAMPLE, curve):
        rows = world.cells.iloc[world.design.rows]
        effects = curve.dimensions.effects[world.levels["effects"]]
        dummies = np.hstack(
            [
                pd.get_dummies(rows.groupby(list(names)).ngroup()).to_numpy(float)
                for names in effects
            ]
        )
        weights = curve.dimensions.weights[world.levels["weights"]]
        root = np.ones(len(rows)) if weights is None else np.sqrt(rows[weights].to_numpy())
        raw = rows[[*world.outcomes, *world.design.terms]].to_numpy() * root[:, None]
        dummies = dummies * root[:, None]
        left = raw - dummies @ np.linalg.lstsq(dummies, raw)[0]
        found = np.column_stack([*world.outcomes.values(), world.design.X])
        assert np.abs(found - left).max() < 1e-9
        total = len(rows) - 1 if weights is None else rows[weights].sum()
        sds = np.sqrt((left**2).sum(axis=0) / total)
        assert world.design.within_sd(found) == pytest.approx(sds, rel=1e-9)


def test_controls_decide_on_the_cells_and_measures_do_not(curve_panel, curve):
    """One measure that is missing somewhere is missing from all regressions of the world."""
    panel = curve_panel.assign(robots_root=curve_panel["robots_root"].mask(curve_panel["year"] < 1))
    sizes = {
        (world.levels["controls"], world.levels["weights"]): world.design.n_obs
        for world in worlds(panel, SAMPLE, curve)
        if world.levels["effects"] == "common_years"
    }
    assert all(
        small < large for large, small in pairwise([sizes["none", "none"], sizes["some", "none"]])
    )
    assert sizes["none", "none"] <= (panel["year"] >= 1).sum()


def test_a_measure_that_repeats_another_is_an_error(curve_panel, curve):
    panel = curve_panel.assign(robots_root=2 * curve_panel["robots"])
    with pytest.raises(ValueError, match=r"'robots_root' is collinear in .'controls': 'none'"):
        list(worlds(panel, SAMPLE, curve))
