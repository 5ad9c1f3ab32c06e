"""Draw world participation in global value chains (rule figure_participation)."""

from typing import Any

import pandas as pd
from gvcrobots.exhibits.participation import draw_participation, participation_data
from gvcrobots.exhibits.style import save_figure


def main(
    exhibit: dict[str, Any], path_to_world: str, path_to_figure: str, path_to_data: str
) -> None:
    """Set the computed series beside the published figures and draw both."""
    data = participation_data(pd.read_csv(path_to_world), exhibit["published"])
    save_figure(draw_participation(data), data, path_to_figure, path_to_data)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.params.exhibit,
        snakemake.input.world,
        snakemake.output.figure,
        snakemake.output.data,
    )
