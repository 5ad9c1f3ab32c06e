"""Penetration of robots by industry (Acemoglu and Restrepo 2020), mapped to the 14 industries."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from gvcrobots.data.measures import Measure
from gvcrobots.declare.construction import Penetration


def map_to_industries(penetration: pd.Series, mapping: Mapping[str, tuple[str, ...]]) -> pd.Series:
    """Average published penetration within each of our industries.

    Parameters
    ----------
    penetration
        Robots per 1,000 workers, indexed by the published industries.
    mapping
        Our industry to the published industries in it.

    Returns
    -------
    Series
        Robots per 1,000 workers, indexed by our industries.
    """
    return pd.Series({own: penetration[list(names)].mean() for own, names in mapping.items()})


def check_industries(penetration: pd.Series, settings: Penetration) -> None:
    """Check that the published industries are those that the settings map.

    Raises
    ------
    ValueError
        At the first industry that is missing or unknown.
    """
    named = {name for names in settings.industries.values() for name in names}
    if differing := sorted(named ^ set(penetration.index)):
        raise ValueError(
            f"raw/{settings.table}: {settings.key}: {differing[0]!r} is "
            f"{'missing' if differing[0] in named else 'unknown'}"
        )


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


def robot_penetration(table: pd.DataFrame, settings: Penetration) -> dict[str, Measure]:
    """Exposure of industries to robots, measured abroad.

    Parameters
    ----------
    table
        Published penetration.
    settings
        Its columns, how its industries map to ours, and the measures.

    Returns
    -------
    dict of str to Measure
        Demeaned log penetration, indexed by `industry`.
    """
    published = table.set_index(settings.key)[settings.column]
    check_industries(published, settings)
    found = {}
    for name, otherwise in settings.measures.items():
        mapped = map_to_industries(published, {**settings.industries, **otherwise})
        values = log_penetration(mapped).rename_axis("industry").rename(name)
        found[name] = Measure(values, f"raw/{settings.table}", required=True)
    return found
