"""Time and memory of the accounting of value chains, beside other software (make bench).

python code/scripts/bench_icio.py [--tables FOLDER]

Every figure is of this run: multiples of one LU factorisation of the same size, and ratios to peers
timed on the same table with one thread. R's packages are those that R finds (R_LIBS names another
library). For the same kind of BLAS as numpy, R_LD_LIBRARY_PATH names the folder of an OpenBLAS.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
os.environ.update(ONE_THREAD)  # before numpy opens its BLAS

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from gvcaccounts.decompositions import decompose  # noqa: E402
from gvcaccounts.indicators import cell_indicators  # noqa: E402
from gvcaccounts.leontief import input_coefficients, leontief_system  # noqa: E402
from gvcaccounts.links import partner_links  # noqa: E402
from gvcaccounts.tables import IcioTable, icio_table  # noqa: E402
from gvcaccounts.wiod2013 import read_wiod2013  # noqa: E402
from gvcaccounts.world import world_participation  # noqa: E402
from scipy.linalg import lu_factor  # noqa: E402

# Regions and industries: 500 to 5,000 cells, WIOD 2013 and OECD's tables among them.
SIZES = ((20, 25), (40, 25), (41, 35), (50, 40), (77, 45), (100, 50))
WIOD, OECD = (41, 35), (77, 45)
# What we want: all indicators of a table as large as OECD's in so many LU factorisations; time and
# memory rise with the number of cells to no higher power.
MOST_FACTORISATIONS, MOST_TIME, MOST_MEMORY = 4, 3.0, 2.2
METHODS = ("bm_src", "bm_snk", "my", "kww", "wwz", "oecd")
# Method of ours that does what a method of an R package does.
PEERS = {"decompr kww": "kww", "decompr wwz": "wwz", "exvatools bm_src": "bm_src"}
PEER_SCRIPT = Path(__file__).with_name("bench_icio_peers.R")
FOOTPRINT, PYMRIO = "value added in final demand", "pymrio, the same"
REPETITIONS = 3


def simulated_table(n_regions: int, n_industries: int) -> IcioTable:
    """Make a dense balanced table of a given size; a tenth of a purchase comes from abroad."""
    rng = np.random.default_rng(1)
    n = n_regions * n_industries
    Z = rng.gamma(0.3, 0.1, (n, n))
    own = np.arange(n).reshape(n_regions, n_industries)
    for cells in own:
        Z[np.ix_(cells, cells)] *= 9 * (n_regions - 1)
    Y = rng.gamma(0.3, Z.sum() / n**2 * n_industries, (n, n_regions))
    Y[np.arange(n), np.repeat(np.arange(n_regions), n_industries)] += Z.sum(axis=0)
    names = [[f"{letter}{i:03d}" for i in range(k)] for letter, k in (("R", n_regions), ("i", 99))]
    return icio_table(names[0], names[1][:n_industries], Z, Y)


def table_of_size(size: tuple[int, int], folder: str | None) -> IcioTable:
    """Read the WIOD table of 2005 where its size is wanted and it is there; simulate others."""
    return read_wiod2013(folder, 2005) if folder and size == WIOD else simulated_table(*size)


def fastest(task: Callable[[], object]) -> float:
    """Seconds of the fastest of some runs."""
    seconds = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        task()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def factorisation(table: IcioTable) -> float:
    """Seconds of one LU factorisation of I - A, in place and in LAPACK's order."""
    coefficients = input_coefficients(table)
    seconds = []
    for _ in range(REPETITIONS):
        system = np.asfortranarray(np.eye(len(coefficients)) - coefficients)
        start = time.perf_counter()
        lu_factor(system, overwrite_a=True, check_finite=False)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def all_indicators(table: IcioTable) -> None:
    """Everything that the study takes from one table."""
    system = leontief_system(table)
    some = table.industries[len(table.industries) // 2 :]
    cell_indicators(system, some, {"group": table.regions[::2]})
    world_participation(system)
    partner_links(system)


def footprint(table: IcioTable) -> object:
    """Value added of each cell by the region of final use, V B Y."""
    system = leontief_system(table)
    return system.v[:, None] * system.output_by_use


def pymrio_footprint(table: IcioTable) -> Callable[[], object]:
    """The same in pymrio, with value added as its extension."""
    import pymrio

    cells = pd.MultiIndex.from_tuples(table.cells, names=["region", "sector"])
    uses = pd.MultiIndex.from_product([table.regions, ["final"]], names=["region", "category"])
    added = pd.DataFrame(table.va[None, :], index=["value added"], columns=cells)
    unit = pd.DataFrame({"unit": "USD million"}, added.index)
    Z, Y = pd.DataFrame(table.Z, cells, cells), pd.DataFrame(table.Y, cells, uses)

    def run() -> object:
        return pymrio.IOSystem(Z=Z, Y=Y, va={"name": "va", "F": added, "unit": unit}).calc_all()

    return run


def measure_indicators(table: IcioTable) -> dict[str, float]:
    """Seconds of all indicators; first of all, so that the peak of memory is theirs."""
    return {"indicators": fastest(lambda: all_indicators(table))}


def measure_decompositions(table: IcioTable) -> dict[str, float]:
    """Seconds of all exporters by industry and importer, and of what pymrio has."""
    by = ("exporter", "sector", "importer")
    seconds = {
        method: fastest(lambda m=method: decompose(leontief_system(table), method=m, by=by))
        for method in METHODS
    }
    seconds[FOOTPRINT] = fastest(lambda: footprint(table))
    seconds[PYMRIO] = fastest(pymrio_footprint(table))
    return seconds


def measure_peers(table: IcioTable) -> dict[str, float | str]:
    """Seconds of R's packages on the table, the reason where one is not there, and R's BLAS."""
    with TemporaryDirectory() as folder:
        for name in ("Z", "Y", "x"):
            np.asarray(getattr(table, name).T, order="C").tofile(f"{folder}/{name}")
        command = ["Rscript", str(PEER_SCRIPT), folder, *map(str, (*table.Y.shape,))]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            return dict.fromkeys(PEERS, "no Rscript")
    if done.returncode:
        return dict.fromkeys(PEERS, (done.stderr.strip().splitlines() or ["failed"])[-1])
    fields = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    return {
        key: float(value) if key != "BLAS" and value[:1].isdigit() else value
        for key, value in fields
    }


CASES = {
    "indicators": measure_indicators,
    "decompositions": measure_decompositions,
    "peers": measure_peers,
}


def run_case(name: str, size: tuple[int, int], folder: str | None) -> dict[str, object]:
    """Run one case in a process of its own, so that its peak of memory is its own."""
    command = [sys.executable, __file__, "--case", name, "--size", *map(str, size)]
    command += ["--tables", folder] if folder else []
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def measure(name: str, size: tuple[int, int], folder: str | None) -> None:
    """Print the seconds of one case, of a factorisation, and the rise of memory, as JSON."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    table = table_of_size(size, folder)
    seconds = CASES[name](table)
    rise = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps({"seconds": seconds, "lu": factorisation(table), "MB": rise}))


def verdict(kept: bool) -> str:
    """What is said of a limit."""
    return "kept" if kept else "MISSED"


def print_indicators(folder: str | None) -> None:
    """Time and memory of all indicators by number of cells, and the powers with which they rise."""
    print(f"All indicators of one year\n{'cells':>7} {'seconds':>8} {'LUs':>6} {'MB':>7}")
    found = {}
    for size in SIZES:
        result = run_case("indicators", size, folder)
        seconds, cells = result["seconds"]["indicators"], size[0] * size[1]
        found[cells] = seconds, seconds / result["lu"], result["MB"]
        print(
            f"{cells:7d} {seconds:8.2f} {found[cells][1]:6.1f} {found[cells][2]:7.0f}", flush=True
        )
    cells, figures = np.log(list(found)), np.log([[row[0], row[2]] for row in found.values()])
    in_time, in_memory = np.polyfit(cells, figures, 1)[0]
    large = found[OECD[0] * OECD[1]][1]
    for what, figure, most in (
        (f"LU factorisations at n = {OECD[0] * OECD[1]}", large, MOST_FACTORISATIONS),
        ("power of n in time", in_time, MOST_TIME),
        ("power of n in memory", in_memory, MOST_MEMORY),
    ):
        print(f"{what}: {figure:.2f}, at most {most}: {verdict(figure <= most)}")


def print_decompositions(folder: str | None) -> None:
    """Time of decompositions of all exporters of one year, beside peers."""
    ours, peers = (run_case(name, WIOD, folder) for name in ("decompositions", "peers"))
    seconds, theirs = ours["seconds"], peers["seconds"]
    print(f"\nAll exporters of one year, n = {WIOD[0] * WIOD[1]}, by industry and importer")
    for name in (*METHODS, FOOTPRINT, PYMRIO):
        print(f"{name:28} {seconds[name]:8.2f} s {seconds[name] / ours['lu']:6.1f} LUs")
    print(f"pymrio takes {seconds[PYMRIO] / seconds[FOOTPRINT]:.1f} times as long as we do")
    print(f"BLAS of R: {theirs.get('BLAS', 'none')}; times compare if it is an OpenBLAS as ours")
    for peer, method in PEERS.items():
        figure = theirs.get(peer, "not run")
        if isinstance(figure, str):
            print(f"{peer:28} not timed: {figure}")
        else:
            ratio = figure / seconds[method]
            print(f"{peer:28} {figure:8.2f} s, {ratio:.1f} times ours ({verdict(ratio >= 1)})")


def main(folder: str | None) -> None:
    """Print all comparisons."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    print(f"Tables: {folder or 'simulated (name the folder of WIOD tables with --tables)'}")
    print(f"BLAS of numpy: {blas['name']} {blas['version']}, one thread\n")
    print_indicators(folder)
    print_decompositions(folder)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", help="folder of full WIOD tables; without it, simulated ones")
    parser.add_argument("--case", choices=sorted(CASES), help="one case, as JSON")
    parser.add_argument("--size", nargs=2, type=int, default=WIOD, help="regions and industries")
    arguments = parser.parse_args()
    if arguments.case:
        measure(arguments.case, tuple(arguments.size), arguments.tables)
    else:
        main(arguments.tables)
