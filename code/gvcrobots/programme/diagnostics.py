"""What a reader needs to judge the inference of a regression: clusters, instruments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import numpy as np
import pandas as pd
from fewclusters.fit.absorption import absorb
from fewclusters.fit.design import Design
from fewclusters.infer.anderson_rubin import anderson_rubin
from fewclusters.infer.bias_reduced import cr2
from fewclusters.infer.methods import Settings
from fewclusters.judge.breaks import sup_f_test
from fewclusters.judge.gelbach import decompose
from fewclusters.judge.leverage import cluster_diagnostics, effective_clusters
from fewclusters.judge.oster import oster_bounds
from fewclusters.judge.panel_tests import pesaran_cd, wooldridge_serial_correlation
from fewclusters.judge.power import minimum_detectable_effect
from fewclusters.judge.weak_instruments import strength

from gvcrobots.declare.specifications import Specification
from gvcrobots.programme.regressions import fit_specification, placed
from gvcrobots.results import DIAGNOSTICS

FEWEST_YEARS = 3  # for tests of dependence
STRENGTH = (
    "effective_f",
    "critical_value",
    "sanderson_windmeijer",
    "kleibergen_paap",
    "kleibergen_paap_p",
)
Record = dict[str, object]


def diagnose_family(
    family: str,
    panels: Mapping[str, pd.DataFrame],
    specifications: Mapping[str, Specification],
    settings: Settings,
) -> pd.DataFrame:
    """Diagnose every regression of a family; none of its inference is run.

    Parameters
    ----------
    family, panels, specifications, settings
        As in `families.estimate_family`.

    Returns
    -------
    DataFrame
        Columns `DIAGNOSTICS`, rows as in `diagnose`.

    Raises
    ------
    ValueError
        With the family and the specification in front of what is wrong.
    """
    tables = []
    for name, specification in specifications.items():
        with placed(family, name):
            regression = fit_specification(panels[specification.sample.panel], specification)
            rows = diagnose(regression.design, regression.frame, specification, settings)
        tables.append(rows.assign(family=family, specification=name))
    return pd.concat(tables, ignore_index=True)[DIAGNOSTICS]


def diagnose(
    design: Design,
    frame: pd.DataFrame,
    specification: Specification,
    settings: Settings,
) -> pd.DataFrame:
    """Diagnose a regression, with or without instruments.

    Parameters
    ----------
    design
        Regression with its effects taken out.
    frame
        Panel that the design was made from.
    specification
        What was estimated.
    settings
        Level of the Anderson-Rubin sets, draws and seed of the break test.

    Returns
    -------
    DataFrame
        Columns `term, statistic, value, detail`. For every regression, `outcome_mean`,
        `outcome_sd` and, for every term, `regressor_sd` (see `scale`). Without instruments, for
        every term:
        `effective_clusters`, `largest_partial_leverage` (detail: which cluster), `lowest_without`
        and `highest_without`, the extreme coefficients when one cluster is left out (detail:
        which), `detectable_effect`; for terms of interest beside controls `oster_delta` and
        `oster_beta` and, if a decomposition is declared, `moved_by_control` of each control
        (detail: standard error); for the regression `pesaran_cd`, `wooldridge` and, if a break is
        declared, `sup_f` (detail: p-value, and year). With instruments: `STRENGTH` of
        `weak_instruments.strength`, and `anderson_rubin_set` (detail: in words).
    """
    records: Iterable[Record]
    if specification.instruments:
        records = _instruments(design, settings.level)
    elif specification.estimator != "ols":  # the others judge least squares
        records = ()
    else:
        records = chain(
            _clusters(design),
            _power(design),
            _selection(design, specification),
            _decomposition(design, specification),
            _errors(design, frame, specification),
            _break(design, frame, specification, settings),
        )
    everything = chain(scale(design, frame, specification), records)
    return pd.DataFrame(everything, columns=["term", "statistic", "value", "detail"])


def scale(design: Design, frame: pd.DataFrame, specification: Specification) -> Iterator[Record]:
    """Measure the variables of a regression, so that its coefficients can be put into words.

    Parameters
    ----------
    design, frame, specification
        As in `diagnose`.

    Yields
    ------
    dict
        Mean of the outcome, and the standard deviations of the outcome and of each term once the
        effects are taken out; of the log of the outcome where the regression is Poisson's, whose
        coefficients are changes of the log. Weights count.
    """
    outcome, rows = specification.outcome, frame.iloc[design.rows]
    weights = specification.weights and rows[specification.weights].to_numpy()
    if specification.estimator == "ppml":  # the weights of its design are those of the last step
        logs = rows[rows[outcome] > 0].assign(**{outcome: lambda cells: np.log(cells[outcome])})
        columns = specification.effects, specification.cluster, specification.weights
        design = absorb(logs, outcome, design.terms, *columns)
    yield _record("", "outcome_mean", np.average(rows[outcome], weights=weights))
    yield _record("", "outcome_sd", design.within_sd(design.y))
    columns = np.column_stack([design.X, design.endogenous])
    terms = (*design.terms, *design.endogenous_terms)
    for term, size in zip(terms, design.within_sd(columns), strict=True):
        yield _record(term, "regressor_sd", size)


def _power(design: Design) -> Iterator[Record]:
    """Detectable effect at 80 % power, from CR2 and its Satterthwaite degrees of freedom."""
    for row in cr2(design).itertuples():
        effect = minimum_detectable_effect(row.std_error, row.df)
        yield _record(row.term, "detectable_effect", effect)


def _selection(design: Design, specification: Specification) -> Iterator[Record]:
    """Oster's bounds of the terms of interest, where there are controls."""
    for term in specification.terms if specification.controls else ():
        bounds = oster_bounds(design, term).iloc[0]
        yield _record(term, "oster_delta", bounds["delta"])
        yield _record(term, "oster_beta", bounds["beta_star"])


def _decomposition(design: Design, specification: Specification) -> Iterator[Record]:
    """What each control does to the terms of interest, where that is asked for."""
    if specification.decomposition:
        for row in decompose(design, specification.terms).itertuples():
            error = f"{row.std_error:.3f}"
            yield _record(row.term, f"moved_by_{row.control}", row.moved, error)


def _errors(design: Design, frame: pd.DataFrame, specification: Specification) -> Iterator[Record]:
    """Dependence of the errors between cells and over years, which the clusters allow for."""
    roles, rows = specification.roles, frame.iloc[design.rows]
    years = rows[roles.time].to_numpy()
    if len(np.unique(years)) < FEWEST_YEARS:
        return
    cells = rows.groupby(roles.unit).ngroup().to_numpy()
    between = pesaran_cd(design.residuals, cells, years)
    yield _record("", "pesaran_cd", between.statistic, _p_words(between.p_value))
    regression = design.outcome, design.terms, specification.effects, specification.cluster
    over_time = wooldridge_serial_correlation(rows, *regression, roles.unit, roles.time)
    yield _record("", "wooldridge", over_time.statistic, _p_words(over_time.p_value))


def _break(
    design: Design,
    frame: pd.DataFrame,
    specification: Specification,
    settings: Settings,
) -> Iterator[Record]:
    """Sup-F test of one break at an unknown year in the terms of interest."""
    if specification.break_test:
        test = sup_f_test(
            frame.iloc[design.rows],
            design.outcome,
            design.terms,
            specification.terms,
            specification.effects,
            specification.cluster,
            specification.roles.time,
            settings.draws,
            settings.seed,
            specification.weights,
        )
        detail = f"{_p_words(test.p_value)}, {test.period}"
        yield _record("", "sup_f", test.statistic, detail)


def _clusters(design: Design) -> Iterator[Record]:
    effective = effective_clusters(design).set_index("term")["effective_clusters"]
    for term, rows in cluster_diagnostics(design).groupby("term", sort=False):
        yield _record(term, "effective_clusters", effective[term])
        by_cluster = rows.set_index("cluster")
        leverage, without = by_cluster["partial_leverage"], by_cluster["estimate_without"]
        yield _record(term, "largest_partial_leverage", leverage.max(), leverage.idxmax())
        yield _record(term, "lowest_without", without.min(), without.idxmin())
        yield _record(term, "highest_without", without.max(), without.idxmax())


def _instruments(design: Design, level: float) -> Iterator[Record]:
    for row in strength(design).to_dict("records"):
        for name in STRENGTH:
            yield _record(row["term"], name, row[name])
    for row in anderson_rubin(design, level).to_dict("records"):
        yield _record(row["term"], "anderson_rubin_set", float("nan"), row["set"])


def _p_words(p_value: float) -> str:
    return "p < 0.001" if p_value < 0.0005 else f"p = {p_value:.3f}"


def _record(term: str, statistic: str, value: float, detail: object = "") -> Record:
    return {"term": term, "statistic": statistic, "value": value, "detail": str(detail)}
