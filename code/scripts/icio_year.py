"""Compute everything that raw/wiod takes from the table of one year (rule icio_year)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gvcaccounts.wiod2013 import read_wiod2013
from gvcrobots.data.raw_tables import read_raw_table
from gvcrobots.data.upstream.wiod_tables import year_tables
from gvcrobots.declare.construction import Construction
from gvcrobots.files import replacing


def main(
    path_to_table: str | Path,
    path_to_accounts: str,
    year: int,
    construction: Mapping[str, Any],
    paths_to_frames: Mapping[str, str],
) -> None:
    """Read one R file and industry accounts; write a Parquet file for each table of raw/wiod."""
    declared = Construction.declared(construction, "config/data.yaml")
    table = read_wiod2013(Path(path_to_table).parent, year)
    frames = year_tables(table, year, declared, read_raw_table(path_to_accounts))
    for name, path in paths_to_frames.items():
        with replacing(path) as temporary:
            frames[name].to_parquet(temporary, index=False)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.input.table,
        snakemake.input.accounts,
        int(snakemake.wildcards.year),
        snakemake.params.construction,
        dict(snakemake.output.items()),
    )
