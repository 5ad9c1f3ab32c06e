"""The methods of inference by their labels, and what each needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from fewclusters.fit.estimate import Estimate
from fewclusters.fit.roles import Roles
from fewclusters.infer.anderson_rubin import anderson_rubin
from fewclusters.infer.bias_reduced import cr2, crv3
from fewclusters.infer.clustered import crv1, driscoll_kraay, second_codes, twoway
from fewclusters.infer.guards import check_draws, check_share
from fewclusters.infer.jackknife import jackknife, twoway_jackknife
from fewclusters.infer.moderators import moderator_test, permutation_test
from fewclusters.infer.products import (
    group_shares,
    moderator_of,
    shares_without_effects,
    treated_terms,
)
from fewclusters.infer.randomisation import randomisation_test
from fewclusters.infer.shift_share import akm, akm0
from fewclusters.infer.tables import COLUMNS
from fewclusters.infer.tf import tf_interval
from fewclusters.infer.wild_bootstrap import wild_cluster_bootstrap
from fewclusters.infer.wild_iv import wild_iv_bootstrap

ANY = frozenset({"ols", "iv", "liml", "ppml", "fractional_logit", "half_panel_jackknife"})
LEAST_SQUARES, INSTRUMENTED = frozenset({"ols"}), frozenset({"iv"})


@dataclass(frozen=True)
class Settings:
    """What is common to the tests of a study.

    Attributes
    ----------
    level
        Of the confidence intervals.
    draws
        Draws of the wild cluster bootstraps.
    seed
        Of the draws; every regression starts from it, so that none depends on the others.
    permutations
        Of randomisation inference.
    """

    level: float = 0.95
    draws: int = 9999
    seed: int = 1
    permutations: int = 999

    def __post_init__(self) -> None:
        """Refuse a level outside (0, 1) and too few draws, before anything is computed."""
        check_share("level", self.level)
        check_draws("draws", self.draws)
        check_draws("permutations", self.permutations)


@dataclass(frozen=True)
class Asked:
    """What a method may use beside the estimate: terms to test, frame, settings and roles."""

    terms: tuple[str, ...]
    frame: pd.DataFrame | None
    settings: Settings
    roles: Roles


@dataclass(frozen=True)
class Method:
    """A method of inference and what it needs.

    Attributes
    ----------
    label
        Key of `METHODS`, and of its rows in the tables.
    estimators
        Labels of the estimators whose coefficients it tests.
    reference
        Where it comes from.
    test
        From an estimate and what is asked to a table with columns `tables.COLUMNS`; none if the
        method tests several regressions at once.
    needs
        Roles of columns without which it cannot be computed.
    products
        Whether it reads terms `a:b`, whose factors the frame must have.
    most_endogenous, most_instruments
        Largest numbers that it allows, if there is a limit.
    fewer_instruments_than_clusters
        Whether it inverts a covariance of all instruments.
    """

    label: str
    estimators: frozenset[str]
    reference: str
    test: Callable[[Estimate, Asked], pd.DataFrame] | None
    needs: tuple[str, ...] = ()
    products: bool = False
    most_endogenous: int | None = None
    most_instruments: int | None = None
    fewer_instruments_than_clusters: bool = False


def _shift_share(method: Callable[..., pd.DataFrame]) -> Callable[[Estimate, Asked], pd.DataFrame]:
    def test(estimate: Estimate, asked: Asked) -> pd.DataFrame:
        design, group = estimate.design, asked.roles.group
        rows = asked.frame.iloc[design.rows]
        shares = {term: group_shares(rows, term, group) for term in asked.terms}
        tables = [
            method(design, term, shares_without_effects(design, share), level=asked.settings.level)
            for term, share in shares.items()
            if share is not None
        ]
        if not tables:
            raise ValueError(f"no term is a product with a shock of {group!r}: {asked.terms}")
        return pd.concat(tables, ignore_index=True)[COLUMNS]

    return test


def _randomisation(estimate: Estimate, asked: Asked) -> pd.DataFrame:
    """Permute the paths of terms that are a treatment of the cluster, exposed or not."""
    design, settings, time = estimate.design, asked.settings, asked.roles.time
    treated = treated_terms(design, asked.frame, time)
    tables = [
        randomisation_test(
            design, asked.frame, term, *treated[term], time, settings.permutations, settings.seed
        )
        for term in asked.terms
        if term in treated
    ]
    if not tables:
        raise ValueError(f"no term has one value a cluster and {time!r}: {asked.terms}")
    table = pd.concat(tables, ignore_index=True).assign(inference="randomisation")
    return table.reindex(columns=COLUMNS)


def _driscoll_kraay(estimate: Estimate, asked: Asked) -> pd.DataFrame:
    periods = asked.frame[asked.roles.time].to_numpy()[estimate.rows]
    return driscoll_kraay(estimate, periods, level=asked.settings.level)


def _twoway(estimate: Estimate, asked: Asked) -> pd.DataFrame:
    second = second_codes(estimate, asked.frame, asked.roles.group)
    return twoway(estimate, second, asked.settings.level)


def _twoway_jackknife(estimate: Estimate, asked: Asked) -> pd.DataFrame:
    second = second_codes(estimate, asked.frame, asked.roles.group)
    return twoway_jackknife(estimate.design, second, asked.settings.level)


def _moderated(label: str) -> Callable[[Estimate, Asked], pd.DataFrame]:
    """Test the terms whose moderator has one value a group."""

    def test(estimate: Estimate, asked: Asked) -> pd.DataFrame:
        design, group, settings = estimate.design, asked.roles.group, asked.settings
        rows, level = asked.frame.iloc[design.rows], asked.settings.level
        tables = []
        for term in asked.terms:
            moderator = moderator_of(rows, term, group)
            if moderator is None:
                continue
            place = (design, asked.frame, term, moderator, group)
            if label == "permutation":
                table = permutation_test(*place, seed=settings.seed, level=level)
            else:
                table = moderator_test(*place, settings.draws, settings.seed, level=level)
            tables.append(table[table["inference"] == label])
        if not tables:
            raise ValueError(f"no term is a product with one value a {group!r}: {asked.terms}")
        return pd.concat(tables, ignore_index=True)[COLUMNS]

    return test


def _wild(jackknife: bool, two_ways: bool = False) -> Callable[[Estimate, Asked], pd.DataFrame]:
    def test(estimate: Estimate, asked: Asked) -> pd.DataFrame:
        design, s = estimate.design, asked.settings
        second = second_codes(design, asked.frame, asked.roles.group) if two_ways else None
        return wild_cluster_bootstrap(
            design,
            asked.terms,
            s.draws,
            s.seed,
            jackknife=jackknife,
            second=second,
            level=s.level,
        )

    return test


_REGISTERED = (
    Method(
        "crv1",
        ANY,
        "Liang and Zeger (1986); Cameron and Miller (2015)",
        lambda estimate, asked: crv1(estimate, asked.settings.level),
    ),
    Method(
        "cr2",
        LEAST_SQUARES,
        "Bell and McCaffrey (2002); Pustejovsky and Tipton (2018)",
        lambda estimate, asked: cr2(estimate.design, asked.settings.level),
    ),
    Method(
        "crv3",
        LEAST_SQUARES,
        "MacKinnon, Nielsen and Webb (2023)",
        lambda estimate, asked: crv3(estimate.design, asked.settings.level),
    ),
    Method(
        "jackknife",
        LEAST_SQUARES,
        "Hansen (2025)",
        lambda estimate, asked: jackknife(estimate.design, asked.settings.level)[COLUMNS],
    ),
    Method("twoway", ANY, "Cameron, Gelbach and Miller (2011)", _twoway, needs=("group",)),
    Method(
        "crv3_twoway",
        LEAST_SQUARES,
        "MacKinnon, Nielsen and Webb (2024)",
        _twoway_jackknife,
        needs=("group",),
    ),
    Method("driscoll_kraay", ANY, "Driscoll and Kraay (1998)", _driscoll_kraay, needs=("time",)),
    Method("wcr11", LEAST_SQUARES, "Cameron, Gelbach and Miller (2008)", _wild(jackknife=False)),
    Method("wcr31", LEAST_SQUARES, "MacKinnon, Nielsen and Webb (2023)", _wild(jackknife=True)),
    Method(
        "wcr31_twoway",
        LEAST_SQUARES,
        "MacKinnon, Nielsen and Webb (2021)",
        _wild(jackknife=True, two_ways=True),
        needs=("group",),
    ),
    Method("romano_wolf", LEAST_SQUARES, "Romano and Wolf (2016)", None),
    Method(
        "randomisation",
        LEAST_SQUARES,
        "Young (2019); MacKinnon and Webb (2020)",
        _randomisation,
        needs=("time",),
        products=True,
    ),
    Method(
        "permutation",
        LEAST_SQUARES,
        "Young (2019); MacKinnon and Webb (2020)",
        _moderated("permutation"),
        needs=("group",),
        products=True,
    ),
    Method(
        "moderator",
        LEAST_SQUARES,
        "the largest p-value of wcr31, twoway and permutation",
        _moderated("moderator"),
        needs=("group",),
        products=True,
    ),
    Method(
        "akm",
        LEAST_SQUARES,
        "Adao, Kolesar and Morales (2019)",
        _shift_share(akm),
        needs=("group",),
        products=True,
    ),
    Method(
        "akm0",
        LEAST_SQUARES,
        "Adao, Kolesar and Morales (2019)",
        _shift_share(akm0),
        needs=("group",),
        products=True,
    ),
    Method(
        "wre",
        INSTRUMENTED,
        "Davidson and MacKinnon (2010); Roodman, MacKinnon, Nielsen and Webb (2019)",
        lambda estimate, asked: wild_iv_bootstrap(
            estimate.design, asked.settings.draws, asked.settings.seed, level=asked.settings.level
        ),
    ),
    Method(
        "anderson_rubin",
        INSTRUMENTED,
        "Anderson and Rubin (1949); Dufour and Taamouti (2005)",
        lambda estimate, asked: anderson_rubin(estimate.design, asked.settings.level)[COLUMNS],
        most_endogenous=2,
        fewer_instruments_than_clusters=True,
    ),
    Method(
        "tf",
        INSTRUMENTED,
        "Lee, McCrary, Moreira and Porter (2022)",
        lambda estimate, asked: tf_interval(estimate.design, asked.settings.level),
        most_endogenous=1,
        most_instruments=1,
    ),
)
METHODS: dict[str, Method] = {method.label: method for method in _REGISTERED}
