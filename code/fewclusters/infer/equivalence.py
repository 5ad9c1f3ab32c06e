"""Equivalence tests by the wild cluster restricted bootstrap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from fewclusters.fit.design import Design
from fewclusters.infer.guards import guarded
from fewclusters.infer.inversion import outward_boundary
from fewclusters.infer.multipliers import cluster_multipliers, enumerated
from fewclusters.infer.tables import COLUMNS
from fewclusters.infer.wild_bootstrap import BootstrapLine, bootstrap_line, confidence_set


def equivalence_p_value(line: BootstrapLine, bound: float) -> float:
    """P-value of the hypothesis that an effect is at least as large as a bound, |b| >= bound.

    Two one-sided tests (Schuirmann 1987; Wellek 2010, chapter 3): b >= bound and b <= -bound are
    both to be rejected, so the larger of their p-values counts. Each has the t statistic of
    restricted fits at the bound; its one-sided p-value is half of the symmetric one where the
    estimate lies inside the bound, and one less that half where it does not.

    Parameters
    ----------
    line
        Bootstrap statistics of the coefficient (`wild_bootstrap.bootstrap_line`).
    bound
        Smallest effect of interest, not negative, in the units of the coefficient.

    Returns
    -------
    float
        Below .05 where the confidence set of level .9 (`wild_bootstrap.confidence_set`) lies inside
        the bound, and not otherwise.

    Raises
    ------
    ValueError
        If the bound is negative.
    """
    if bound < 0:
        raise ValueError(f"equivalence: the bound {bound} is negative")
    one_sided = []
    for sign in (-1.0, 1.0):
        half = line.p_value(sign * bound) / 2
        one_sided.append(half if sign * line.estimate < bound else 1 - half)
    return max(one_sided)


def equivalence_curve(line: BootstrapLine, bounds: Sequence[float]) -> pd.DataFrame:
    """Equivalence p-value as the bound varies.

    Parameters
    ----------
    line
        Bootstrap statistics.
    bounds
        Bounds, in the units of the coefficient.

    Returns
    -------
    DataFrame
        Columns `bound, p_value`.
    """
    values = [equivalence_p_value(line, bound) for bound in bounds]
    return pd.DataFrame({"bound": np.asarray(bounds, dtype=float), "p_value": values})


def largest_effect(line: BootstrapLine, size: float = 0.05) -> float:
    """Largest absolute effect that the equivalence test does not exclude.

    From the absolute estimate outwards, the bound at which the equivalence p-value first falls to
    the size of the test: the larger end, in absolute value, of the confidence set of level
    1 - 2 size.

    Parameters
    ----------
    line
        Bootstrap statistics.
    size
        Of the test.

    Returns
    -------
    float
        In the units of the coefficient; infinite where no bound is rejected.
    """
    return outward_boundary(
        lambda bound: equivalence_p_value(line, bound) > size, abs(line.estimate), line.std_error
    )


@guarded
def equivalence_test(
    design: Design,
    bounds: dict[str, float],
    n_draws: int,
    seed: int,
    kind: str = "webb",
    jackknife: bool = True,
    size: float = 0.05,
) -> pd.DataFrame:
    """Test for each term that its effect is at least as large as a bound.

    Two one-sided tests by the wild cluster restricted bootstrap, with the residuals of fits
    restricted at the bound (MacKinnon, Nielsen and Webb 2023, for the bootstrap). All terms share
    the draws, which are those of `wild_bootstrap.wild_cluster_bootstrap` for the same seed.

    Parameters
    ----------
    design
        Regression.
    bounds
        Smallest effect of interest of each term to be tested, in the units of its coefficient.
    n_draws, seed, kind
        Number, seed and kind of the multipliers.
    jackknife
        WCR-31 if true, WCR-11 if not.
    size
        Of the test.

    Returns
    -------
    DataFrame
        One row a term. Columns of `tables.COLUMNS`, labelled `wcr31_equivalence` or
        `wcr11_equivalence`: `p_value` is that of |effect| >= bound, `statistic` the t statistic at
        the nearer bound, the interval has level 1 - 2 size. Then `bound` and `largest_effect`, the
        largest absolute effect that is not excluded.

    Raises
    ------
    ValueError
        If a bound is negative or a term is not in the regression.
    """
    draws = cluster_multipliers(design, kind, n_draws, seed)
    exact = enumerated(kind, n_draws, design.n_clusters)
    records = []
    for term, bound in bounds.items():
        line = bootstrap_line(design, term, draws, jackknife, exact=exact)
        low, high = confidence_set(line, 1 - 2 * size)
        nearer = bound if line.estimate >= 0 else -bound
        records.append(
            {
                "term": term,
                "estimate": line.estimate,
                "inference": "wcr31_equivalence" if jackknife else "wcr11_equivalence",
                "std_error": line.std_error,
                "statistic": (line.estimate - nearer) / line.std_error,
                "df": np.nan,
                "p_value": equivalence_p_value(line, bound),
                "ci_low": low,
                "ci_high": high,
                "bound": bound,
                "largest_effect": largest_effect(line, size),
            }
        )
    return pd.DataFrame(records, columns=[*COLUMNS, "bound", "largest_effect"])
