"""Draw coefficients without one economy or industry (rule figure_influence)."""

from typing import Any

import pandas as pd
from gvcrobots.declare.files import term_label
from gvcrobots.exhibits.influence import draw_influence, influence_data, with_intervals
from gvcrobots.exhibits.style import save_figure
from gvcrobots.results import read_results


def main(
    exhibit: dict[str, Any],
    path_to_panel: str,
    paths_to_estimates: list[str],
    path_to_figure: str,
    path_to_data: str,
) -> None:
    """Estimate without each economy and industry, and draw it with the interval of all."""
    name, specification = exhibit["family"], exhibit["specification"]
    family = exhibit["resolved"][name]
    declared = family["specifications"][specification]
    estimates = read_results(paths_to_estimates)
    data = influence_data(pd.read_parquet(path_to_panel), declared)
    data = with_intervals(data, estimates, name, specification)
    labels = {term: term_label(term, family["labels"]) for term in declared["terms"]}
    drawn = draw_influence(data, labels, family["labels"][declared["outcome"]])
    save_figure(drawn, data, path_to_figure, path_to_data)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.exhibit,
        snakemake.input.panel,
        snakemake.input.estimates,
        snakemake.output.figure,
        snakemake.output.data,
    )
