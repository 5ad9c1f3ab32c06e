"""Draw adoption over time (rule figure_robots_digital)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.adoption import adoption_data, draw_adoption
from gvcrobots.exhibits.style import save_figure


def main(
    exhibit: dict[str, Any], path_to_panel: str, path_to_figure: str, path_to_data: str
) -> None:
    """Draw robot capital and digital infrastructure of the economies of the sample."""
    data = adoption_data(pd.read_parquet(path_to_panel), exhibit["sample"])
    save_figure(draw_adoption(data), data, path_to_figure, path_to_data)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.exhibit,
        snakemake.input.panel,
        snakemake.output.figure,
        snakemake.output.data,
    )
