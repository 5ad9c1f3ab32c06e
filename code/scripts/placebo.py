"""Give the technologies of a regression to other economies at random (rule placebo)."""

from typing import Any

import pandas as pd
from fewclusters.fit.absorption import absorb
from gvcrobots.files import write_text
from gvcrobots.programme.curve import economy_order, exchanges, technology_paths
from gvcrobots.programme.curve_inference import placebo_rejections
from gvcrobots.programme.regressions import specification_cells


def main(
    path_to_panel: str,
    declared: dict[str, Any],
    permutations: int,
    draws: int,
    seed: int,
    path_to_placebo: str,
) -> None:
    """Write how often each method rejects that a permuted technology has no effect."""
    panel = pd.read_parquet(path_to_panel)
    cells, terms = specification_cells(panel, declared)
    design = absorb(cells, declared["outcome"], terms, declared["effects"], declared["cluster"])
    order = economy_order(panel)
    paths = {
        term: technology_paths(panel, declared["sample"], order, term) for term in declared["terms"]
    }
    moved = exchanges(order, design.cluster_labels, permutations, seed)
    table = placebo_rejections(design, cells, paths, moved, draws, seed)
    write_text(path_to_placebo, table.to_csv(index=False, float_format="%.12g"))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.input.panel,
        snakemake.params.declared,
        snakemake.params.permutations,
        snakemake.params.draws,
        snakemake.params.seed,
        snakemake.output.placebo,
    )
