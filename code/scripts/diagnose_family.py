"""Diagnose the regressions of one family (rule diagnose_family)."""

from typing import Any

import pandas as pd
from fewclusters.infer.methods import InferenceSettings
from gvcrobots.files import write_text
from gvcrobots.programme.diagnostics import diagnose_family


def main(
    family: str,
    panels: dict[str, str],
    specifications: dict[str, dict[str, Any]],
    settings: dict[str, Any],
    path_to_diagnostics: str,
) -> None:
    """Read the panels that the family uses, fit its regressions, and write what judges them."""
    used = sorted({declared["sample"]["panel"] for declared in specifications.values()})
    frames = {name: pd.read_parquet(panels[name]) for name in used}
    diagnostics = diagnose_family(family, frames, specifications, InferenceSettings(**settings))
    write_text(path_to_diagnostics, diagnostics.to_csv(index=False, float_format="%.12g"))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.wildcards.family,
        dict(snakemake.input.items()),
        snakemake.params.specifications,
        snakemake.params.settings,
        snakemake.output.diagnostics,
    )
