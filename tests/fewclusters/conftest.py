"""Data and peers that the tests of estimation and inference share."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from simulated import instrumented_panel, simulated_panel


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
    return instrumented_panel(panel)
