"""Write raw/ again from the folder of full source tables (maintainers: make raw SOURCES=folder)."""

import sys
from pathlib import Path

from gvcrobots.data.upstream.raw_tables import seal_source, write_raw_table
from gvcrobots.data.upstream.sources import TABLES, read_source_table


def main(folder: str | Path, raw: str | Path = "raw") -> None:
    """Write every table but the inter-country indicators, and seal its `source.yaml`.

    The words of `source.yaml` are edited by hand; checksums, rows and years are filled in here.
    """
    raw = Path(raw)
    for table in TABLES:
        write_raw_table(read_source_table(folder, table), raw / table.target)
    for source in sorted({table.target.split("/")[0] for table in TABLES}):
        seal_source(raw / source)


if __name__ == "__main__":
    main(sys.argv[1])
