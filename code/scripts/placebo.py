"""Give the technologies of a regression to other economies at random (rule placebo)."""

from typing import Any

import pandas as pd
from gvcrobots.declare.specifications import Specification
from gvcrobots.files import write_text
from gvcrobots.programme.curve_inference import placebos


def main(
    path_to_panel: str,
    specification: dict[str, Any],
    permutations: int,
    draws: int,
    seed: int,
    path_to_placebo: str,
) -> None:
    """Write how often each method rejects that a permuted technology has no effect."""
    declared, panel = Specification.model_validate(specification), pd.read_parquet(path_to_panel)
    table = placebos(panel, declared, permutations, draws, seed)
    write_text(path_to_placebo, table.to_csv(index=False, float_format="%.12g"))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.input.panel,
        snakemake.params.specification,
        snakemake.params.permutations,
        snakemake.params.draws,
        snakemake.params.seed,
        snakemake.output.placebo,
    )
