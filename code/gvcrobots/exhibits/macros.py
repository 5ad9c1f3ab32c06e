"""What the text can call by name of estimates and of what is computed beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from gvcrobots.exhibits.latex import escape, figure, p_equation, p_figure
from gvcrobots.exhibits.numbers import Macro
from gvcrobots.exhibits.sentences import spelled
from gvcrobots.results import FAMILYWISE, KEYS, SIGNIFICANCE, headline

ESTIMATES, DIAGNOSTICS = "output/estimates.csv", "output/diagnostics.csv"
STATISTICS = ("pearson", "spearman", "slope")


def number(name: str, value: float, source: str, row: str, digits: int = 3) -> Macro:
    """Make the macro of one number, rounded to a count of decimals."""
    return Macro(name, figure(value, digits), source, row, value)


def estimate_macros(estimates: pd.DataFrame) -> Iterator[Macro]:
    """Name every estimate, its inference and its finding in words.

    The words follow the p-value of the family of hypotheses (Romano and Wolf), where there is one:
    section 6 of the study.

    Parameters
    ----------
    estimates
        Rows of `output/estimates.csv`.

    Yields
    ------
    Macro
        `family.specification.term.statistic`; counts as `family.specification.n_obs`.
    """
    rows = headline(estimates)
    familywise = estimates[estimates["inference"] == FAMILYWISE].set_index(KEYS)["p_value"]
    for row in rows.itertuples():
        place = (row.family, row.specification, row.term)
        key, p_family = ".".join(place), familywise.get(place, row.p_value)
        of = ", ".join((*place, row.inference))
        of_family = ", ".join((*place, FAMILYWISE if place in familywise.index else row.inference))
        for statistic in ("estimate", "std_error", "ci_low", "ci_high"):
            yield number(f"{key}.{statistic}", getattr(row, statistic), ESTIMATES, of)
        for name, value, where in (
            ("p_equation", row.p_value, of),
            ("p_family", p_family, of_family),
        ):
            yield Macro(f"{key}.{name}", p_equation(value), ESTIMATES, where, value)
        words = finding(row.estimate, p_family)
        yield Macro(f"{key}.finding", words, ESTIMATES, of_family)
    for key, first in rows.groupby(KEYS[:2], sort=False).first().iterrows():
        for count, digits in (("n_obs", 0), ("n_clusters", 0), ("n_cells", 0), ("r2_within", 4)):
            name = ".".join([*key, count])
            yield number(name, first[count], ESTIMATES, ", ".join(key), digits)


def interval_macros(estimates: pd.DataFrame) -> Iterator[Macro]:
    """Name the intervals of every method: `family.specification.term.method.ci_low`."""
    for row in estimates.dropna(subset=["ci_low"]).itertuples():
        place = (row.family, row.specification, row.term, row.inference)
        for bound in ("ci_low", "ci_high"):
            name = ".".join([*place, bound])
            yield number(name, getattr(row, bound), ESTIMATES, ", ".join(place))


def diagnostic_macros(diagnostics: pd.DataFrame) -> Iterator[Macro]:
    """Name diagnostics: `family.specification.term.statistic`, and `.detail` where it has one."""
    for row in diagnostics.itertuples():
        place = (row.family, row.specification, row.term, row.statistic)
        parts = [part for part in place if pd.notna(part)]
        key, of = ".".join(parts), ", ".join(parts)
        if pd.notna(row.value):
            yield number(key, row.value, DIAGNOSTICS, of, 2)
        if pd.notna(row.detail):
            words = (
                row.detail.replace("<", "$<$")
                .replace("-inf", r"$-\infty$")
                .replace("inf)", r"$\infty$)")
            )
            yield Macro(f"{key}.detail", words, DIAGNOSTICS, of)


def finding(estimate: float, p_value: float) -> str:
    """Say in words what a two-sided test at 5 per cent says."""
    if p_value >= SIGNIFICANCE:
        return "not statistically distinguishable from zero"
    return (
        "negative and statistically significant"
        if estimate < 0
        else ("positive and statistically significant")
    )


def effect_macros(effects: pd.DataFrame) -> Iterator[Macro]:
    """Name effects of one within standard deviation: `family.specification.term.effect`."""
    for row in effects.to_dict("records"):
        place = [row[key] for key in KEYS]
        for name in ("effect", "effect_low", "effect_high"):
            key = ".".join([*place, name])
            yield number(key, row[name], "output/effects.csv", ", ".join(place), 2)


def world_macros(participation: pd.DataFrame) -> Iterator[Macro]:
    """Name computed and published world participation: `world.measure.year`, `published....`."""
    for row in participation.itertuples():
        for group, value in (("world", row.computed), ("published", row.published)):
            if pd.notna(value):
                name, of = f"{group}.{row.measure}.{row.year}", f"{row.measure}, {row.year}"
                yield number(name, value, "output/participation.csv", of, 1)


def summary_macros(statistics: pd.DataFrame) -> Iterator[Macro]:
    """Name the summary statistics of each variable, and the counts of the sample."""
    source = "output/summary.csv"
    for row in statistics.itertuples():
        for key in ("mean", "sd", "within_sd", "min", "max"):
            name = f"summary.{row.variable}.{key}"
            yield number(name, getattr(row, key), source, row.variable, 2)
    for count in ("economies", "industries", "years"):
        yield from _count(f"summary.{count}", statistics[count].iloc[0], source, "")


def panel_macros(counts: pd.DataFrame) -> Iterator[Macro]:
    """Name economies and years of the tables before any filter: `panel.economies`."""
    first, source = counts.iloc[0], "derived/sample.csv"
    yield from _count("panel.economies", first["economies"], source, first["filter"])
    for key in ("first_year", "last_year"):
        yield Macro(f"panel.{key}", str(first[key]), source, first["filter"], first[key])


def _count(name: str, value: int, source: str, row: str) -> Iterator[Macro]:
    """Name a count in figures, and in words: `summary.industries_spelled`."""
    yield number(name, value, source, row, 0)
    yield Macro(f"{name}_spelled", spelled(int(value)), source, row, value)


def national_macros(national: pd.DataFrame) -> Iterator[Macro]:
    """Name backward participation of all manufacturing in per cent: `backward.DEU.2005`."""
    for row in national.itertuples():
        name, of = f"backward.{row.iso3}.{row.year}", f"{row.iso3}, {row.year}"
        yield number(name, row.backward, "output/national.csv", of, 1)


def loading_macros(loadings: pd.DataFrame) -> Iterator[Macro]:
    """Name the variance share of the digital component (per cent) and its correlations."""
    source = "derived/digital_loadings.csv"
    share = 100 * loadings["variance_share"].iloc[0]
    yield number("digital.variance", share, source, "", 0)
    for row in loadings.itertuples():
        name = f"digital.correlation.{row.variable}"
        yield number(name, row.correlation, source, row.variable, 2)


def curve_macros(test: pd.DataFrame) -> Iterator[Macro]:
    """Name the joint tests of the curves.

    Parameters
    ----------
    test
        Rows of `output/curve_test.csv`.

    Yields
    ------
    Macro
        `curve.role.statistic` and `curve.role.p_statistic`, with shares in per cent,
        `curve.role.n_specifications` and `curve.role.n_permutations`.
    """
    source = "output/curve_test.csv"
    for role, rows in test.groupby("role", sort=False):
        for row in rows.itertuples():
            name, of = f"curve.{role}.{row.statistic}", f"{role}, {row.statistic}"
            share = row.statistic.startswith("share_")
            value, digits = (100 * row.observed, 1) if share else (row.observed, 3)
            yield number(name, value, source, of, digits)
            p_name = f"curve.{role}.p_{row.statistic}"
            yield Macro(p_name, p_figure(row.p_value), source, of, row.p_value)
        for count in ("n_specifications", "n_permutations"):
            yield number(f"curve.{role}.{count}", rows[count].iloc[0], source, role, 0)


def placebo_macros(placebo: pd.DataFrame) -> Iterator[Macro]:
    """Name rejections of placebos in per cent: `placebo.term.method`."""
    source = "output/placebo.csv"
    for row in placebo.itertuples():
        of = f"{row.term}, {row.inference}"
        yield number(f"placebo.{row.term}.{row.inference}", 100 * row.rejections, source, of, 1)
    yield number("placebo.n_permutations", placebo["n_permutations"].iloc[0], source, "", 0)


def industry_macros(association: pd.DataFrame) -> Iterator[Macro]:
    """Name the association over industries.

    Parameters
    ----------
    association
        Result of `association.compute`.

    Yields
    ------
    Macro
        `industries.statistic` for `STATISTICS` and `n`; `industries.without`, the industry without
        which the slope changes most; `industries.without.statistic`.
    """
    source = "output/industries_association.csv"
    every, others = association.to_dict("records")
    yield number("industries.n", every["n"], source, "none", 0)
    yield Macro("industries.without", escape(others["without"].lower()), source, others["without"])
    for key, row in (("industries", every), ("industries.without", others)):
        for name in STATISTICS:
            yield number(f"{key}.{name}", row[name], source, row["without"], 2)


def influence_macros(data: pd.DataFrame) -> Iterator[Macro]:
    """Name the extreme coefficients and what they leave out.

    Parameters
    ----------
    data
        Result of `influence.compute`.

    Yields
    ------
    Macro
        For every term and what is left out, `influence.term.kind.lowest`, `.highest`, and
        `.lowest_name`, `.highest_name`; industries are in lower case, as in a sentence.
    """
    source = "output/influence.csv"
    known = data.dropna(subset=["estimate_without"])
    for (term, left_out), rows in known.groupby(["term", "left_out"], sort=False):
        without = rows.set_index("name")["estimate_without"]
        for side, name in (("lowest", without.idxmin()), ("highest", without.idxmax())):
            key, of = f"influence.{term}.{left_out}.{side}", f"{term}, {left_out}, {name}"
            yield number(key, without[name], source, of)
            words = escape(name if left_out == "economy" else name.lower())
            yield Macro(f"{key}_name", words, source, of)


def declared_macros(
    columns: Mapping[str, Sequence[str]], years: Mapping[str, Mapping[str, Sequence[int]]]
) -> Iterator[Macro]:
    """Name what is declared: `column.baseline.both`, `sample.main.first_year`.

    Parameters
    ----------
    columns
        Columns by table.
    years
        First and last year by group, `sample` or `figure`, and name.
    """
    for table, names in columns.items():
        for position, name in enumerate(names, start=1):
            of = f"tables.{table}"
            yield Macro(f"column.{table}.{name}", str(position), "config/exhibits.yaml", of)
    sources = {"sample": "config/specifications.yaml", "figure": "config/exhibits.yaml"}
    for group, of_group in years.items():
        for name, (first, last) in of_group.items():
            for key, year in (("first_year", first), ("last_year", last)):
                of = f"{group}s.{name}"
                yield Macro(f"{group}.{name}.{key}", str(year), sources[group], of)


def parameters(study: Mapping[str, Any]) -> dict[str, Any]:
    """Take what `declared_macros` names from the study, as plain values."""
    columns = {n: list(table.columns) for n, table in study["tables"].items() if _columned(table)}
    figures = {n: list(f.years) for n, f in study["figures"].items() if hasattr(f, "years")}
    samples = {name: list(sample["years"]) for name, sample in study["samples"].items()}
    return {"columns": columns, "years": {"sample": samples, "figure": figures}}


def _columned(table: object) -> bool:
    return hasattr(table, "columns")
