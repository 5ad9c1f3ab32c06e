"""Set the table of robustness (rule robustness_table)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.robustness import robustness_data, robustness_table
from gvcrobots.files import write_text


def main(
    name: str,
    exhibit: dict[str, Any],
    paths_to_estimates: list[str],
    paths_to_diagnostics: list[str],
    path_to_table: str,
) -> None:
    """Read the results of the families that the rows name and write the LaTeX fragment."""
    estimates = pd.concat([pd.read_csv(path) for path in paths_to_estimates], ignore_index=True)
    diagnostics = pd.concat([pd.read_csv(path) for path in paths_to_diagnostics], ignore_index=True)
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
