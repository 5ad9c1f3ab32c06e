"""Simulate one batch of outcomes and test true hypotheses on them (rule simulate_batch)."""

from typing import Any

import numpy as np
import pandas as pd
from fewclusters.infer.methods import Settings
from gvcrobots.declare.settings import Simulation
from gvcrobots.files import write_text
from gvcrobots.programme.montecarlo import simulate_batch


def main(
    name: str,
    batch: int,
    simulation: dict[str, Any],
    replications: int,
    inference: dict[str, Any],
    path_to_panel: str,
    path_to_counts: str,
) -> None:
    """Count rejections and covering intervals; the seed is that of setting and batch."""
    key = [inference["seed"], batch, *name.encode()]
    seed = int(np.random.SeedSequence(key).generate_state(1)[0])
    counts = simulate_batch(
        pd.read_parquet(path_to_panel),
        Simulation.model_validate(simulation),
        Settings(**inference | {"seed": seed}),
        replications,
    )
    write_text(path_to_counts, counts.assign(setting=name).to_csv(index=False))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.wildcards.setting,
        int(snakemake.wildcards.batch),
        snakemake.params.simulation,
        snakemake.params.replications,
        snakemake.params.inference,
        snakemake.input.panel,
        snakemake.output.counts,
    )
