"""Write the codebook of the panel (rule codebook)."""

import pandas as pd
from gvcrobots.data.codebook import codebook, latex_codebook, markdown_codebook
from gvcrobots.declare.files import read_yaml
from gvcrobots.files import write_text


def main(
    path_to_panel: str, path_to_variables: str, path_to_markdown: str, path_to_table: str
) -> None:
    """Write the codebook as a Markdown page and as a LaTeX fragment."""
    book = codebook(pd.read_parquet(path_to_panel), read_yaml(path_to_variables)["variables"])
    write_text(path_to_markdown, markdown_codebook(book))
    write_text(path_to_table, latex_codebook(book))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.input.panel,
        snakemake.input.variables,
        snakemake.output.markdown,
        snakemake.output.table,
    )
