"""Draw the robustness of the coefficients (rule figure_robustness)."""

from typing import Any

from gvcrobots.exhibits.robustness import draw_robustness, robustness_data
from gvcrobots.exhibits.style import save_figure
from gvcrobots.results import read_results


def main(
    exhibit: dict[str, Any],
    paths_to_estimates: list[str],
    paths_to_diagnostics: list[str],
    path_to_figure: str,
    path_to_data: str,
) -> None:
    """Read the results of the families that the rows name and draw them."""
    estimates = read_results(paths_to_estimates)
    diagnostics = read_results(paths_to_diagnostics)
    data = robustness_data(exhibit, estimates, diagnostics)
    save_figure(draw_robustness(data), data, path_to_figure, path_to_data)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.exhibit,
        snakemake.input.estimates,
        snakemake.input.diagnostics,
        snakemake.output.figure,
        snakemake.output.data,
    )
