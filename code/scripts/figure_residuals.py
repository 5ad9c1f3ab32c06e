"""Draw the residualised scatter of one specification (rule figure_residuals)."""

from typing import Any

import pandas as pd
from gvcrobots.econometrics.families import fit_specification
from gvcrobots.exhibits.residuals import draw_residuals, partial_residuals
from gvcrobots.exhibits.style import save_figure


def main(
    exhibit: dict[str, Any], path_to_panel: str, path_to_figure: str, path_to_data: str
) -> None:
    """Take effects and other terms out, as the regression does, and draw what is left."""
    family = exhibit["resolved"][exhibit["family"]]
    declared = family["specifications"][exhibit["specification"]]
    fit = fit_specification(pd.read_parquet(path_to_panel), declared)
    data = partial_residuals(fit.outcome, fit.regressors, fit.table["term"])
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
