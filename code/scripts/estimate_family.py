"""Estimate the specifications of one family (rule estimate_family)."""

from typing import Any

import pandas as pd
from fewclusters.infer.methods import Settings
from gvcrobots.files import write_text
from gvcrobots.programme.families import estimate_family


def main(
    family: str,
    panels: dict[str, str],
    specifications: dict[str, dict[str, Any]],
    inference: list[str],
    settings: dict[str, Any],
    path_to_estimates: str,
    path_to_diagnostics: str,
) -> None:
    """Read the panels that the family uses, estimate it, and write results and diagnostics."""
    used = sorted({declared["sample"]["panel"] for declared in specifications.values()})
    frames = {name: pd.read_parquet(panels[name]) for name in used}
    estimates, diagnostics = estimate_family(
        family, frames, specifications, inference, Settings(**settings)
    )
    write_text(path_to_estimates, estimates.to_csv(index=False, float_format="%.12g"))
    write_text(path_to_diagnostics, diagnostics.to_csv(index=False, float_format="%.12g"))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.wildcards.family,
        {"main": snakemake.input.main, "adb": snakemake.input.adb},
        snakemake.params.specifications,
        snakemake.params.inference,
        snakemake.params.settings,
        snakemake.output.estimates,
        snakemake.output.diagnostics,
    )
