"""Draw the coefficients of interest (rule figure_coefficients)."""

from typing import Any

from gvcrobots.declare.files import term_label
from gvcrobots.exhibits.coefficients import coefficient_data, draw_coefficients
from gvcrobots.exhibits.style import save_figure
from gvcrobots.results import read_results


def main(
    exhibit: dict[str, Any],
    paths_to_estimates: list[str],
    path_to_figure: str,
    path_to_data: str,
) -> None:
    """Read the estimates of the families that the figure shows and draw them."""
    estimates = read_results(paths_to_estimates)
    families = exhibit["resolved"]
    data = coefficient_data(estimates, families)
    names = {key: label for family in families.values() for key, label in family["labels"].items()}
    labels = {term: term_label(term, names) for term in data["term"]}
    save_figure(draw_coefficients(data, labels), data, path_to_figure, path_to_data)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.exhibit,
        snakemake.input.estimates,
        snakemake.output.figure,
        snakemake.output.data,
    )
