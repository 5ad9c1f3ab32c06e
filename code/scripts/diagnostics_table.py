"""Set the appendix table of clusters (rule diagnostics_table)."""

from typing import Any

from gvcrobots.exhibits.diagnostics_table import diagnostics_table
from gvcrobots.files import write_text
from gvcrobots.results import read_results


def main(
    name: str, exhibit: dict[str, Any], paths_to_diagnostics: list[str], path_to_table: str
) -> None:
    """Read the diagnostics of the families and write the LaTeX fragment."""
    diagnostics = read_results(paths_to_diagnostics)
    write_text(path_to_table, diagnostics_table(name, exhibit, diagnostics))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        "diagnostics",
        snakemake.params.exhibit,
        snakemake.input.diagnostics,
        snakemake.output.table,
    )
