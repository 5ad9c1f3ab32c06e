"""Write the numbers of the text as macros (rule numbers)."""

from itertools import chain

import pandas as pd
from gvcrobots.data.sources import INDUSTRIES
from gvcrobots.exhibits import numbers
from gvcrobots.exhibits.curve import curve_macros
from gvcrobots.exhibits.industries import industry_macros
from gvcrobots.exhibits.influence import influence_macros
from gvcrobots.files import write_text

# Economies and year for which the text quotes backward participation of all manufacturing.
QUOTED, QUOTED_YEAR = ("CHN", "DEU", "USA"), 2005


def main(paths: dict[str, str], path_to_numbers: str) -> None:
    """Read results by name and write `output/numbers.tex`."""
    estimates = pd.read_csv(paths["estimates"])
    statistics = pd.read_csv(paths["summary"])
    indicators = pd.read_csv(paths["indicators"], dtype={"industry": str})
    manufacturing = indicators[indicators["industry"].isin(INDUSTRIES)]
    macros = chain(
        numbers.estimate_macros(estimates),
        numbers.interval_macros(estimates),
        numbers.diagnostic_macros(pd.read_csv(paths["diagnostics"])),
        numbers.effect_macros(estimates, statistics),
        numbers.summary_macros(statistics),
        numbers.world_macros(pd.read_csv(paths["participation"])),
        numbers.backward_macros(manufacturing, QUOTED, QUOTED_YEAR),
        numbers.loading_macros(pd.read_csv(paths["loadings"])),
        curve_macros(pd.read_csv(paths["curve"]), pd.read_csv(paths["placebo"])),
        industry_macros(pd.read_csv(paths["industries"])),
        influence_macros(pd.read_csv(paths["influence"])),
    )
    write_text(path_to_numbers, numbers.number_macros(macros))


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main({name: str(path) for name, path in snakemake.input.items()}, snakemake.output.numbers)
