"""Named geographies and classes of industries, kept as data in `maps/`.

They are suggestions: whatever takes a group of regions or of industries takes any other as well.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gvcaccounts.names import unknown

MAPS = Path(__file__).parent / "maps"
CLASSIFICATIONS = ("nace1", "isic4")
SCHEMES = ("technology", "services")


@cache
def _rows(name: str) -> list[dict[str, str]]:
    with (MAPS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def geographies() -> dict[str, tuple[str, ...]]:
    """Members of every named geography, such as EU27, NAFTA or Asia-Pacific.

    Returns
    -------
    dict of str to tuple of str
        ISO 3166-1 alpha-3 codes. EU15, EU25, EU27_2007, EU28 and EU27 (since 2020) are the European
        Union of different years.
    """
    return {row["geography"]: tuple(row["members"].split()) for row in _rows("geographies")}


def geography(name: str, regions: Sequence[str]) -> tuple[str, ...]:
    """Members of a named geography that a table has, in the order of the table.

    Raises
    ------
    ValueError
        If there is no such geography, or the table has none of its members.
    """
    if name not in (known := geographies()):
        raise ValueError(f"geographies: {unknown('geography', name, known)}")
    if not (members := tuple(region for region in regions if region in known[name])):
        raise ValueError(f"geographies: the table has no member of {name!r}")
    return members


def group_of(regions: Sequence[str], groups: Mapping[str, Sequence[str]]) -> NDArray[np.str_]:
    """Group of each region, empty where it is in none, shape (G,)."""
    place = {member: name for name, members in groups.items() for member in members}
    return np.array([place.get(region, "") for region in regions])


def sector_groups(
    industries: Sequence[str], classification: str | Mapping[str, str], scheme: str = "technology"
) -> dict[str, tuple[str, ...]]:
    """Sort the industries of a table into classes.

    Parameters
    ----------
    industries
        Codes of the table. Codes of ISIC Rev. 4 may be those of any publisher: `C10-C12`, `C10T12`,
        `10T12` and `D10T12` are divisions 10 to 12.
    classification
        `nace1` (the 35 codes of WIOD 2013) or `isic4` (divisions), or a map from code to class.
    scheme
        `technology`: advanced (OECD's medium-high and high technology), other_manufacturing,
        services, and primary, which takes in energy, water and construction. `services`: goods,
        market_services, other_services.

    Returns
    -------
    dict of str to tuple of str
        Industries of each class that the table has; they serve as `sector=` of `decompose`.

    Raises
    ------
    ValueError
        If a code is unknown, or its divisions are of several classes.
    """
    if isinstance(classification, str):
        classes = _class_map(classification, scheme)
        divisions = classification == "isic4"
    else:
        classes, divisions = classification, False
    groups: dict[str, list[str]] = {name: [] for name in dict.fromkeys(classes.values())}
    for code in industries:
        groups[_class_of(code, classes, divisions)].append(code)
    return {name: tuple(codes) for name, codes in groups.items() if codes}


def _class_map(classification: str, scheme: str) -> dict[str, str]:
    """Class of each code of a classification."""
    if classification not in CLASSIFICATIONS:
        raise ValueError(f"classes: {unknown('classification', classification, CLASSIFICATIONS)}")
    if scheme not in SCHEMES:
        raise ValueError(f"classes: {unknown('scheme', scheme, SCHEMES)}")
    return {row["code"]: row[scheme] for row in _rows(classification)}


def _class_of(code: str, classes: Mapping[str, str], divisions: bool) -> str:
    """Class of a code, or of all divisions that it stands for."""
    parts = _divisions(code, classes) if divisions else [code]
    if not parts or any(part not in classes for part in parts):
        raise ValueError(f"classes: {unknown('industry', code, classes)}")
    if len(found := dict.fromkeys(classes[part] for part in parts)) > 1:
        raise ValueError(f"classes: industry {code!r} is both {' and '.join(found)}")
    return next(iter(found))


def _divisions(code: str, known: Mapping[str, str]) -> list[str]:
    """Divisions of ISIC Rev. 4 in a code: J62_J63 is 62 and 63, A01T03 is 01, 02 and 03."""
    if not re.fullmatch(r"[A-Z]?\d\d([TtX_&-]+[A-Z]?\d\d)*", code):
        return []
    ends = [int(number) for number in re.findall(r"\d\d", code)]
    inside = [name for name in known if min(ends) <= int(name) <= max(ends)]
    return inside if f"{ends[0]:02d}" in known and f"{ends[-1]:02d}" in known else []
