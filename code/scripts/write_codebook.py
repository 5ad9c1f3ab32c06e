"""Write the codebook of the panel as a Markdown page (rule codebook)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from gvcrobots.data.codebook import codebook
from gvcrobots.declare.files import read_yaml
from gvcrobots.exhibits.codebook import markdown_codebook, markdown_sources
from gvcrobots.files import write_text


def main(
    path_to_panel: str, path_to_variables: str, sources: Mapping[str, Any], path_to_page: str
) -> None:
    """Write what every variable is, and below it where the data are from."""
    book = codebook(pd.read_parquet(path_to_panel), read_yaml(path_to_variables)["variables"])
    write_text(path_to_page, markdown_codebook(book) + markdown_sources(sources))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.input.panel,
        snakemake.input.variables,
        snakemake.params.sources,
        snakemake.output.page,
    )
