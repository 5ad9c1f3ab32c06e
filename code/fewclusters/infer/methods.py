"""The methods of inference that a family may declare, by their labels in `estimates.csv`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from fewclusters.fit.absorption import AbsorbedDesign
from fewclusters.fit.iv import k_class
from fewclusters.infer.anderson_rubin import anderson_rubin
from fewclusters.infer.bias_reduced import cr2, crv3
from fewclusters.infer.clustered import COLUMNS, driscoll_kraay, second_codes, twoway
from fewclusters.infer.randomisation import randomisation_test
from fewclusters.infer.shift_share import akm, akm0
from fewclusters.infer.wild_bootstrap import wild_cluster_bootstrap
from fewclusters.infer.wild_iv import wild_iv_bootstrap


@dataclass(frozen=True)
class InferenceSettings:
    """What `config/config.yaml` says of inference.

    Attributes
    ----------
    level
        Of the confidence intervals.
    draws
        Draws of the wild cluster bootstrap.
    seed
        Of the draws; every regression starts from it, so that none depends on the others.
    """

    level: float
    draws: int
    seed: int


PERMUTATIONS = 999  # of the paths of the treatment over economies
Method = Callable[[AbsorbedDesign, pd.DataFrame, InferenceSettings], pd.DataFrame]


def _periods(design: AbsorbedDesign, frame: pd.DataFrame) -> np.ndarray:
    return frame["year"].to_numpy()[design.rows]


def industry_shares(frame: pd.DataFrame, term: str) -> np.ndarray | None:
    """Read a product as a shift-share regressor whose shocks are those of the industries.

    The factor that has one value an industry (robot penetration abroad, coordination intensity) is
    the shock; the other factors are the share, with which the economy is exposed to it in a year.
    Residuals may then be correlated between economies in an industry, as far as they share exposure
    to it (Adao, Kolesar and Morales 2019, section III).

    Parameters
    ----------
    frame
        Rows of the regression, with `industry` and the factors as columns.
    term
        `a:b`, or a variable.

    Returns
    -------
    ndarray or None
        (n, number of industries) shares, or nothing if the term is not such a product.
    """
    factors = term.split(":")
    by_industry = frame.groupby("industry")[factors].nunique().max() == 1
    if len(factors) == 1 or by_industry.sum() != 1:
        return None
    share = frame[by_industry.index[~by_industry]].prod(axis=1).to_numpy()
    return pd.get_dummies(frame["industry"], dtype=float).to_numpy() * share[:, None]


def without_effects(design: AbsorbedDesign, shares: np.ndarray) -> np.ndarray:
    """Take the absorbed effects out of shares (n, S).

    The regressor is shares times shocks, so that the regressor without effects is shares without
    effects times the same shocks. On raw shares, which differ between economies more than within
    them, the shocks would come out far too small.
    """
    return design.without_effects(shares) / design.root_weights[:, None]


def _shift_share(method: Callable[..., pd.DataFrame]) -> Method:
    def test(
        design: AbsorbedDesign, frame: pd.DataFrame, settings: InferenceSettings
    ) -> pd.DataFrame:
        rows = frame.iloc[design.rows]
        shares = {term: industry_shares(rows, term) for term in design.terms}
        tables = [
            method(design, term, without_effects(design, share), level=settings.level)
            for term, share in shares.items()
            if share is not None
        ]
        if not tables:
            raise ValueError(f"no term is a product with an industry's shock: {design.terms}")
        return pd.concat(tables, ignore_index=True)

    return test


def _randomisation(
    design: AbsorbedDesign, frame: pd.DataFrame, settings: InferenceSettings
) -> pd.DataFrame:
    """Permute the paths of terms that are a treatment of the economy, exposed or not."""
    tables = []
    for term in design.terms:
        treatment, *exposure = term.split(":")
        if len(exposure) > 1 or frame.groupby(["iso3", "year"])[treatment].nunique().max() > 1:
            continue
        test = randomisation_test(
            design, frame, term, treatment, *(exposure or [None]), PERMUTATIONS, settings.seed
        )
        tables.append(test.assign(inference="randomisation"))
    return pd.concat(tables, ignore_index=True).reindex(columns=COLUMNS)


METHODS: dict[str, Method] = {
    "cr2": lambda design, frame, s: cr2(design, s.level),
    "crv3": lambda design, frame, s: crv3(design, s.level),
    "twoway": lambda design, frame, s: twoway(
        design, second_codes(design, frame, "industry"), s.level
    ),
    "driscoll_kraay": lambda design, frame, s: driscoll_kraay(
        design, _periods(design, frame), level=s.level
    ),
    "wcr31": lambda design, frame, s: wild_cluster_bootstrap(
        design, design.terms, s.draws, s.seed, level=s.level
    ),
    "randomisation": _randomisation,
    "akm": _shift_share(akm),
    "akm0": _shift_share(akm0),
}


INSTRUMENTED: dict[str, Method] = {
    "crv1": lambda design, frame, s: k_class(design, level=s.level),
    "wre": lambda design, frame, s: wild_iv_bootstrap(design, s.draws, s.seed, level=s.level),
    "anderson_rubin": lambda design, frame, s: anderson_rubin(design, s.level)[COLUMNS],
}


def infer(
    design: AbsorbedDesign,
    frame: pd.DataFrame,
    methods: Sequence[str],
    settings: InferenceSettings,
) -> pd.DataFrame:
    """Test every term of a regression by several methods (section 5 of the study).

    Parameters
    ----------
    design
        Regression with its effects taken out.
    frame
        Panel that the design was made from.
    methods
        Labels among `METHODS`, or among `INSTRUMENTED` if the regression has instruments.
    settings
        Level, draws and seed.

    Returns
    -------
    DataFrame
        One row a method and term: `term, estimate, inference, std_error, statistic, df, p_value,
        ci_low, ci_high`.

    Raises
    ------
    ValueError
        If a method is not known.
    """
    known = INSTRUMENTED if design.endogenous_terms else METHODS
    if unknown := [method for method in methods if method not in known]:
        raise ValueError(f"inference {unknown[0]!r} is not among {', '.join(known)}")
    tables = [known[method](design, frame, settings) for method in methods]
    return pd.concat(tables, ignore_index=True)
