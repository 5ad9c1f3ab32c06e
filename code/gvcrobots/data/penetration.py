"""Penetration of robots by industry (Acemoglu and Restrepo 2020), mapped to the 14 industries."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gvcrobots.data.sources import INDUSTRIES

# Where several industries of the article fall into one of ours, they are averaged.
ROBOT_INDUSTRIES = {
    "15t16": ("food",),
    "17t18": ("textiles",),
    "19": ("textiles",),
    "20": ("furniture",),
    "21t22": ("paper",),
    "23": ("petrochemicals",),
    "24": ("petrochemicals",),
    "25": ("petrochemicals",),
    "26": ("mineral",),
    "27t28": ("metal_basic", "metal_products"),
    "29": ("metal_machinery",),
    "30t33": ("electronics",),
    "34t35": ("automotive", "vehicles_other"),
    "36t37": ("manufacturing_other",),
}


def map_to_industries(penetration: pd.Series, mapping: dict[str, tuple[str, ...]]) -> pd.Series:
    """Average the penetration of the article's industries within each of ours.

    Parameters
    ----------
    penetration
        Robots per 1,000 workers, indexed by the article's industries.
    mapping
        Our industry to the article's industries in it.

    Returns
    -------
    Series
        Robots per 1,000 workers, indexed by `INDUSTRIES`.

    Raises
    ------
    ValueError
        If the article's industries are not those of the mapping.
    """
    named = {name for names in ROBOT_INDUSTRIES.values() for name in names}
    if differing := sorted(named ^ set(penetration.index)):
        raise ValueError(
            f"raw/acemoglu_restrepo/penetration.csv: robot_industry: {differing[0]!r} is "
            f"{'missing' if differing[0] in named else 'unknown'}"
        )
    return pd.Series({own: penetration[list(mapping[own])].mean() for own in INDUSTRIES})


def log_penetration(robots_per_1000: pd.Series) -> pd.Series:
    """log(1 + robots per 1,000 workers), less its mean over the industries.

    Penetration that is adjusted for the growth of output can be negative, which says that robots
    grew less than output. It counts as none: the log of 1 + (-1.2) does not exist.

    Parameters
    ----------
    robots_per_1000
        Robots per 1,000 workers by industry.

    Returns
    -------
    Series
        Demeaned log penetration.
    """
    logs = np.log1p(robots_per_1000.clip(lower=0))
    return logs - logs.mean()


def robot_penetration(penetration: pd.DataFrame) -> pd.DataFrame:
    """Exposure of the 14 industries to robots, measured abroad.

    Parameters
    ----------
    penetration
        Table `raw/acemoglu_restrepo/penetration.csv`.

    Returns
    -------
    DataFrame
        Columns `industry, apr, apr_automotive`; the second takes motor vehicles alone for 34t35.
    """
    by_industry = penetration.set_index("robot_industry")["robots_per_1000_euro5_1993_2007"]
    automotive = ROBOT_INDUSTRIES | {"34t35": ("automotive",)}
    return pd.DataFrame(
        {
            "industry": list(INDUSTRIES),
            "apr": log_penetration(map_to_industries(by_industry, ROBOT_INDUSTRIES)).to_numpy(),
            "apr_automotive": log_penetration(
                map_to_industries(by_industry, automotive)
            ).to_numpy(),
        }
    )
