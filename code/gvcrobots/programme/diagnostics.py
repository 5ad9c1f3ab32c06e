"""What a reader needs to judge the inference of a regression: clusters, instruments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

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

from gvcrobots.programme.estimators import CELL, TIME

FEWEST_YEARS = 3  # for tests of dependence
STRENGTH = (
    "effective_f",
    "critical_value",
    "sanderson_windmeijer",
    "kleibergen_paap",
    "kleibergen_paap_p",
)
Record = dict[str, object]


def diagnose(
    design: Design,
    frame: pd.DataFrame,
    declared: Mapping[str, Any],
    settings: Settings,
) -> pd.DataFrame:
    """Diagnose a regression, with or without instruments.

    Parameters
    ----------
    design
        Regression with its effects taken out.
    frame
        Panel that the design was made from.
    declared
        Its declaration.
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
    if "estimator" in declared:  # the others judge least squares and its instruments
        records = ()
    elif design.endogenous_terms:
        records = _instruments(design, settings.level)
    else:
        records = chain(
            _clusters(design),
            _power(design),
            _selection(design, declared),
            _decomposition(design, declared),
            _errors(design, frame, declared),
            _break(design, frame, declared, settings),
        )
    everything = chain(scale(design, frame, declared), records)
    return pd.DataFrame(everything, columns=["term", "statistic", "value", "detail"])


def scale(design: Design, frame: pd.DataFrame, declared: Mapping[str, Any]) -> Iterator[Record]:
    """Measure the variables of a regression, so that its coefficients can be put into words.

    Parameters
    ----------
    design, frame, declared
        As in `diagnose`.

    Yields
    ------
    dict
        Mean of the outcome, and the standard deviations of the outcome and of each term once the
        effects are taken out; of the log of the outcome where the regression is Poisson's, whose
        coefficients are changes of the log. Weights count.
    """
    outcome = declared["outcome"]
    rows, weights = frame.iloc[design.rows], design.weights
    if declared.get("estimator") == "ppml":  # its weights are those of the last step
        logs = rows[rows[outcome] > 0].assign(**{outcome: lambda cells: np.log(cells[outcome])})
        design = absorb(logs, outcome, design.terms, declared["effects"], declared["cluster"])
        weights = None
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


def _selection(design: Design, declared: Mapping[str, Any]) -> Iterator[Record]:
    """Oster's bounds of the terms of interest, where there are controls."""
    for term in declared["terms"] if declared["controls"] else ():
        bounds = oster_bounds(design, term).iloc[0]
        yield _record(term, "oster_delta", bounds["delta"])
        yield _record(term, "oster_beta", bounds["beta_star"])


def _decomposition(design: Design, declared: Mapping[str, Any]) -> Iterator[Record]:
    """What each control does to the terms of interest, where that is asked for."""
    if declared.get("decomposition"):
        for row in decompose(design, declared["terms"]).itertuples():
            error = f"{row.std_error:.3f}"
            yield _record(row.term, f"moved_by_{row.control}", row.moved, error)


def _errors(design: Design, frame: pd.DataFrame, declared: Mapping[str, Any]) -> Iterator[Record]:
    """Dependence of the errors between cells and over years, which the clusters allow for."""
    rows = frame.iloc[design.rows]
    if rows["year"].nunique() < FEWEST_YEARS:
        return
    cells = rows.groupby(CELL).ngroup().to_numpy()
    between = pesaran_cd(design.residuals, cells, rows["year"].to_numpy())
    yield _record("", "pesaran_cd", between.statistic, _p_words(between.p_value))
    over_time = wooldridge_serial_correlation(
        rows, design.outcome, design.terms, declared["effects"], declared["cluster"], CELL, TIME
    )
    yield _record("", "wooldridge", over_time.statistic, _p_words(over_time.p_value))


def _break(
    design: Design,
    frame: pd.DataFrame,
    declared: Mapping[str, Any],
    settings: Settings,
) -> Iterator[Record]:
    """Sup-F test of one break at an unknown year in the terms of interest."""
    if declared.get("break_test"):
        test = sup_f_test(
            frame.iloc[design.rows],
            design.outcome,
            design.terms,
            declared["terms"],
            declared["effects"],
            declared["cluster"],
            TIME,
            settings.draws,
            settings.seed,
            declared.get("weights"),
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
