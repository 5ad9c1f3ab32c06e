"""One exhibit to render: its declaration, what it refers to, and the files of its results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gvcrobots.results import read_results


@dataclass(frozen=True)
class Task:
    """What a renderer is given.

    Attributes
    ----------
    name
        Of the exhibit; labels are `tab:name` and `fig:name` with hyphens.
    exhibit
        Its declaration, one of the types of `declare.exhibits`.
    context
        What its kind refers to: `families`, `sample`, `variables`, `roles`, `claims`, `curve`,
        `turn`.
    inputs
        Files by name, several for `estimates` and `diagnostics`.
    """

    name: str
    exhibit: Any
    context: Mapping[str, Any]
    inputs: Mapping[str, Any]

    @property
    def families(self) -> Mapping[str, Any]:
        """Resolved families, with the specifications that are shown."""
        return self.context["families"]

    @property
    def family(self) -> Mapping[str, Any]:
        """The resolved family of an exhibit of one."""
        return self.families[self.exhibit.family]

    def table(self, name: str) -> pd.DataFrame:
        """Read one result by the name of its input; several files one below the other."""
        path = self.inputs[name]
        return pd.read_csv(path) if isinstance(path, str) else read_results(path)

    def computed(self) -> pd.DataFrame:
        """Read the result that bears the name of the exhibit."""
        return self.table(self.name)
