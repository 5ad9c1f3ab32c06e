"""Check that the figures of raw/wiod are those that the full tables give (rule icio_check)."""

from collections.abc import Sequence
from pathlib import Path

from gvcrobots.data.upstream.wiod_tables import check_raw_wiod, read_years


def main(paths_to_frames: Sequence[str], base_year: int, path_to_raw: str | Path) -> None:
    """Say that all figures are equal, or fail with the first difference."""
    compared = check_raw_wiod(read_years(paths_to_frames, base_year), path_to_raw)
    print(f"{path_to_raw}: {compared} figures equal the recomputed ones to 1e-9", flush=True)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(snakemake.input.frames, snakemake.params.base_year, "raw/wiod")
