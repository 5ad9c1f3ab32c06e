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
COORDINATION = ("64", "71t74", "30t33")  # post and telecom, business services, electronics
TECHNOLOGY_CLASSES = ("advanced", "other_manufacturing", "services", "primary")


def continents(regions: Sequence[str]) -> NDArray[np.str_]:
    """Continent-level region of each region, empty where it is in none, shape (G,)."""
    place = {iso3: name for name, members in sorted(CONTINENTS.items()) for iso3 in members}
    return np.array([place.get(region, "") for region in regions])


def technology_classes(industries: Sequence[str]) -> NDArray[np.str_]:
    """Technology class of each industry (NACE Rev. 1), shape (N,).

    `primary` takes in energy and water supply and construction (E, F) with agriculture and mining.
    """
    return np.array([_technology_class(industry) for industry in industries])


def _technology_class(industry: str) -> str:
    if industry in ADVANCED:
        return "advanced"
    if industry in MANUFACTURING:
        return "other_manufacturing"
    return "services" if industry in SERVICES else "primary"
