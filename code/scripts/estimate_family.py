"""Estimate the specifications of one family (rule estimate_family)."""

from typing import Any

import pandas as pd
from fewclusters.infer.methods import Settings
from gvcrobots.declare.specifications import Family
from gvcrobots.files import write_text
from gvcrobots.programme.families import estimate_family


def main(
    name: str,
    panels: dict[str, str],
    family: dict[str, Any],
    settings: dict[str, Any],
    path_to_estimates: str,
) -> None:
    """Read the panels that the family uses, estimate it, and write the results."""
    declared = Family.model_validate(family)
    frames = {panel: pd.read_parquet(panels[panel]) for panel in declared.panels}
    estimates = estimate_family(name, frames, declared.specifications, Settings(**settings))
    write_text(path_to_estimates, estimates.to_csv(index=False, float_format="%.12g"))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.wildcards.family,
        dict(snakemake.input.items()),
        snakemake.params.family,
        snakemake.params.settings,
        snakemake.output.estimates,
    )
