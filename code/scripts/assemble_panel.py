"""Assemble the panels of economies, industries and years (rule assemble_panel)."""

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from gvcrobots.data.digital import loadings_table
from gvcrobots.data.filters import sample_counts, traded_cells
from gvcrobots.data.panel import (
    assemble_panel,
    digital_component,
    economy_years,
    extension_cells,
    industry_exposure,
    main_cells,
)
from gvcrobots.data.partners import with_base_year
from gvcrobots.data.raw_tables import read_raw_table
from gvcrobots.declare.files import read_yaml
from gvcrobots.files import replacing, write_text

STAMP = datetime.datetime(2026, 11, 23)  # fixed, so that the same data give the same bytes


def read_tables(paths: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Read raw tables, and call each by its `source/table`."""
    return {
        "/".join(Path(path).with_suffix("").parts[-2:]): read_raw_table(path)
        for path in sorted(paths)
    }


def write_stata(panel: pd.DataFrame, variables: Mapping[str, Any], path: str) -> None:
    """Write a panel for Stata 14 or later, with the labels of its variables."""
    labels = {name: variables[name]["label"] for name in panel}
    with replacing(path) as temporary:
        panel.to_stata(
            temporary,
            write_index=False,
            version=118,
            time_stamp=STAMP,
            variable_labels=labels,
        )


def write_parquet(panel: pd.DataFrame, path: str) -> None:
    """Write a panel as Parquet."""
    with replacing(path) as temporary:
        panel.to_parquet(temporary, index=False)


def write_csv(table: pd.DataFrame, path: str) -> None:
    """Write a small table as CSV."""
    write_text(path, table.to_csv(index=False, float_format="%.12g", lineterminator="\n"))


def main(
    paths_to_raw: Iterable[str],
    path_to_variables: str,
    path_to_panel: str,
    path_to_stata: str,
    path_to_panel_adb: str,
    path_to_sample: str,
    path_to_loadings: str,
) -> None:
    """Write both panels, the count of what each filter drops, and the digital index's loadings."""
    tables = read_tables(paths_to_raw)
    variables = read_yaml(path_to_variables)["variables"]
    cells = main_cells(tables, variables)
    economies = economy_years(tables)
    cells = with_base_year(cells, tables["wiod/links"], economies)
    exposure = industry_exposure(
        tables["acemoglu_restrepo/penetration"], tables["wiod/coordination"]
    )
    component = digital_component(economies, cells["iso3"].unique())
    measures = (economies, exposure, component, variables)
    everything = assemble_panel(cells, *measures)
    extension = assemble_panel(extension_cells(tables), *measures)
    panel = traded_cells(everything)
    write_parquet(panel, path_to_panel)
    write_stata(panel, variables, path_to_stata)
    write_parquet(traded_cells(extension), path_to_panel_adb)
    write_csv(sample_counts(everything), path_to_sample)
    write_csv(loadings_table(component), path_to_loadings)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.input.raw,
        snakemake.input.variables,
        snakemake.output.panel,
        snakemake.output.stata,
        snakemake.output.panel_adb,
        snakemake.output.sample,
        snakemake.output.loadings,
    )
