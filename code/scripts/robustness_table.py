"""Set the table of robustness (rule robustness_table)."""

from typing import Any

from gvcrobots.exhibits.robustness import robustness_data, robustness_table
from gvcrobots.files import write_text
from gvcrobots.results import read_results


def main(
    name: str,
    exhibit: dict[str, Any],
    paths_to_estimates: list[str],
    paths_to_diagnostics: list[str],
    path_to_table: str,
) -> None:
    """Read the results of the families that the rows name and write the LaTeX fragment."""
    estimates = read_results(paths_to_estimates)
    diagnostics = read_results(paths_to_diagnostics)
    data = robustness_data(exhibit, estimates, diagnostics)
    write_text(path_to_table, robustness_table(name, exhibit, data))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        "robustness",
        snakemake.params.exhibit,
        snakemake.input.estimates,
        snakemake.input.diagnostics,
        snakemake.output.table,
    )
