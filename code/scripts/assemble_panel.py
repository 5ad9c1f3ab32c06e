"""Assemble the panels of economies, industries and years (rule assemble_panel)."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from gvcrobots.data.digital import loadings_table
from gvcrobots.data.filters import sample_counts, traded_cells
from gvcrobots.data.panel import assemble_panels
from gvcrobots.data.raw_tables import read_tables
from gvcrobots.declare.construction import Construction
from gvcrobots.declare.sources import Recipe
from gvcrobots.files import replacing, write_text


def write_parquet(panel: pd.DataFrame, path: str) -> None:
    """Write a panel as Parquet."""
    with replacing(path) as temporary:
        panel.to_parquet(temporary, index=False)


def write_csv(table: pd.DataFrame, path: str) -> None:
    """Write a small table as CSV."""
    write_text(path, table.to_csv(index=False, float_format="%.12g", lineterminator="\n"))


def main(
    paths_to_raw: Iterable[str],
    recipes: Mapping[str, Any],
    construction: Mapping[str, Any],
    variables: Iterable[str],
    paths_to_panels: Mapping[str, str],
    path_to_sample: str,
    path_to_loadings: str,
) -> None:
    """Write the panels, the count of what each filter drops, and the digital index's loadings."""
    declared = Construction.declared(construction, "config/data.yaml")
    panels = assemble_panels(
        read_tables(paths_to_raw),
        {path: Recipe.declared(recipe, path) for path, recipe in recipes.items()},
        declared,
        variables,
    )
    minimum = declared.cells.minimum_exports
    for name, path in paths_to_panels.items():
        cells = panels.cells[name]
        # Panels of yardsticks have no exports of their own: each family has been filtered by its.
        write_parquet(traded_cells(cells, minimum) if "exports" in cells else cells, path)
    write_csv(sample_counts(panels.cells["main"], declared), path_to_sample)
    write_csv(loadings_table(panels.component), path_to_loadings)


if __name__ == "__main__":
    from gvcrobots.logs import log_to

    log_to(snakemake.log[0])
    main(
        snakemake.input.raw,
        snakemake.params.recipes,
        snakemake.params.construction,
        snakemake.params.variables,
        {
            "main": snakemake.output.panel,
            "adb": snakemake.output.panel_adb,
            "yardsticks": snakemake.output.panel_yardsticks,
            "pooled": snakemake.output.panel_pooled,
        },
        snakemake.output.sample,
        snakemake.output.loadings,
    )
