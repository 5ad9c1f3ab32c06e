"""Romano-Wolf step-down p-values of a family of hypotheses, by the wild cluster bootstrap."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from fewclusters.fit.design import Design
from fewclusters.infer.guards import checked
from fewclusters.infer.multipliers import canonical_order, multipliers
from fewclusters.infer.wild_bootstrap import TIES, bootstrap_line


def common_multipliers(
    designs: Sequence[Design], kind: str, n_draws: int, seed: int
) -> dict[Hashable, np.ndarray]:
    """Draws (B,) of every cluster, the same in all regressions of a family.

    Clusters are known by their labels. Their order is the canonical one of the first regression
    that has them, so that names and rows do not matter.

    Parameters
    ----------
    designs
        Regressions.
    kind, n_draws, seed
        Of the multipliers, which are drawn, not enumerated.

    Returns
    -------
    dict
        Label to draws (B,).
    """
    labels: dict[Hashable, None] = {}
    for design in designs:
        labels |= dict.fromkeys(design.cluster_labels[canonical_order(design)])
    draws = multipliers(kind, n_draws, len(labels), seed)
    return dict(zip(labels, draws.T, strict=True))


def step_down(statistics: np.ndarray, bootstrap: np.ndarray) -> np.ndarray:
    """Adjusted p-values from absolute statistics and their joint bootstrap distribution.

    Romano and Wolf (2016, "Efficient computation of adjusted p-values"): from the
    largest statistic down, the share of draws whose maximum over the hypotheses not yet passed
    exceeds it, made monotone; one is added to both counts.

    Parameters
    ----------
    statistics
        (S,) absolute values.
    bootstrap
        (B, S) absolute values under the null.

    Returns
    -------
    ndarray
        (S,).
    """
    order = np.argsort(-statistics, kind="stable")
    # The maximum over this hypothesis and all those with smaller statistics.
    maxima = np.maximum.accumulate(bootstrap[:, order[::-1]], axis=1)[:, ::-1]
    exceed = (maxima > statistics[order] * (1 + TIES)).sum(axis=0)
    adjusted = np.empty(len(statistics))
    adjusted[order] = np.maximum.accumulate((exceed + 1) / (len(bootstrap) + 1))
    return adjusted


@checked
def romano_wolf(
    hypotheses: Sequence[tuple[Design, str]],
    n_draws: int,
    seed: int,
    kind: str = "webb",
    jackknife: bool = True,
) -> pd.DataFrame:
    """Test that coefficients of several regressions are zero, with familywise error control.

    Each bootstrap t statistic is that of the wild cluster restricted bootstrap of its own
    hypothesis; all share the multipliers of the clusters, which keeps their dependence.

    Parameters
    ----------
    hypotheses
        Regression and term of each hypothesis. Outcomes and samples may differ; clusters with the
        same label are the same.
    n_draws, seed, kind, jackknife
        As in `wild_bootstrap.wild_cluster_bootstrap`.

    Returns
    -------
    DataFrame
        One row a hypothesis: `outcome, term, estimate, statistic, p_value` (unadjusted WCR),
        `p_romano_wolf`.
    """
    draws = common_multipliers([design for design, _ in hypotheses], kind, n_draws, seed)
    rows, bootstrap = [], []
    for design, term in hypotheses:
        own = np.column_stack([draws[label] for label in design.cluster_labels])
        line = bootstrap_line(design, term, own, jackknife)
        bootstrap.append(np.abs(line.numerator[:, 0]) / np.sqrt(line.variance[:, 0]))
        rows.append(
            {
                "outcome": design.outcome,
                "term": term,
                "estimate": line.estimate,
                "statistic": line.estimate / line.std_error,
                "p_value": line.p_value(),
            }
        )
    table = pd.DataFrame(rows)
    statistics = table["statistic"].abs().to_numpy()
    return table.assign(p_romano_wolf=step_down(statistics, np.column_stack(bootstrap)))
