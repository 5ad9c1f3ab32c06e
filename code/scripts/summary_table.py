"""Summarise the estimation sample (rule summary_table)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.summary import summary_statistics, summary_table
from gvcrobots.files import write_text
from gvcrobots.programme.samples import select_sample


def main(
    name: str,
    exhibit: dict[str, Any],
    path_to_panel: str,
    path_to_statistics: str,
    path_to_table: str,
) -> None:
    """Write the statistics as CSV and as a LaTeX fragment."""
    cells = select_sample(pd.read_parquet(path_to_panel), exhibit["sample"])
    statistics = summary_statistics(cells, list(exhibit["variables"]))
    counts = {
        "economies": cells["iso3"].nunique(),
        "industries": cells["industry"].nunique(),
        "years": cells["year"].nunique(),
    }
    write_text(path_to_statistics, statistics.to_csv(index=False, float_format="%.12g"))
    write_text(path_to_table, summary_table(name, exhibit, statistics, counts))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.wildcards.table,
        snakemake.params.exhibit,
        snakemake.input.panel,
        snakemake.output.statistics,
        snakemake.output.table,
    )
