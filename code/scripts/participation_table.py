"""Set the table of world participation and its parts (rule participation_table)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.participation import participation_table
from gvcrobots.files import write_text


def main(exhibit: dict[str, Any], path_to_data: str, path_to_table: str) -> None:
    """Read the figures behind the drawing and write the LaTeX fragment."""
    data = pd.read_csv(path_to_data)
    write_text(path_to_table, participation_table("participation", exhibit, data, exhibit["years"]))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(snakemake.params.exhibit, snakemake.input.participation, snakemake.output.table)
