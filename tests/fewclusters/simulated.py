"""Panels with known slopes, which tests of estimation share."""

import numpy as np
import pandas as pd
from fewclusters.fit.transformations import shifted


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


def autoregressive_panel(seed, n_years=10):
    """30 economies x 6 industries, y = .5 y(-1) + 1 x + effect + e, after a burn-in."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(30, 6, n_years + 20))
    y = np.zeros((30, 6, n_years + 20))
    effect = random.normal(size=(30, 6))
    for year in range(1, n_years + 20):
        y[..., year] = 0.5 * y[..., year - 1] + x[..., year] + effect
        y[..., year] += random.normal(size=(30, 6))
    index = pd.MultiIndex.from_product(
        [range(30), range(6), range(n_years)], names=["iso3", "industry", "year"]
    )
    columns = {"y": y[..., 20:].ravel(), "x": x[..., 20:].ravel()}
    return shifted(
        pd.DataFrame(columns, index=index).reset_index(), "y", ["iso3", "industry"], "year", [1]
    )


def instrumented_panel(panel):
    """The simulated panel with endogenous regressors and three instruments of some strength."""
    random = np.random.default_rng(21)
    shape = (29, 14, 16)
    cell = (panel["iso3"], panel["industry"], panel["year"])
    z1, z2, z3, shock = (random.normal(size=shape)[cell] for _ in range(4))
    frame = panel.assign(z1=z1, z2=z2, z3=z3)
    frame["robots"] = 0.4 * z1 + 0.2 * z3 + shock + random.normal(size=len(panel))
    frame["digital"] = 0.4 * z2 - 0.2 * z3 + shock + random.normal(size=len(panel))
    frame["y"] = 0.1 * frame["robots"] - 0.2 * frame["digital"] + 2 * shock
    frame["y"] += random.normal(size=(29, 16))[panel["iso3"], panel["year"]]
    return frame
