"""Panels with known slopes, which tests of estimation share."""

import numpy as np
import pandas as pd


def simulated_panel(seed=7, n_economies=29, n_industries=14, n_years=16, share=0.9):
    """Panel of the study's shape with economy-level regressors and errors, and known slopes."""
    random = np.random.default_rng(seed)
    names = ["iso3", "industry", "year"]
    levels = [range(n_economies), range(n_industries), range(n_years)]
    frame = pd.MultiIndex.from_product(levels, names=names).to_frame(index=False)
    shape = (n_economies, n_years)
    economy_year = (frame["iso3"], frame["year"])
    frame["robots"] = random.normal(size=shape).cumsum(axis=1)[economy_year]
    frame["digital"] = random.normal(size=shape)[economy_year]
    frame["apr"] = random.normal(size=n_industries)[frame["industry"]]
    frame["exposure"] = frame["robots"] * frame["apr"]
    frame["weight"] = 1 + random.random(len(frame))
    noise = random.normal(size=len(frame)) + random.normal(size=shape)[economy_year]
    cells = random.normal(size=(n_economies, n_industries))[frame["iso3"], frame["industry"]]
    frame["y"] = -0.5 * frame["robots"] + 0.25 * frame["digital"] + 3 * cells + noise
    return frame[random.random(len(frame)) < share].reset_index(drop=True)
