"""Dynamic regressions without the bias that unit effects give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from fewclusters.fit.absorption import absorb
from fewclusters.fit.design import Design
from fewclusters.fit.estimate import Estimate


def half_panel_jackknife(
    frame: pd.DataFrame,
    outcome: str,
    terms: Sequence[str],
    effects: Sequence[Sequence[str]],
    cluster: str,
    time: str,
    weights: str | None = None,
) -> Estimate:
    """Remove the bias of order 1/T that a lagged outcome has with unit effects.

    2 b less the mean of the estimates from the two halves of the periods, weighted by their
    lengths; with an odd number of periods, over both ways to halve them (Dhaene and Jochmans 2015).
    The influence of a row is the same combination, so that covariances are those of the combined
    scores.

    Parameters
    ----------
    frame
        Panel; the lagged outcome is a column (`transformations.shifted`).
    outcome, terms, effects, cluster, weights
        Of the regression, as in `absorption.absorb`.
    time
        Column of the periods.

    Returns
    -------
    Estimate

    Raises
    ------
    ValueError
        If a term or a cluster is lost in one half.
    """
    whole = absorb(frame, outcome, terms, effects, cluster, weights)
    sample = frame.iloc[whole.rows]
    estimates, influence = 2 * whole.estimates, 2 * whole.influence
    for periods, share in _halves(np.unique(sample[time])):
        positions = np.flatnonzero(sample[time].isin(periods))
        half = absorb(sample.iloc[positions], outcome, terms, effects, cluster, weights)
        if not _comparable(half, whole):
            raise ValueError(f"a term or a cluster is lost in {periods[0]}-{periods[-1]}")
        estimates = estimates - share * half.estimates
        influence[positions[half.rows]] -= share * half.influence
    return Estimate(
        "half_panel_jackknife",
        whole.terms,
        estimates,
        influence,
        whole.n_parameters,
        whole,
    )


def _halves(periods: np.ndarray) -> Iterator[tuple[np.ndarray, float]]:
    """Halves of the periods, with the share of each in the mean of the estimates."""
    middle = len(periods) / 2
    cuts = sorted({int(np.floor(middle)), int(np.ceil(middle))})
    for cut in cuts:
        for half in (periods[:cut], periods[cut:]):
            yield half, len(half) / len(periods) / len(cuts)


def _comparable(half: Design, whole: Design) -> bool:
    return half.terms == whole.terms and half.n_clusters == whole.n_clusters
