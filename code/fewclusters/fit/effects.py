"""The space spanned by absorbed effects, and its parts within clusters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from scipy import linalg, sparse

from fewclusters.fit.codes import levels_not_nested, nested_in

_TOLERANCE = 1e-13  # of the conjugate gradients, relative to the norm of a column
_NEGLIGIBLE = 1e-9  # an eigenvalue smaller than this is zero (projections have norm one)


@dataclass(frozen=True, eq=False)
class EffectSpace:
    """Absorbed effects of a sample, with its weights and clusters.

    All columns that it takes and gives are multiplied by the square root of the weights, so that
    weighted least squares is least squares.

    Attributes
    ----------
    codes
        (n, m) integer codes of the levels of m effects.
    clusters
        (n,) integer codes 0..G-1.
    weights
        (n,) positive weights or None.
    """

    codes: np.ndarray
    clusters: np.ndarray
    weights: np.ndarray | None

    @cached_property
    def nested(self) -> np.ndarray:
        """(m,) booleans: each level of the effect lies within one cluster."""
        return np.array([nested_in(codes, self.clusters) for codes in self.codes.T], dtype=bool)

    @cached_property
    def df_absorbed(self) -> int:
        """Levels of the effects that are not nested in the clusters, at least 1 with any effect."""
        levels = levels_not_nested(self.codes, self.clusters)
        return max(levels, 1) if self.codes.shape[1] else 0

    @cached_property
    def dummies(self) -> list[sparse.csr_array]:
        """Orthonormal dummy columns (n, levels) of each effect."""
        scale = np.ones(len(self.codes)) if self.weights is None else self.weights
        rows = np.arange(len(self.codes))
        blocks = []
        for codes in self.codes.T:
            values = np.sqrt(scale / np.bincount(codes, scale)[codes])
            blocks.append(sparse.csr_array((values, (rows, codes))))
        return blocks

    @cached_property
    def cluster_rows(self) -> list[np.ndarray]:
        """Row numbers of each cluster."""
        order = np.argsort(self.clusters, kind="stable")
        return np.split(order, np.cumsum(np.bincount(self.clusters))[:-1])

    def residualise(self, columns: np.ndarray) -> np.ndarray:
        """Take all effects out of columns (n, k) by weighted least squares."""
        return sweep(columns, self.dummies)

    def residualise_many(self, columns: np.ndarray) -> np.ndarray:
        """The same without iterations, on the basis: for more columns than it takes to build it."""
        inside = [
            dummies for dummies, nested in zip(self.dummies, self.nested, strict=True) if nested
        ]
        left = sweep(columns, inside)
        return left - self.basis @ (self.basis.T @ left)

    @cached_property
    def basis(self) -> np.ndarray:
        """Orthonormal basis (n, r) of the effects that are not nested, nested ones taken out.

        The nested effects split by cluster, and taking them out commutes with everything that is
        done cluster by cluster (Pustejovsky and Tipton 2018, theorem 2, as corrected in 2023: it
        holds with errors of equal variance, to which the weights bring them). The others do not,
        and enter the leverage of clusters through this basis.
        """
        if self.nested.all():
            return np.empty((len(self.clusters), 0))
        inside, others = (
            sparse.hstack([d for d, one in zip(self.dummies, part, strict=True) if one]).tocsr()
            if part.any()
            else sparse.csr_array((len(self.clusters), 0))
            for part in (self.nested, ~self.nested)
        )
        columns = others.toarray()
        for rows in self.cluster_rows:
            own = inside[rows]
            frame = _column_space(own[:, np.unique(own.indices)].toarray())
            columns[rows] -= frame @ (frame.T @ columns[rows])
        return _column_space(columns)

    @cached_property
    def annihilators(self) -> list[np.ndarray]:
        """Inverses of I - U_g U_g' for the basis U, one (n_g, n_g) a cluster."""
        blocks = (self.basis[rows] for rows in self.cluster_rows)
        return [_pseudo_inverse(np.eye(len(block)) - block @ block.T) for block in blocks]

    def without_own_cluster(self, columns: np.ndarray, regressors: np.ndarray) -> np.ndarray:
        """Turn residuals into those of predictions that leave the own cluster out.

        Cluster by cluster (I - H_gg)^-1 u_g, where H projects on the effects and the regressors
        (MacKinnon, Nielsen and Webb 2023).

        Parameters
        ----------
        columns
            (n, c) least-squares residuals.
        regressors
            (n, k) regressors of that fit, effects taken out.

        Returns
        -------
        ndarray
            (n, c). Directions that only the own cluster identifies are left out.
        """
        frame = orthonormal(regressors)
        result = np.empty_like(columns)
        for rows, inverse in zip(self.cluster_rows, self.annihilators, strict=True):
            block = frame[rows]
            spread, moved = inverse @ block, inverse @ columns[rows]
            inner = _pseudo_inverse(np.eye(block.shape[1]) - block.T @ spread)
            result[rows] = moved + spread @ (inner @ (block.T @ moved))
        return result


def orthonormal(columns: np.ndarray) -> np.ndarray:
    """Orthonormal basis (n, k) of the space of independent columns (n, k)."""
    return linalg.qr(columns, mode="economic")[0] if columns.shape[1] else columns


def _column_space(columns: np.ndarray) -> np.ndarray:
    """Orthonormal basis (n, rank) of the space of columns (n, k), dependent or not."""
    values, vectors = linalg.eigh(columns.T @ columns)
    kept = values > _NEGLIGIBLE
    return columns @ (vectors[:, kept] / np.sqrt(values[kept]))


def _pseudo_inverse(matrix: np.ndarray) -> np.ndarray:
    """Inverse of a positive semi-definite matrix on the space where it is not negligible."""
    identity = np.eye(len(matrix))
    try:
        linalg.cholesky(matrix - _NEGLIGIBLE * identity)  # fails if an eigenvalue is negligible
        return linalg.solve(matrix, identity, assume_a="pos")
    except linalg.LinAlgError:
        values, vectors = linalg.eigh(matrix)
        kept = values > _NEGLIGIBLE
        return (vectors[:, kept] / values[kept]) @ vectors[:, kept].T


def sweep(columns: np.ndarray, dummies: Sequence[sparse.csr_array]) -> np.ndarray:
    """Residuals of columns on dummies: alternating projections with conjugate gradients.

    The symmetric sweep T = M_1 M_2 ... M_m ... M_2 M_1 over the effects leaves the residuals alone,
    and I - T is positive semi-definite; the fitted part u solves (I - T) u = (I - T) x (Hernandez-
    Ramos, Escalante and Raydan 2011; Correia 2017).

    Parameters
    ----------
    columns
        (n, k).
    dummies
        Orthonormal dummy columns (n, levels), one matrix an effect.

    Returns
    -------
    ndarray
        (n, k), orthogonal to every dummy to about 1e-13 of the norm of the column.
    """
    if not dummies:
        return columns.copy()
    ordered = sorted(dummies, key=lambda block: -block.shape[1])
    transposes = [block.T.tocsr() for block in ordered]
    pairs = list(zip(ordered, transposes, strict=True))
    circle = [*pairs[1:], *pairs[-2::-1]]

    def out(block: np.ndarray, steps: list) -> np.ndarray:
        for dummy, transpose in steps:
            block = block - dummy @ (transpose @ block)
        return block

    start = out(columns, pairs[:1])
    if len(pairs) == 1:
        return start
    # What is left of a column that the first effect explains is rounding, and need not converge.
    rounding = np.finfo(float).eps * np.linalg.norm(columns, axis=0)
    return start - _conjugate_gradients(lambda block: block - out(block, circle), start, rounding)


def _conjugate_gradients(
    operator: Callable[[np.ndarray], np.ndarray], start: np.ndarray, rounding: np.ndarray
) -> np.ndarray:
    """Solve operator(u) = operator(start) for each column, from u = 0, down to its rounding."""
    fitted = np.zeros_like(start)
    residual = operator(start)
    direction = residual.copy()
    energy = (residual**2).sum(axis=0)
    goal = np.maximum(_TOLERANCE**2 * (start**2).sum(axis=0), rounding**2)
    for _ in range(10 * start.shape[0]):
        moving = energy > goal
        if not moving.any():
            return fitted
        image = operator(direction)
        curvature = (direction * image).sum(axis=0)
        step = np.divide(energy, curvature, out=np.zeros_like(energy), where=moving)
        fitted += step * direction
        residual -= step * image
        renewed = (residual**2).sum(axis=0)
        ratio = np.divide(renewed, energy, out=np.zeros_like(energy), where=moving)
        energy = renewed
        direction = residual + ratio * direction
    raise ValueError("effects: absorption did not converge")


@lru_cache(maxsize=4)
def _remembered(
    codes: bytes, n_effects: int, clusters: bytes, weights: bytes | None
) -> EffectSpace:
    own = np.frombuffer(clusters, dtype=np.int64)
    shaped = np.frombuffer(codes, dtype=np.int64).reshape(len(own), n_effects)
    return EffectSpace(shaped, own, None if weights is None else np.frombuffer(weights))


def effect_space(
    codes: np.ndarray, clusters: np.ndarray, weights: np.ndarray | None
) -> EffectSpace:
    """Space of effects; regressions on the same rows, effects, clusters and weights share it.

    Parameters
    ----------
    codes
        (n, m) integer codes.
    clusters
        (n,) integer codes.
    weights
        (n,) or None.

    Returns
    -------
    EffectSpace
    """
    packed = None if weights is None else np.ascontiguousarray(weights, dtype=float).tobytes()
    return _remembered(
        np.ascontiguousarray(codes, dtype=np.int64).tobytes(),
        codes.shape[1],
        np.ascontiguousarray(clusters, dtype=np.int64).tobytes(),
        packed,
    )
