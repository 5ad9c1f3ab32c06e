"""Draw two eras and two sources (rule figure_eras)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.eras import draw_eras, era_coefficients, era_data, era_lines
from gvcrobots.exhibits.style import save_figure
from gvcrobots.results import read_results


def main(
    exhibit: dict[str, Any],
    path_to_main: str,
    path_to_adb: str,
    paths_to_estimates: list[str],
    path_to_figure: str,
    path_to_data: str,
) -> None:
    """Read both panels and the estimates of the family and draw them."""
    estimates = read_results(paths_to_estimates)
    lines = era_lines(pd.read_parquet(path_to_main), pd.read_parquet(path_to_adb))
    coefficients = era_coefficients(exhibit, estimates)
    data = era_data(lines, coefficients)
    save_figure(draw_eras(lines, coefficients), data, path_to_figure, path_to_data)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.exhibit,
        snakemake.input.main,
        snakemake.input.adb,
        snakemake.input.estimates,
        snakemake.output.figure,
        snakemake.output.data,
    )
