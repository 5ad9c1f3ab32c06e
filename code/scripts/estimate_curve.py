"""Estimate the specification curve on one sample (rule estimate_curve)."""

from typing import Any

import numpy as np
import pandas as pd
from fewclusters.infer.methods import Settings
from gvcrobots.declare.curve import Curve
from gvcrobots.declare.samples import Sample
from gvcrobots.files import replacing, write_text
from gvcrobots.programme.curve import estimate_curve, permute_curve


def main(
    paths_to_panels: dict[str, str],
    sample: dict[str, Any],
    curve: dict[str, Any],
    settings: dict[str, Any],
    path_to_estimates: str,
    path_to_permutations: str,
) -> None:
    """Estimate every combination of choices, as it is and with paths exchanged."""
    cells, choices = Sample.model_validate(sample), Curve.model_validate(curve)
    panel, inference = pd.read_parquet(paths_to_panels[cells.panel]), Settings(**settings)
    estimates = estimate_curve(panel, cells, choices, inference)
    permuted = permute_curve(panel, cells, choices, inference.seed)
    write_text(path_to_estimates, estimates.to_csv(index=False, float_format="%.12g"))
    with replacing(path_to_permutations) as temporary, temporary.open("wb") as stream:
        np.save(stream, permuted)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        {"main": snakemake.input.main, "adb": snakemake.input.adb},
        snakemake.params.sample,
        snakemake.params.curve,
        snakemake.params.settings,
        snakemake.output.estimates,
        snakemake.output.permutations,
    )
