"""Set a table of instrumented regressions (rule iv_table)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.iv_table import iv_table
from gvcrobots.files import write_text


def main(
    name: str,
    exhibit: dict[str, Any],
    path_to_estimates: str,
    path_to_diagnostics: str,
    path_to_table: str,
) -> None:
    """Read results and diagnostics of the family and write the LaTeX fragment."""
    results = (pd.read_csv(path_to_estimates), pd.read_csv(path_to_diagnostics))
    write_text(path_to_table, iv_table(name, exhibit, *results))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.wildcards.table,
        snakemake.params.exhibit,
        snakemake.input.estimates[0],
        snakemake.input.diagnostics[0],
        snakemake.output.table,
    )
