"""Set one table (rule exhibit_table)."""

from typing import Any

from gvcrobots.exhibits.registry import renderer_of, task_of
from gvcrobots.files import write_text


def main(name: str, exhibit: dict[str, Any], inputs: dict[str, Any], path: str) -> None:
    """Render the table by the module of its kind and write the LaTeX fragment."""
    task = task_of("tables", name, exhibit, inputs)
    write_text(path, renderer_of("tables", task.exhibit)(task))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.wildcards.table,
        snakemake.params.exhibit,
        dict(snakemake.input.items()),
        snakemake.output.table,
    )
