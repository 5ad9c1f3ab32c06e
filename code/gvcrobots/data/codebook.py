"""What the codebook says of every variable: declared words, and counts and ranges of the panel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd


def compute(declared: Mapping[str, Any], inputs: Mapping[str, str]) -> pd.DataFrame:
    """Read the main panel and describe the `variables` that are declared."""
    return codebook(pd.read_parquet(inputs["main"]), declared["variables"])


def codebook(panel: pd.DataFrame, variables: Mapping[str, Any]) -> pd.DataFrame:
    """Describe every declared variable, with its range in the panel.

    Parameters
    ----------
    panel
        Main panel.
    variables
        Declarations of `config/variables.yaml`.

    Returns
    -------
    DataFrame
        Columns `variable, label, unit, definition, source, n, missing, minimum, maximum`; the
        last four missing for a variable that is not in the panel, the last two for codes.
    """
    rows = []
    for name, declared in variables.items():
        row = {"variable": name, **{key: declared[key] for key in ("label", "unit", "definition")}}
        row["source"] = ", ".join(declared["source"])
        if name in panel:
            values = panel[name]
            row |= {"n": values.count(), "missing": values.isna().sum()}
            if pd.api.types.is_numeric_dtype(values):
                row |= {"minimum": values.min(), "maximum": values.max()}
        rows.append(row)
    columns = ["variable", "label", "unit", "definition", "source"]
    return pd.DataFrame(rows, columns=[*columns, "n", "missing", "minimum", "maximum"])
