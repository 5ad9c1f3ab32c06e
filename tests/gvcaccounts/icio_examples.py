"""Tables that the tests share."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.aggregation import split_economies
from gvcaccounts.decompositions import decompose
from gvcaccounts.reading import from_frames
from gvcaccounts.tables import icio_table


def peer_table(shared: Path, name: str):
    """A table of the R package exvatools: `wiodtest` or, with split economies, `iciotest`."""
    Z, Y = (
        pd.read_csv(shared / f"oracles/exva_{name}_{what}.csv", index_col=0)
        for what in ("Z", "Yfd")
    )
    x = pd.read_csv(shared / f"oracles/exva_{name}_X_VA.csv", index_col=0).iloc[:, 0]
    return split_economies(from_frames(Z, Y, x))


def wiodtest(shared: Path):
    """Six countries and three industries."""
    return peer_table(shared, "wiodtest")


def arrays(table, exporter, method="bm_src", **arguments):
    """Terms of an exporter by cell or sector and importer, each of shape (N, R)."""
    frame = decompose(
        table, exporter=exporter, method=method, by=["sector", "importer"], **arguments
    )
    shape = (frame["sector"].nunique(), frame["importer"].nunique())
    return {
        term: rows["value"].to_numpy().reshape(shape)
        for term, rows in frame.groupby("term", sort=False)
    }


def totals(table, exporter=None, method="bm_src", **arguments):
    """Terms of an exporter, added up."""
    frame = decompose(table, exporter=exporter, method=method, by=[], **arguments)
    return dict(zip(frame["term"], frame["value"], strict=True))


# Three countries and three industries, of the R package decompr: Z, Y and x side by side.
LEATHER = """
16.1,5.1,1.8,3.2,4.3,0.4,3.1,2.8,4.9,21.5,6.1,8.4,77.7
2.4,8,3.2,0.1,3.2,1.6,1.2,3.9,11.5,16.2,1.9,5.1,58.3
0.9,0.5,4,0,0.1,0.3,0,0.4,0.5,11,0.5,0.8,19
1.1,1.9,0.2,18,13.2,6.1,9,3.1,8.9,7.5,29.5,14.2,112.7
0.3,2.8,0.1,6.1,28.1,6.3,2.1,2.5,25.6,8.9,24.9,16.9,124.6
0,0.1,0.3,4.1,3.2,8.9,0.2,0,1.8,1.2,18.5,4.9,43.2
1.2,4.2,0.3,4.1,1.2,0.6,29,19.5,17.9,9.2,17.9,51.2,156.3
1.3,1.1,0,3.2,4.8,2.6,5.1,29.1,24.1,7.9,10.1,38.5,127.8
2.1,1.4,3,4.1,3.1,3.9,11.3,8.1,51.3,25.1,35.2,68.4,217
"""


def leather():
    figures = np.array([[float(f) for f in row.split(",")] for row in LEATHER.split()])
    return icio_table(
        ["Argentina", "Turkey", "Germany"],
        ["Agriculture", "Textile_and_Leather", "Transport_Equipment"],
        figures[:, :9],
        figures[:, 9:12],
        figures[:, 12],
    )


def random_table(seed):
    """A balanced table of 2 to 4 regions and 1 to 3 industries, some with a cell without output."""
    rng = np.random.default_rng(seed)
    G, N = int(rng.integers(2, 5)), int(rng.integers(1, 4))
    n = G * N
    Z = (rng.uniform(0, 100, (n, n)) * rng.integers(0, 2, (n, n))).round(3)
    Y = rng.uniform(0, 100, (n, G)).round(3) + 0.01
    if seed % 2:
        dead = int(rng.integers(n))
        Z[dead, :] = Z[:, dead] = 0.0
        Y[dead, :] = 0.0
    # Value added of a tenth of output at least: what a column lacks is sold to final use at home.
    lacking = np.maximum(1.1 * Z.sum(axis=0) - Z.sum(axis=1) - Y.sum(axis=1), 0.0)
    Y[np.arange(n), np.repeat(np.arange(G), N)] += lacking
    regions = [f"R{g}" for g in range(G)]
    return icio_table(regions, [f"i{k}" for k in range(N)], Z, Y)


# A test of an identity runs on all of these.
random_tables = pytest.mark.parametrize("table", [random_table(seed) for seed in range(30)])


def small_wiod(n_regions=3, seed=1):
    """A table with the industries of WIOD 2013 and a few of its regions."""
    from gvcaccounts.wiod2013 import INDUSTRIES

    rng = np.random.default_rng(seed)
    regions = ["DEU", "USA", "CHN", "ROW"][:n_regions]
    n = len(regions) * len(INDUSTRIES)
    Z = rng.gamma(0.5, 10.0, (n, n)).round(1)
    Y = rng.gamma(0.5, 4000.0, (n, 5 * len(regions))).round(1)
    return icio_table(regions, INDUSTRIES, Z, Y)
