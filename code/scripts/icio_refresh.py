"""Refresh raw/wiod from the tables of all years (rule icio_refresh)."""

from collections.abc import Sequence
from pathlib import Path

from gvcrobots.data.raw_tables import sha256_of
from gvcrobots.data.upstream.wiod_tables import read_years, write_raw_wiod
from gvcrobots.files import write_text


def main(
    paths_to_frames: Sequence[str], base_year: int, path_to_raw: str | Path, path_to_stamp: str
) -> None:
    """Replace the files of raw/wiod, and leave their checksums as a stamp."""
    write_raw_wiod(read_years(paths_to_frames, base_year), path_to_raw)
    files = sorted(Path(path_to_raw).glob("*.csv"))
    write_text(path_to_stamp, "".join(f"{sha256_of(path)}  {path.name}\n" for path in files))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.input.frames,
        snakemake.params.base_year,
        "raw/wiod",
        snakemake.output.stamp,
    )
