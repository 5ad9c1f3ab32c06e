"""Set the codebook of the panel as a LaTeX fragment (rule codebook_table)."""

import pandas as pd
from gvcrobots.data.codebook import codebook
from gvcrobots.declare.files import read_yaml
from gvcrobots.exhibits.codebook import latex_codebook
from gvcrobots.files import write_text


def main(path_to_panel: str, path_to_variables: str, path_to_table: str) -> None:
    """Write what every variable is, and what the panel holds of it."""
    book = codebook(pd.read_parquet(path_to_panel), read_yaml(path_to_variables)["variables"])
    write_text(path_to_table, latex_codebook(book))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(snakemake.input.panel, snakemake.input.variables, snakemake.output.table)
