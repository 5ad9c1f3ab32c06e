"""Gather the batches of the Monte Carlo in a table and a figure (rule gather_montecarlo)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.montecarlo import draw_montecarlo, montecarlo_table, rejection_rates
from gvcrobots.exhibits.style import save_figure
from gvcrobots.files import write_text


def main(exhibit: dict[str, Any], paths_to_batches: list[str], paths: dict[str, str]) -> None:
    """Add the batches up and write rates, table and figure."""
    batches = pd.concat([pd.read_csv(path) for path in paths_to_batches], ignore_index=True)
    rates = rejection_rates(batches)
    write_text(paths["table"], montecarlo_table("montecarlo", exhibit, rates))
    save_figure(draw_montecarlo(rates), rates, paths["figure"], paths["rates"])


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.exhibit,
        snakemake.input.batches,
        {name: str(path) for name, path in snakemake.output.items()},
    )
