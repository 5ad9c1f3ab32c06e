"""Compute one of the results beside the estimates (rule compute_result)."""

from typing import Any

from gvcrobots.files import write_text
from gvcrobots.programme.registry import compute


def main(module: str, declared: dict[str, Any], inputs: dict[str, Any], path: str) -> None:
    """Load the computation by its module, and write its table."""
    table = compute(module)(declared, inputs)
    write_text(path, table.to_csv(index=False, float_format="%.12g"))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.module,
        snakemake.params.declared,
        dict(snakemake.input.items()),
        snakemake.output.result,
    )
