"""The methods of inference by their labels: what each needs, and one way to call them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from fewclusters.fit.absorption import Design
from fewclusters.fit.estimate import Estimate
from fewclusters.fit.iv import two_stage_least_squares
from fewclusters.fit.least_squares import least_squares
from fewclusters.fit.roles import Roles
from fewclusters.infer.anderson_rubin import anderson_rubin
from fewclusters.infer.bias_reduced import cr2, crv3
from fewclusters.infer.clustered import crv1, driscoll_kraay, second_codes, twoway
from fewclusters.infer.products import group_shares, shares_without_effects, treated_terms
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
    Method("twoway", ANY, "Cameron, Gelbach and Miller (2011)", _twoway, needs=("group",)),
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


def refusal(
    method: str,
    *,
    estimator: str = "ols",
    endogenous: int = 0,
    instruments: int = 0,
    cluster: str | None = None,
    clusters: int | None = None,
    roles: Roles | None = None,
) -> str | None:
    """Say why a method of inference cannot test a regression, before or after there are data.

    Parameters
    ----------
    method
        Key of `METHODS`.
    estimator
        Label of the estimator.
    endogenous, instruments
        Numbers of endogenous regressors and of excluded instruments.
    cluster
        Column of the clusters, if it is known.
    clusters
        Number of clusters, if it is known.
    roles
        Columns that are known.

    Returns
    -------
    str or None
        One line, or nothing if the method can test the regression.
    """
    if method not in METHODS:
        return f"inference {method!r} is not among {', '.join(METHODS)}"
    asked, roles, name = METHODS[method], roles or Roles(), f"inference {method!r}"
    if estimator not in asked.estimators:
        possible = ", ".join(label for label, m in METHODS.items() if estimator in m.estimators)
        return f"{name} is not for estimator {estimator!r} (possible: {possible})"
    if missing := roles.missing(asked.needs):
        return f"{name} needs the column of the {missing[0]}"
    if "group" in asked.needs and roles.group == cluster:
        return f"{name} needs a group other than the cluster {cluster!r}"
    for count, most, what in (
        (endogenous, asked.most_endogenous, "endogenous regressors"),
        (instruments, asked.most_instruments, "instruments"),
    ):
        if most is not None and count > most:
            return f"{name} is for at most {most} {what}, not {count}"
    if clusters is not None and asked.fewer_instruments_than_clusters and instruments >= clusters:
        return f"{name} needs more clusters than instruments ({clusters}, {instruments})"
    return None


def infer(
    regression: Design | Estimate,
    methods: Sequence[str],
    settings: Settings | None = None,
    frame: pd.DataFrame | None = None,
    roles: Roles | None = None,
    terms: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Test the terms of a regression by several methods.

    Parameters
    ----------
    regression
        Design, which is estimated by least squares or, with instruments, by 2SLS; or what another
        estimator gave.
    methods
        Keys of `METHODS`.
    settings
        Level, draws, seed and permutations.
    frame
        Frame that the design was made from; only some methods need it.
    roles
        Columns that some methods need.
    terms
        Those to test, all of them by default.

    Returns
    -------
    DataFrame
        One row a method and term, columns `tables.COLUMNS`: `term, estimate, inference, std_error,
        statistic, df, p_value, ci_low, ci_high`.

    Raises
    ------
    ValueError
        If a method is not known, is not for this estimator, or lacks what it needs, or a term is
        not in the regression.
    """
    estimate = _estimated(regression)
    if unknown := [term for term in terms or () if term not in estimate.terms]:
        raise ValueError(f"term {unknown[0]!r} is not in the regression ({list(estimate.terms)})")
    asked = Asked(
        estimate.terms if terms is None else tuple(terms),
        frame,
        settings or Settings(),
        roles or Roles(),
    )
    for method in methods:
        if reason := _refusal(method, estimate, asked):
            raise ValueError(reason)
    tables = [METHODS[method].test(estimate, asked) for method in methods]
    table = pd.concat(tables, ignore_index=True)
    return table if terms is None else table[table["term"].isin(terms)].reset_index(drop=True)


def _estimated(regression: Design | Estimate) -> Estimate:
    if isinstance(regression, Estimate):
        return regression
    if regression.endogenous_terms:
        return two_stage_least_squares(regression)
    return least_squares(regression)


def _refusal(method: str, estimate: Estimate, asked: Asked) -> str | None:
    """Say why a method cannot be computed, now that there are data."""
    design = estimate.design
    if reason := refusal(
        method,
        estimator=estimate.estimator,
        endogenous=len(design.endogenous_terms),
        instruments=len(design.instrument_terms),
        clusters=design.n_clusters,
        roles=asked.roles,
    ):
        return reason
    known = METHODS[method]
    if known.test is None:
        return f"inference {method!r} is of several regressions at once: call `{method}`"
    if not (known.needs or known.products):
        return None
    if asked.frame is None:
        return f"inference {method!r} needs the frame of the regression"
    columns = [getattr(asked.roles, need) for need in known.needs]
    factors = [name for term in design.terms for name in term.split(":")] if known.products else []
    missing = [name for name in [*columns, *factors] if name not in asked.frame]
    return f"inference {method!r}: the frame has no column {missing[0]!r}" if missing else None
