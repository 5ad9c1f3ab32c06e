"""Groups of regions and industries that the study's indicators are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

# Continent-level regions. Economies that are in none of them (Türkiye, Russia, the rest of the
# world) have no partner inside their region.
CONTINENTS: Mapping[str, tuple[str, ...]] = {
    "EU and EFTA": (
        "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GBR",
        "GRC", "HRV", "HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT",
        "ROU", "SVK", "SVN", "SWE", "CHE", "ISL", "LIE", "NOR",
    ),
    "Americas": ("ARG", "BRA", "CAN", "CHL", "COL", "CRI", "MEX", "PER", "USA"),
    "Asia-Pacific": (
        "AUS", "BGD", "BRN", "BTN", "CHN", "FJI", "HKG", "IDN", "IND", "JPN", "KAZ", "KGZ",
        "KHM", "KOR", "LAO", "LKA", "MDV", "MMR", "MNG", "MYS", "NPL", "NZL", "PAK", "PHL",
        "SGP", "THA", "TWN", "VNM",
    ),
}  # fmt: skip
MANUFACTURING = (
    "15t16", "17t18", "19", "20", "21t22", "23", "24", "25", "26", "27t28", "29", "30t33",
    "34t35", "36t37",
)  # fmt: skip
ADVANCED = ("24", "29", "30t33", "34t35")  # OECD medium-high and high technology
SERVICES = (
    "50", "51", "52", "H", "60", "61", "62", "63", "64", "J", "70", "71t74", "L", "M", "N", "O",
    "P",
)  # fmt: skip
# Post and telecom, business services, electronics.
COORDINATION: Mapping[str, str] = {
    "post_telecom": "64",
    "business_services": "71t74",
    "electrical_optical": "30t33",
}
TECHNOLOGY_CLASSES: Mapping[str, tuple[str, ...]] = {
    "advanced": ADVANCED,
    "other_manufacturing": tuple(code for code in MANUFACTURING if code not in ADVANCED),
    "services": SERVICES,
}


def places(
    regions: Sequence[str], geography: Mapping[str, Sequence[str]] = CONTINENTS
) -> NDArray[np.str_]:
    """Place of each region in a geography, empty where it is in none, shape (G,)."""
    place = {iso3: name for name, members in sorted(geography.items()) for iso3 in members}
    return np.array([place.get(region, "") for region in regions])


def classes_of(
    industries: Sequence[str],
    classes: Mapping[str, Sequence[str]] = TECHNOLOGY_CLASSES,
    rest: str = "primary",
) -> NDArray[np.str_]:
    """Class of each industry (NACE Rev. 1), shape (N,).

    What is in no class is the rest: agriculture and mining, energy and water supply and
    construction (E, F) by default.
    """
    group = {code: name for name, codes in classes.items() for code in codes}
    return np.array([group.get(industry, rest) for industry in industries])
