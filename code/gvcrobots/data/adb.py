"""Backward participation from the ADB tables, the extension after 2008."""

from __future__ import annotations

import pandas as pd


def adb_cells(industries: pd.DataFrame) -> pd.DataFrame:
    """Backward participation of every cell of the ADB tables.

    `100 (1 - vax/exports)` is what is foreign in exports *plus* domestic value added that returns
    home, so that its level is not comparable with `backward`.

    Parameters
    ----------
    industries
        Table `raw/adb_mrio/industries.csv`, USD million.

    Returns
    -------
    DataFrame
        Columns `iso3, year, industry, exports, output, value_added, vax, backward_adb` (%);
        missing where nothing is exported.
    """
    exports = industries["exports"].where(industries["exports"] > 0)
    columns = ["iso3", "year", "industry", "exports", "output", "value_added", "vax"]
    return industries[columns].assign(backward_adb=100 * (1 - industries["vax"] / exports))
