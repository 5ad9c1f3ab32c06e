"""Gather the estimates of all families into one table (rule gather_estimates)."""

import csv

from gvcrobots.files import write_text


def main(paths_to_families: list[str], path_to_estimates: str) -> None:
    """Write the rows of all families under one header; figures are carried over as they are."""
    rows: list[str] = []
    for path in paths_to_families:
        with open(path, encoding="utf-8", newline="") as stream:  # noqa: PTH123
            header, *lines = stream.read().splitlines()
        if rows and header != rows[0]:
            raise ValueError(f"{path}: columns {next(csv.reader([header]))} differ from the others")
        rows += [header, *lines] if not rows else lines
    write_text(path_to_estimates, "\n".join(rows) + "\n")


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(snakemake.input.families, snakemake.output.estimates)
