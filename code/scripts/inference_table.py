"""Set the appendix table of inference of a family (rule inference_table)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.inference_table import inference_table
from gvcrobots.files import write_text


def main(name: str, exhibit: dict[str, Any], path_to_estimates: str, path_to_table: str) -> None:
    """Read the estimates of the family and write the LaTeX fragment."""
    write_text(path_to_table, inference_table(name, exhibit, pd.read_csv(path_to_estimates)))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.wildcards.table,
        snakemake.params.exhibit,
        snakemake.input.estimates[0],
        snakemake.output.table,
    )
