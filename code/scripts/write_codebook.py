"""Write the codebook as a page (rule codebook_page)."""

from typing import Any

import pandas as pd
from gvcrobots.declare.exhibits import typed
from gvcrobots.exhibits.codebook import markdown_codebook, markdown_sources
from gvcrobots.files import write_text


def main(
    declared: dict[str, Any], sources: dict[str, Any], path_to_codebook: str, path_to_page: str
) -> None:
    """Write what every variable is, and below it where the data are from."""
    page = markdown_codebook(typed("tables", declared), pd.read_csv(path_to_codebook))
    write_text(path_to_page, page + markdown_sources(sources))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.declared,
        snakemake.params.sources,
        snakemake.input.codebook,
        snakemake.output.page,
    )
