"""Write the codebook as a page (rule codebook_page)."""

from typing import Any

import pandas as pd
from gvcrobots.declare.exhibits import typed
from gvcrobots.exhibits.codebook import markdown_codebook
from gvcrobots.files import write_text


def main(declared: dict[str, Any], path_to_codebook: str, path_to_page: str) -> None:
    """Read the codebook and write it in Markdown."""
    exhibit = typed("tables", declared)
    write_text(path_to_page, markdown_codebook(exhibit, pd.read_csv(path_to_codebook)))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(snakemake.params.declared, snakemake.input.codebook, snakemake.output.page)
