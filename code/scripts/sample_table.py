"""Set the table of the construction of the sample (rule sample_table)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.sample import sample_table
from gvcrobots.files import write_text


def main(exhibit: dict[str, Any], path_to_counts: str, path_to_table: str) -> None:
    """Read the counts and write the LaTeX fragment."""
    write_text(path_to_table, sample_table("sample", exhibit, pd.read_csv(path_to_counts)))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(snakemake.params.exhibit, snakemake.input.sample, snakemake.output.table)
