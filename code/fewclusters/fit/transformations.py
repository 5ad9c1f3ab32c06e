"""Changes, lags and leads within the units of a panel."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def difference(
    frame: pd.DataFrame, names: Sequence[str], unit: Sequence[str], time: str, periods: int
) -> pd.DataFrame:
    """Replace columns by their change over so many periods within units; rows without it go.

    Parameters
    ----------
    frame
        Panel, one row a unit and period.
    names
        Columns.
    unit
        Columns that make a unit.
    time
        Column of the periods, whole numbers.
    periods
        Length of the change.

    Returns
    -------
    DataFrame
        Rows whose earlier period is in the panel.
    """
    earlier = frame[[*unit, time, *names]].assign(**{time: frame[time] + periods})
    both = frame.merge(earlier, on=[*unit, time], suffixes=("", "_before"), validate="1:1")
    for name in names:
        both[name] = both[name] - both.pop(f"{name}_before")
    return both


def project(
    frame: pd.DataFrame,
    outcome: str,
    regressors: Sequence[str],
    unit: Sequence[str],
    time: str,
    horizon: int,
) -> pd.DataFrame:
    """Turn a panel in levels into that of a local projection.

    The outcome of period t becomes y(t + horizon) - y(t - 1), the regressors become their changes
    from period t - 1 (Jorda 2005, in changes, so that effects of the unit are gone). At a horizon
    below -1 the outcome lies before the change, which should not move it.

    Parameters
    ----------
    frame
        Panel, one row a unit and period.
    outcome, regressors
        Columns.
    unit
        Columns that make a unit.
    time
        Column of the periods, whole numbers.
    horizon
        Periods ahead, or back if negative; not -1, where the outcome is zero.

    Returns
    -------
    DataFrame
        Rows whose period before is in the panel; the outcome is missing where period t + horizon
        is not.

    Raises
    ------
    ValueError
        If the horizon is -1.
    """
    if horizon == -1:
        raise ValueError("horizon -1: the outcome of a local projection is zero there")
    levels = shifted(frame[[*unit, time, outcome]], outcome, unit, time, [1, -horizon])
    before, ahead = levels.columns[-2:]
    moved = frame.assign(**{outcome: levels[ahead] - levels[before]})
    return difference(moved, regressors, unit, time, 1)


def shifted(
    frame: pd.DataFrame, name: str, unit: Sequence[str], time: str, shifts: Sequence[int]
) -> pd.DataFrame:
    """Add lags and leads of a column within units, by the calendar.

    Parameters
    ----------
    frame
        Panel, one row a unit and period.
    name
        Column.
    unit
        Columns that make a unit.
    time
        Column of the periods, whole numbers.
    shifts
        Periods back, or forward if negative.

    Returns
    -------
    DataFrame
        Copy with columns `name_lag2`, `name_lead1` and so on, missing where the period is not in
        the panel.
    """
    result = frame.copy()
    for shift in shifts:
        label = f"{name}_lag{shift}" if shift >= 0 else f"{name}_lead{-shift}"
        other = frame[[*unit, time, name]].assign(**{time: frame[time] + shift})
        other = other.rename(columns={name: label})
        merged = frame[[*unit, time]].merge(other, on=[*unit, time], how="left", validate="1:1")
        result[label] = merged[label].to_numpy()
    return result
