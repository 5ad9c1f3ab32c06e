"""Codes of economies, from the table that country_converter carries."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pandas as pd


@cache
def _iso_codes() -> pd.DataFrame:
    """Codes of ISO 3166-1: columns `ISO2` and `ISO3`, one row an economy.

    The table is read as it is: the converter itself takes half a second to build, and does not
    build under every version of pandas.
    """
    table = files("country_converter") / "country_data.tsv"
    with table.open(encoding="utf-8") as stream:
        return pd.read_csv(
            stream, sep="\t", usecols=["ISO2", "ISO3"], dtype=str, keep_default_na=False
        )


def iso3_codes() -> list[str]:
    """Three-letter codes, sorted."""
    return sorted(set(_iso_codes()["ISO3"]))


def alpha3_of_alpha2() -> dict[str, str]:
    """Three-letter code of each two-letter code, the European Union's EL and UK among them."""
    codes = _iso_codes()
    # A second code of an economy is written as a pattern, such as ^GR$|^EL$.
    return {
        code.strip("^$"): iso3
        for pattern, iso3 in zip(codes["ISO2"], codes["ISO3"], strict=True)
        for code in pattern.split("|")
    }
