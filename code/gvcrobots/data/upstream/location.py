"""Where the full tables are; imported by the workflow, so it imports nothing heavy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def wiod_table_in(folder: str | None) -> Callable[[Any], str]:
    """Make the input function of the rule that reads the table of one year.

    Parameters
    ----------
    folder
        Setting `wiod_dir`, if there is one.

    Returns
    -------
    Callable
        From wildcards with a `year` to the path of the R file. It raises a FileNotFoundError that
        says where the tables come from if there is no such folder; asked only when the tables are.
    """

    def wiod_table(wildcards: Any) -> str:  # noqa: ANN401
        if not folder or not Path(folder).is_dir():
            raise FileNotFoundError(
                f"wiod_dir: no folder {folder!r}; name the folder of the full tables, wiod95.rda "
                "to wiod11.rda of the R package wiod 0.3.0 (World Input-Output Database, 2013 "
                "release), with --config wiod_dir=FOLDER"
            )
        return str(Path(folder, f"wiod{wildcards.year[2:]}.rda"))

    return wiod_table
