"""Write raw/wiod again from the folder of full WIOD tables (maintainers: make raw)."""

import sys
from pathlib import Path

from gvcaccounts.wiod2013 import YEARS, read_wiod2013
from gvcrobots.data.raw_tables import read_raw_table
from gvcrobots.data.upstream.wiod_tables import gather_years, write_raw_wiod, year_tables
from gvcrobots.declare.construction import Construction


def main(path_to_tables: str | Path, path_to_raw: str | Path = "raw/wiod") -> None:
    """Compute the indicators of all years in one process, about ten seconds."""
    construction = Construction.read("config/data.yaml")
    accounts = read_raw_table(Path(path_to_raw).parent / "industry_accounts/wiod2013.csv")
    years = [
        year_tables(read_wiod2013(path_to_tables, year), year, construction, accounts)
        for year in YEARS
    ]
    write_raw_wiod(gather_years(years, construction.base_year), path_to_raw)


if __name__ == "__main__":
    main(sys.argv[1])
