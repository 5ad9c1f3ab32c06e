"""Data and peers that the tests of estimation and inference share."""

import io
import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm


@pytest.fixture(scope="session")
def grunfeld():
    data = sm.datasets.grunfeld.load_pandas().data
    return data[data["firm"] != "American Steel"].reset_index(drop=True)  # the usual ten firms


@pytest.fixture(scope="session")
def run_r():
    """Function that runs R code and reads what it prints as CSV; `needs` are R packages."""
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")

    def run(code: str, needs: tuple[str, ...] = ()) -> pd.DataFrame:
        checks = "".join(
            f"if(!requireNamespace('{p}',quietly=TRUE)) quit(status=77);" for p in needs
        )
        done = subprocess.run(
            ["Rscript", "-e", checks + code], capture_output=True, text=True, check=False
        )
        if done.returncode == 77:
            pytest.skip(f"an R package is missing of {needs}")
        assert done.returncode == 0, done.stderr
        return pd.read_csv(io.StringIO(done.stdout))

    return run


@pytest.fixture(scope="session")
def petersen(run_r):
    """Petersen's (2009) test data, 500 firms x 10 years, from R's sandwich, with a constant."""
    code = "data(PetersenCL, package='sandwich'); write.csv(PetersenCL, row.names=FALSE)"
    return run_r(code, ("sandwich",)).assign(one=1.0)


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


@pytest.fixture(scope="session")
def panel():
    return simulated_panel()


@pytest.fixture(scope="session")
def small_panel():
    """Eight economies, three industries, six years: quick enough for many repetitions."""
    return simulated_panel(11, 8, 3, 6, 0.95)


@pytest.fixture(scope="session")
def curve_panel(small_panel):
    """The small panel with a second outcome, a second measure of robots and a control."""
    random = np.random.default_rng(5)
    economy_year = (small_panel["iso3"], small_panel["year"])
    shocks = random.normal(size=(8, 6))
    shocks[2, :2] = np.nan
    return small_panel.assign(
        y_other=small_panel["y"] + random.normal(size=len(small_panel)),
        robots_root=np.cbrt(small_panel["robots"]),
        control=shocks[economy_year],
    )


@pytest.fixture(scope="session")
def curve():
    """A small specification curve on `curve_panel`."""
    return {
        "cluster": "iso3",
        "draws": 199,
        "permutations": 19,
        "dimensions": {
            "outcome": ["y", "y_other"],
            "robots": ["robots", "robots_root"],
            "digital": ["digital"],
            "effects": {
                "industry_years": [["iso3", "industry"], ["industry", "year"]],
                "common_years": [["iso3", "industry"], ["year"]],
            },
            "controls": {"none": [], "some": ["control"]},
            "weights": {"none": None, "weight": "weight"},
            "inference": ["crv1", "wcr31"],
        },
    }


@pytest.fixture(scope="session")
def instrumented(panel):
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
