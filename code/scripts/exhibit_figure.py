"""Draw one figure (rule exhibit_figure)."""

from typing import Any

from gvcrobots.exhibits.latex import figure_float
from gvcrobots.exhibits.registry import renderer_of, task_of
from gvcrobots.exhibits.style import save_figure
from gvcrobots.files import write_text


def main(
    name: str, exhibit: dict[str, Any], inputs: dict[str, Any], outputs: dict[str, str]
) -> None:
    """Draw by the module of its kind; write figure, the data behind it and the LaTeX fragment."""
    task = task_of("figures", name, exhibit, inputs)
    figure, data = renderer_of("figures", task.exhibit)(task)
    save_figure(figure, data, outputs["figure"], outputs["data"])
    write_text(outputs["fragment"], figure_float(name, task.exhibit))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.wildcards.figure,
        snakemake.params.exhibit,
        dict(snakemake.input.items()),
        dict(snakemake.output.items()),
    )
