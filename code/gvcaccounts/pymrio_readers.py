"""Reading the tables for which pymrio has a parser: OECD ICIO and Eora26."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from gvcaccounts.aggregation import merge_split_economies
from gvcaccounts.labelled import table_of_labels
from gvcaccounts.tables import IcioTable


def read_oecd_icio(path: str | Path) -> IcioTable:
    """Read a table of the OECD Inter-Country Input-Output tables.

    Parameters
    ----------
    path
        `ICIO2016_yyyy.csv`, `ICIO2018_yyyy.CSV`, `ICIO2021_yyyy.csv`, `ICIO2023_yyyy.csv`, or the
        zip file of one of them.

    Returns
    -------
    IcioTable
        USD million. The parts of China and Mexico (CN1, CN2, MX1, MX2) are merged.
    """
    import pymrio  # slow to import, and only needed for full tables of other sources

    return merge_split_economies(from_pymrio(pymrio.parse_oecd(path), str(path)))


def read_eora26(folder: str | Path, year: int) -> IcioTable:
    """Read a table of Eora26 at basic prices.

    Parameters
    ----------
    folder
        Folder of the zip files or of the unpacked text files.
    year
        Calendar year.

    Returns
    -------
    IcioTable
        Thousand USD; the statistical discrepancy that Eora calls ROW is left out.
    """
    import pymrio

    system = pymrio.parse_eora26(folder, year=year, price="bp")
    return from_pymrio(system, f"{folder} ({year})")


def from_pymrio(system: Any, name: str) -> IcioTable:  # noqa: ANN401
    """Take over a `pymrio.IOSystem` that has been parsed, with its Z and Y.

    Parameters
    ----------
    system
        The system; rows are labelled by region and sector.
    name
        Where it was read from, for messages.
    """
    cells = [(str(region), str(sector)) for region, sector in system.Z.index]
    uses = [(str(region), f"final demand {category}") for region, category in system.Y.columns]
    values = system.Z.to_numpy(), system.Y.reindex(system.Z.index).to_numpy()
    return table_of_labels(cells, [*cells, *uses], np.hstack(values), name)
