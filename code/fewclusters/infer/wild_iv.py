"""Wild restricted efficient bootstrap of 2SLS with clusters."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import linalg

from fewclusters.fit.design import Design
from fewclusters.fit.effects import orthonormal
from fewclusters.fit.iv import PartialledIV, partial_out, two_stage_least_squares
from fewclusters.infer.clustered import crv1
from fewclusters.infer.guards import guarded
from fewclusters.infer.inversion import outward_boundary
from fewclusters.infer.multipliers import cluster_multipliers, enumerated
from fewclusters.infer.tables import COLUMNS
from fewclusters.infer.wild_bootstrap import TIES, score_maps


def restricted_system(
    parts: PartialledIV, position: int, hypothesis: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Estimate the system under a hypothesis on one coefficient.

    The other coefficients are those of 2SLS; the first stages are estimated efficiently, with the
    restricted residual among their regressors (Davidson and MacKinnon 2010).

    Returns
    -------
    ndarray, ndarray, ndarray
        First-stage slopes (q, p), structural residuals (n,), first-stage residuals (n, p).
    """
    residuals = parts.y - hypothesis * parts.Y[:, position]
    others = np.delete(parts.Y, position, axis=1)
    if others.shape[1]:
        frame = orthonormal(parts.Z)
        fitted = frame @ (frame.T @ others)
        residuals = residuals - others @ linalg.solve(fitted.T @ others, fitted.T @ residuals)
    regressors = np.column_stack([parts.Z, residuals])
    slopes = linalg.lstsq(regressors, parts.Y)[0][:-1]
    return slopes, residuals, parts.Y - parts.Z @ slopes


def bootstrap_t(
    design: Design, parts: PartialledIV, position: int, hypothesis: float, draws: np.ndarray
) -> np.ndarray:
    """Bootstrap t statistics (B,) of a hypothesis, from sums over clusters.

    Parameters
    ----------
    design, parts
        Regression, as it is and with the exogenous regressors taken out.
    position
        Of the endogenous regressor.
    hypothesis
        Value of its coefficient.
    draws
        (B, G) multipliers.

    Returns
    -------
    ndarray
    """
    slopes, residuals, first_residuals = restricted_system(parts, position, hypothesis)
    columns = np.column_stack([residuals, first_residuals])
    maps = np.stack([score_maps(design, z, columns, parts.clusters) for z in parts.Z.T])
    # (B, G, q, 1 + p): scores Z_h'u* and Z_h'(Y* - Z slopes) of each cluster and draw.
    scores = np.einsum("bg,qchg->bhqc", draws, maps, optimize=True)
    blocks = np.array([parts.Z[r].T @ parts.Z[r] for r in design.space.cluster_rows])
    gram = parts.Z.T @ parts.Z
    totals = scores.sum(axis=1)
    first = gram @ slopes + totals[:, :, 1:]  # Z'Y*, (B, q, p)
    predicted = np.linalg.solve(gram, first)
    information = first.transpose(0, 2, 1) @ predicted
    moves = np.linalg.solve(information, predicted.transpose(0, 2, 1) @ totals[:, :, :1])
    endogenous = blocks @ slopes + scores[:, :, :, 1:]
    left = scores[:, :, :, 0] - (endogenous @ moves[:, None])[:, :, :, 0]  # Z_h'(residuals)
    selector = np.zeros((1, parts.Y.shape[1], 1))
    selector[0, position] = 1.0
    weights = predicted @ np.linalg.solve(information, np.repeat(selector, len(draws), axis=0))
    own = (left @ weights)[:, :, 0]
    variance = parts.factor(parts.Y.shape[1]) * (own**2).sum(axis=1)
    return moves[:, position, 0] / np.sqrt(variance)


@guarded
def wild_iv_bootstrap(
    design: Design,
    n_draws: int,
    seed: int,
    kind: str = "webb",
    level: float = 0.95,
) -> pd.DataFrame:
    """Test each coefficient of 2SLS by the wild restricted efficient (WRE) bootstrap.

    Davidson and MacKinnon (2010), with one multiplier a cluster for structural and first-stage
    residuals (Roodman, MacKinnon, Nielsen and Webb 2019). The interval inverts the test;
    each value is a bootstrap of its own on the same draws.

    Parameters
    ----------
    design
        Regression with endogenous regressors and instruments.
    n_draws, seed, kind
        Number, seed and kind of the multipliers.
    level
        Of the intervals.

    Returns
    -------
    DataFrame
        One row an endogenous regressor labelled `wre`, columns of `tables.COLUMNS`; bounds are
        infinite where no value up to 2^12 standard errors away is rejected.
    """
    parts = partial_out(design)
    draws = cluster_multipliers(design, kind, n_draws, seed)
    margin = -TIES if enumerated(kind, n_draws, design.n_clusters) else TIES
    rows = []
    sample = crv1(two_stage_least_squares(design), level)
    for position, row in enumerate(sample.to_dict("records")):

        def p_value(value: float, position: int = position, row: dict = row) -> float:
            target = abs(row["estimate"] - value) / row["std_error"]
            t = bootstrap_t(design, parts, position, value, draws)
            return float(np.mean(np.abs(t) > target * (1 + margin)))

        low, high = (
            outward_boundary(
                lambda value, p=p_value: p(value) > 1 - level,
                row["estimate"],
                sign * row["std_error"],
                doublings=12,
                bisections=14,
            )
            for sign in (-1, 1)
        )
        row |= {"inference": "wre", "df": np.nan, "p_value": p_value(0.0)}
        rows.append(row | {"ci_low": low, "ci_high": high})
    return pd.DataFrame(rows, columns=COLUMNS)
