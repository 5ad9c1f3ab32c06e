"""Set a table of the regressions of a family (rule regression_table)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.inference_table import inference_table
from gvcrobots.exhibits.iv_table import iv_table
from gvcrobots.exhibits.regression_table import regression_table
from gvcrobots.files import write_text


def main(
    name: str,
    exhibit: dict[str, Any],
    path_to_estimates: str,
    path_to_diagnostics: str,
    path_to_table: str,
) -> None:
    """Read the results of the family and write the LaTeX fragment of the kind declared."""
    estimates = pd.read_csv(path_to_estimates)
    if exhibit["kind"] == "iv":
        text = iv_table(name, exhibit, estimates, pd.read_csv(path_to_diagnostics))
    elif exhibit["kind"] == "inference":
        text = inference_table(name, exhibit, estimates)
    else:
        text = regression_table(name, exhibit, estimates)
    write_text(path_to_table, text)


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
