"""Write the panels for Stata (rule write_stata)."""

import datetime
from collections.abc import Mapping

import pandas as pd
from gvcrobots.files import replacing

STAMP = datetime.datetime(2026, 11, 23)  # fixed, so that the same data give the same bytes


def main(path_to_panel: str, labels: Mapping[str, str], path_to_stata: str) -> None:
    """Write a panel for Stata 14 or later, with the labels of its variables."""
    panel = pd.read_parquet(path_to_panel)
    with replacing(path_to_stata) as temporary:
        panel.to_stata(
            temporary,
            write_index=False,
            version=118,
            time_stamp=STAMP,
            variable_labels={name: labels[name] for name in panel},
        )


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    for name, path in snakemake.output.items():
        main(snakemake.input[name], snakemake.params.labels, path)
