"""Draw the specification curves (rule figure_curve)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.curve import curve_data, draw_curve
from gvcrobots.exhibits.style import save_figure


def main(
    curve: dict[str, Any],
    path_to_curve: str,
    path_to_test: str,
    path_to_null: str,
    path_to_figure: str,
    path_to_data: str,
) -> None:
    """Read the curves, their joint test and where they lie by chance, and draw them."""
    data = curve_data(pd.read_csv(path_to_curve), pd.read_csv(path_to_null))
    dimensions = {name: list(levels) for name, levels in curve["dimensions"].items()}
    figure = draw_curve(data, pd.read_csv(path_to_test), dimensions, curve["labels"])
    save_figure(figure, data, path_to_figure, path_to_data)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.curve,
        snakemake.input.curve,
        snakemake.input.test,
        snakemake.input.null,
        snakemake.output.figure,
        snakemake.output.data,
    )
