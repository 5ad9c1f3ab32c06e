"""Gather estimates or diagnostics of all families (rules gather_estimates, gather_diagnostics)."""

from pathlib import Path

from gvcrobots.files import write_text


def main(paths_to_families: list[str], path_to_table: str) -> None:
    """Write the rows of all families under one header; figures are carried over as they are."""
    rows: list[str] = []
    for path in paths_to_families:
        header, *lines = Path(path).read_text(encoding="utf-8").splitlines()
        if rows and header != rows[0]:
            raise ValueError(f"{path}: columns {header} differ from those before, {rows[0]}")
        rows += lines if rows else [header, *lines]
    write_text(path_to_table, "\n".join(rows) + "\n")


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(snakemake.input.families, snakemake.output.table)
