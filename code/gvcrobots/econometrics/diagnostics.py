"""What a reader needs to judge the inference of a regression: clusters, instruments."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from gvcrobots.econometrics.absorption import AbsorbedDesign
from gvcrobots.econometrics.anderson_rubin import anderson_rubin
from gvcrobots.econometrics.leverage import cluster_diagnostics, effective_clusters
from gvcrobots.econometrics.weak_instruments import strength

STRENGTH = (
    "effective_f",
    "critical_value",
    "sanderson_windmeijer",
    "kleibergen_paap",
    "kleibergen_paap_p",
)
Record = dict[str, object]


def diagnose(design: AbsorbedDesign, level: float) -> pd.DataFrame:
    """Diagnose a regression, with or without instruments.

    Parameters
    ----------
    design
        Regression with its effects taken out.
    level
        Of the Anderson-Rubin sets.

    Returns
    -------
    DataFrame
        Columns `term, statistic, value, detail`. Without instruments: `effective_clusters`,
        `largest_partial_leverage` (detail: which cluster), `lowest_without` and `highest_without`,
        the extreme coefficients when one cluster is left out (detail: which). With instruments:
        `STRENGTH` of `weak_instruments.strength`, and `anderson_rubin_set` (detail: in words).
    """
    records = _instruments(design, level) if design.endogenous_terms else _clusters(design)
    return pd.DataFrame(records, columns=["term", "statistic", "value", "detail"])


def _clusters(design: AbsorbedDesign) -> Iterator[Record]:
    effective = effective_clusters(design).set_index("term")["effective_clusters"]
    for term, rows in cluster_diagnostics(design).groupby("term", sort=False):
        yield _record(term, "effective_clusters", effective[term])
        by_cluster = rows.set_index("cluster")
        leverage, without = by_cluster["partial_leverage"], by_cluster["estimate_without"]
        yield _record(term, "largest_partial_leverage", leverage.max(), leverage.idxmax())
        yield _record(term, "lowest_without", without.min(), without.idxmin())
        yield _record(term, "highest_without", without.max(), without.idxmax())


def _instruments(design: AbsorbedDesign, level: float) -> Iterator[Record]:
    for row in strength(design).to_dict("records"):
        for name in STRENGTH:
            yield _record(row["term"], name, row[name])
    for row in anderson_rubin(design, level).to_dict("records"):
        yield _record(row["term"], "anderson_rubin_set", float("nan"), row["set"])


def _record(term: str, statistic: str, value: float, detail: object = "") -> Record:
    return {"term": term, "statistic": statistic, "value": value, "detail": str(detail)}
