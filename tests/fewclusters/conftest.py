"""Data and peers that the tests of estimation and inference share."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from simulated import simulated_panel


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: simulations and comparisons that take seconds")


@pytest.fixture(scope="session")
def oracles():
    """Folder of data whose results other software has published; absent on a reader's machine."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "oracles"
    folder = Path(os.environ.get("FEWCLUSTERS_ORACLES", beside))
    if not (folder / "adh_reg.csv").is_file():
        pytest.skip(f"no data of Autor, Dorn and Hanson in {folder} (set FEWCLUSTERS_ORACLES)")
    return folder


@pytest.fixture(scope="session")
def grunfeld():
    sm = pytest.importorskip("statsmodels.api")
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


@pytest.fixture(scope="session")
def panel():
    return simulated_panel()


@pytest.fixture(scope="session")
def small_panel():
    """Eight economies, three industries, six years: quick enough for many repetitions."""
    return simulated_panel(11, 8, 3, 6, 0.95)


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
