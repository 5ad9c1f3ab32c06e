"""Gather the batches of the Monte Carlo (rule gather_montecarlo)."""

import pandas as pd
from gvcrobots.files import write_text
from gvcrobots.programme.rejections import rejection_rates


def main(paths_to_batches: list[str], path_to_rates: str) -> None:
    """Add the batches up and write the rates."""
    batches = pd.concat([pd.read_csv(path) for path in paths_to_batches], ignore_index=True)
    write_text(path_to_rates, rejection_rates(batches).to_csv(index=False, float_format="%.10g"))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(snakemake.input.batches, snakemake.output.rates)
