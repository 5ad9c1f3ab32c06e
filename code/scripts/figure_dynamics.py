"""Draw responses before and after a change of technology (rule figure_dynamics)."""

from typing import Any

from gvcrobots.exhibits.dynamics import draw_dynamics, dynamics_data
from gvcrobots.exhibits.style import save_figure
from gvcrobots.results import read_results


def main(
    exhibit: dict[str, Any],
    paths_to_estimates: list[str],
    path_to_figure: str,
    path_to_data: str,
) -> None:
    """Read the estimates of the family and draw them by horizon."""
    estimates = read_results(paths_to_estimates)
    family = exhibit["resolved"][exhibit["family"]]
    outcome = family["labels"][family["outcome"]]
    data = dynamics_data(exhibit, estimates)
    save_figure(draw_dynamics(data, family["labels"], outcome), data, path_to_figure, path_to_data)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.exhibit,
        snakemake.input.estimates,
        snakemake.output.figure,
        snakemake.output.data,
    )
