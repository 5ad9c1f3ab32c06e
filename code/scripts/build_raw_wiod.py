"""Write raw/wiod again from the folder of full WIOD tables (maintainers: make raw)."""

from __future__ import annotations

import sys
from pathlib import Path

from gvcrobots.config import read_yaml
from gvcrobots.data.raw_tables import write_raw_table, write_source
from gvcrobots.icio.raw_wiod import gather_years, year_tables
from gvcrobots.icio.wiod2013 import YEARS, read_wiod2013


def main(folder: str | Path, raw: str | Path = "raw/wiod") -> None:
    """Compute the indicators of all years and seal `source.yaml`, whose words are ours."""
    tables = gather_years([year_tables(read_wiod2013(folder, year), year) for year in YEARS])
    for name, table in tables.items():
        write_raw_table(table, Path(raw) / f"{name}.csv")
    write_source(raw, read_yaml(Path(raw) / "source.yaml"))


if __name__ == "__main__":
    main(sys.argv[1])
