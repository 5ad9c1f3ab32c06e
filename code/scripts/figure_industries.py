"""Draw robot penetration and the change of participation by industry (rule figure_industries)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.industries import draw_industries, industry_changes
from gvcrobots.exhibits.style import save_figure


def main(
    exhibit: dict[str, Any], path_to_panel: str, path_to_figure: str, path_to_data: str
) -> None:
    """Add economies up to industries of the world, and draw their changes."""
    years = exhibit["years"]
    data = industry_changes(pd.read_parquet(path_to_panel), years)
    save_figure(draw_industries(data, years), data, path_to_figure, path_to_data)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.exhibit,
        snakemake.input.panel,
        snakemake.output.figure,
        snakemake.output.data,
    )
