"""Draw the residualised scatter of one specification (rule figure_residuals)."""

from typing import Any

import pandas as pd
from fewclusters.fit.absorption import absorb
from gvcrobots.exhibits.residuals import draw_residuals, partial_residuals
from gvcrobots.exhibits.style import save_figure
from gvcrobots.programme.regressions import specification_cells


def main(
    exhibit: dict[str, Any], path_to_panel: str, path_to_figure: str, path_to_data: str
) -> None:
    """Take effects and other terms out, as the regression does, and draw what is left."""
    family = exhibit["resolved"][exhibit["family"]]
    declared = family["specifications"][exhibit["specification"]]
    frame, terms = specification_cells(pd.read_parquet(path_to_panel), declared)
    design = absorb(frame, declared["outcome"], terms, declared["effects"], declared["cluster"])
    data = partial_residuals(design.y, design.X, design.terms)
    drawn = draw_residuals(data, family["labels"], family["labels"][declared["outcome"]])
    save_figure(drawn, data, path_to_figure, path_to_data)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.exhibit,
        snakemake.input.panel,
        snakemake.output.figure,
        snakemake.output.data,
    )
