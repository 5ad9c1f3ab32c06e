"""Time estimation and inference beside other software, as ratios in one run (make bench).

python code/scripts/bench_econometrics.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyfixest as pf
from fewclusters.fit.absorption import absorb
from fewclusters.fit.design import Design
from fewclusters.infer.wild_bootstrap import wild_cluster_bootstrap
from wildboottest.wildboottest import WildboottestCL

PANEL = Path("derived/panel.parquet")
CELLS, INDUSTRY_YEARS, ECONOMY_YEARS = ["iso3", "industry"], ["industry", "year"], ["iso3", "year"]
DRAWS = 9999
REPETITIONS = 5
# How many times as fast as the peer we want to be at least.
GOALS = {"WCR-11": 10, "WCR-31": 10, "three-way absorption": 1}


def study_panel() -> pd.DataFrame:
    """Cells of the main sample, or simulated ones of the same number where it is not built."""
    if PANEL.exists():
        panel = pd.read_parquet(PANEL)
        frame = panel[panel["year"] >= 1996].dropna(subset=["robots", "digital"])
    else:
        random = np.random.default_rng(1)
        names = ["iso3", "industry", "year"]
        levels = [range(29), range(14), range(16)]
        frame = pd.MultiIndex.from_product(levels, names=names).to_frame(index=False)
        columns = ["backward", "robots", "digital"]
        frame[columns] = random.normal(size=(len(frame), 3))
        frame["apr"] = random.normal(size=14)[frame["industry"]]
    return frame.assign(exposure=frame["robots"] * frame["apr"])


def fastest(task: Callable[[], object]) -> float:
    """Seconds of the fastest of some warm runs."""
    task()
    seconds = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        task()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def peer_bootstrap(design: Design, jackknife: bool) -> None:
    """The p-value of the first term by wildboottest, on columns without their effects."""
    contrast = np.eye(len(design.terms))[0]
    peer = WildboottestCL(design.X, design.y, design.clusters, contrast, DRAWS, seed=1)
    peer.get_scores("31" if jackknife else "11", impose_null=True)
    peer.get_weights("webb")
    peer.get_numer()
    peer.get_denom()
    peer.get_tboot()
    peer.get_vcov()
    peer.get_tstat()
    peer.get_pvalue()


def compare(frame: pd.DataFrame) -> pd.DataFrame:
    """Time each task and its peer.

    Ours gives the confidence set as well; what it takes from the effects alone is computed once a
    sample, in the warm-up.
    """
    design = absorb(frame, "backward", ["robots", "digital"], [CELLS, INDUSTRY_YEARS], "iso3")
    effects = [CELLS, INDUSTRY_YEARS, ECONOMY_YEARS]
    formula = "backward ~ exposure | " + " + ".join("^".join(effect) for effect in effects)
    tasks = {
        name: (
            lambda jackknife=jackknife: wild_cluster_bootstrap(
                design, ["robots"], DRAWS, 1, jackknife=jackknife
            ),
            lambda jackknife=jackknife: peer_bootstrap(design, jackknife),
        )
        for name, jackknife in (("WCR-11", False), ("WCR-31", True))
    }
    tasks["three-way absorption"] = (
        lambda: absorb(frame, "backward", ["exposure"], effects, "iso3").estimates,
        lambda: pf.feols(formula, frame, vcov="iid"),
    )
    rows = [
        {"task": name, "ms": 1e3 * fastest(ours), "peer ms": 1e3 * fastest(peer)}
        for name, (ours, peer) in tasks.items()
    ]
    table = pd.DataFrame(rows)
    return table.assign(
        ratio=table["peer ms"] / table["ms"], goal=[GOALS[name] for name in table["task"]]
    )


def main() -> None:
    """Print the table; fail if a goal is missed."""
    frame = study_panel()
    table = compare(frame)
    print(f"{len(frame)} cells, {frame['iso3'].nunique()} clusters, {DRAWS} draws")
    print(table.round(1).to_string(index=False))
    missed = table.loc[table["ratio"] < table["goal"], "task"].tolist()
    if missed:
        raise SystemExit(f"slower than wanted: {', '.join(missed)}")


if __name__ == "__main__":
    main()
