"""Time and memory of the accounting of value chains, beside other software (make bench).

python code/scripts/bench_icio.py [--tables FOLDER]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
from gvcaccounts.decompositions import decomposition_table
from gvcaccounts.indicators import cell_indicators
from gvcaccounts.leontief import LeontiefSystem, leontief_system
from gvcaccounts.links import partner_links
from gvcaccounts.tables import IcioTable, icio_table
from gvcaccounts.wiod2013 import YEARS, read_wiod2013
from gvcaccounts.world import world_participation

# What the study needs: at most so many seconds, and so many megabytes.
LIMITS = {
    "indicators, one year (41 x 35)": (2, 1500),
    "indicators, 17 years, with reading": (30, 1500),
    "indicators, simulated 77 x 45": (25, 4000),
}
COLUMNS = ["case", "seconds", "peak MB"]
DECOMPOSITION = "decomposition {}, all exporters, one year"
FOOTPRINT = "value added in final demand, one year"
PYMRIO = "the same in pymrio"
# Seconds of peers in R on one year of WIOD and two cores, measured once elsewhere: they are in no
# Debian package, so that they cannot be timed in the same run.
RECORDED = {"wwz": ("decompr", 13), "kww": ("decompr", 5), "bm_source": ("exvatools", 70)}


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
    names = [[f"{letter}{i:02d}" for i in range(k)] for letter, k in (("R", n_regions), ("i", 99))]
    return icio_table(names[0], names[1][:n_industries], Z, Y)


def year_table(folder: str | None, year: int = 2005) -> IcioTable:
    """Read the WIOD table of a year, or simulate one of its size if there are no tables."""
    return read_wiod2013(folder, year) if folder else simulated_table(41, 35)


def all_indicators(table: IcioTable) -> None:
    """Everything that the study takes from one table."""
    system = leontief_system(table)
    some = table.industries[len(table.industries) // 2 :]
    cell_indicators(system, some, {"group": table.regions[::2]})
    world_participation(system)
    partner_links(system)


def timed(task: Callable[[], object]) -> float:
    """Seconds that a task takes."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def value_added_footprint(table: IcioTable) -> object:
    """Value added of each cell by the region of final use, V B Y."""
    system = leontief_system(table)
    return system.v[:, None] * system.output_by_use


def pymrio_system(table: IcioTable) -> object:
    """Give the table to pymrio, with value added as its extension."""
    import pymrio

    cells = pd.MultiIndex.from_tuples(table.cells, names=["region", "sector"])
    uses = pd.MultiIndex.from_product([table.regions, ["final"]], names=["region", "category"])
    added = pd.DataFrame(table.va[None, :], index=["value added"], columns=cells)
    unit = pd.DataFrame({"unit": "USD million"}, added.index)
    Z, Y = pd.DataFrame(table.Z, cells, cells), pd.DataFrame(table.Y, cells, uses)
    return pymrio.IOSystem(Z=Z, Y=Y, va={"name": "va", "F": added, "unit": unit})


def case_indicators_one_year(folder: str | None) -> list[list[object]]:
    """All indicators of one year."""
    table = year_table(folder)
    return [["indicators, one year (41 x 35)", timed(lambda: all_indicators(table))]]


def case_indicators_all_years(folder: str | None) -> list[list[object]]:
    """All indicators of all years, one after the other."""
    seconds = timed(lambda: [all_indicators(year_table(folder, year)) for year in YEARS])
    return [["indicators, 17 years, with reading", seconds]]


def case_indicators_large(_: str | None) -> list[list[object]]:
    """All indicators of a table as large as those of OECD."""
    table = simulated_table(77, 45)
    return [["indicators, simulated 77 x 45", timed(lambda: all_indicators(table))]]


def case_decompositions(folder: str | None) -> list[list[object]]:
    """All exporters of one year, by exporting industry and importer."""
    table = year_table(folder)

    def run(method: str) -> object:
        system: LeontiefSystem = leontief_system(table)
        return decomposition_table(system, method, by=("exporter", "industry", "importer"))

    return [
        [DECOMPOSITION.format(method), timed(lambda method=method: run(method))]
        for method in ("bm_source", "bm_sink", "kww", "wwz", "oecd")
    ]


def case_pymrio(folder: str | None) -> list[list[object]]:
    """What pymrio has: the inverse, and value added by final use."""
    table = year_table(folder)
    ours = timed(lambda: value_added_footprint(table))
    theirs = pymrio_system(table)
    return [[FOOTPRINT, ours], [PYMRIO, timed(theirs.calc_all)]]


CASES = {
    name.removeprefix("case_"): case
    for name, case in sorted(globals().items())
    if name.startswith("case_")
}


def run_case(name: str, folder: str | None) -> pd.DataFrame:
    """Run one case in a process of its own, so that its peak of memory is its own."""
    command = [sys.executable, __file__, "--case", name]
    command += ["--tables", folder] if folder else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1]
        return pd.DataFrame([[f"{name}: not run ({reason})", np.nan, np.nan]], columns=COLUMNS)
    found = json.loads(done.stdout)
    rows = [[what, seconds, found["peak"]] for what, seconds in found["times"]]
    return pd.DataFrame(rows, columns=COLUMNS)


def measure(name: str, folder: str | None) -> None:
    """Print the times of one case and the peak of memory of this process, as JSON."""
    times = CASES[name](folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"times": times, "peak": peak}))


def with_limits(table: pd.DataFrame) -> pd.DataFrame:
    """Add the limits and what is said of them and of peers."""
    seconds = dict(zip(table["case"], table["seconds"], strict=True))
    remarks = {}
    for case, (most_seconds, most_memory) in LIMITS.items():
        if case not in seconds:
            continue
        row = table[table["case"] == case].squeeze()
        kept = row["seconds"] <= most_seconds and row["peak MB"] <= most_memory
        remarks[case] = f"limit {most_seconds} s, {most_memory} MB: {'kept' if kept else 'MISSED'}"
    for method, (package, recorded) in RECORDED.items():
        case = DECOMPOSITION.format(method)
        ratio = recorded / seconds.get(case, np.nan)
        remarks[case] = f"R {package} {recorded} s, recorded elsewhere: {ratio:.0f} times as long"
    ratio = seconds.get(PYMRIO, np.nan) / seconds.get(FOOTPRINT, np.nan)
    remarks[PYMRIO] = f"{ratio:.1f} times as long, same run"
    return table.assign(remark=table["case"].map(remarks).fillna(""))


def main(folder: str | None) -> None:
    """Print the table of all cases."""
    print(f"Tables: {folder or 'simulated (name the folder of WIOD tables with --tables)'}")
    table = with_limits(pd.concat([run_case(name, folder) for name in CASES], ignore_index=True))
    width = table["case"].str.len().max()
    for row in table.itertuples(index=False):
        print(f"{row[0]:{width}} {row[1]:8.2f} s {row[2]:6.0f} MB  {row[3]}".rstrip())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", help="folder of full WIOD tables; without it, simulated ones")
    parser.add_argument("--case", choices=sorted(CASES), help="one case, as JSON")
    arguments = parser.parse_args()
    if arguments.case:
        measure(arguments.case, arguments.tables)
    else:
        main(arguments.tables)
