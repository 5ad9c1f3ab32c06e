"""Check the raw tables against their checksums and schemas (rule verify_raw)."""

import json
from pathlib import Path

from gvcrobots.data.verification import verify_raw
from gvcrobots.files import write_text


def main(path_to_raw: str | Path, path_to_report: str | Path) -> None:
    """Write the list of verified files, or fail with one line that names the first offence."""
    report = verify_raw(path_to_raw)
    write_text(path_to_report, json.dumps(report, indent=2, sort_keys=True) + "\n")


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main("raw", snakemake.output.report)
