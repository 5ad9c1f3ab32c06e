"""Write raw/ again from the folder of full source tables (maintainers: make raw SOURCES=folder)."""

import sys
from pathlib import Path

from gvcrobots.data.upstream.raw_tables import seal_source, write_raw_table
from gvcrobots.data.upstream.writers import WRITERS


def main(folder: str | Path, raw: str | Path = "raw") -> None:
    """Write every table but the inter-country indicators, and seal its `source.yaml`.

    The words of `source.yaml` are edited by hand; checksums, rows and years are filled in here.
    """
    for target, write in WRITERS.items():
        write_raw_table(write(Path(folder)), Path(raw, target))
    for source in sorted({target.split("/")[0] for target in WRITERS}):
        seal_source(Path(raw, source))


if __name__ == "__main__":
    main(sys.argv[1])
