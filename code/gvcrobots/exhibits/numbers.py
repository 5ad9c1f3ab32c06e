r"""The numbers of the text: macros `\result{family.specification.term.statistic}`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from gvcrobots.exhibits.latex import figure
from gvcrobots.results import FAMILYWISE, KEYS, SIGNIFICANCE, headline

PREAMBLE = r"""% Built by the package from its results; edits are overwritten.
\makeatletter
\newcommand*\result[1]{\ifcsname result@#1\endcsname\csname result@#1\endcsname\else
  \PackageError{numbers}{The text names a result that does not exist: #1}{}\fi}
\newcommand*\defineresult[2]{\expandafter\def\csname result@#1\endcsname{#2}}
\makeatother
"""

Macro = tuple[str, str]


def number_macros(macros: Iterable[Macro]) -> str:
    r"""Write results as LaTeX macros that the text calls by name.

    Parameters
    ----------
    macros
        Pairs of name and LaTeX text.

    Returns
    -------
    str
        Contents of `output/numbers.tex`. A name that is not defined stops the paper with an error.
    """
    return PREAMBLE + define(macros)


def define(macros: Iterable[Macro]) -> str:
    """Write definitions of results without what makes them available to the text.

    Raises
    ------
    ValueError
        If a name is given twice.
    """
    lines: dict[str, str] = {}
    for name, text in macros:
        if name in lines:
            raise ValueError(f"numbers: result {name!r} is defined twice")
        lines[name] = rf"\defineresult{{{name}}}{{{text}}}"
    return "\n".join(lines.values()) + "\n"


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
    tuple of str
        `family.specification.term.statistic` and its text; counts as `family.specification.n_obs`.
    """
    rows = headline(estimates)
    familywise = estimates[estimates["inference"] == FAMILYWISE].set_index(KEYS)["p_value"]
    for row in rows.itertuples():
        place = (row.family, row.specification, row.term)
        key, p_family = ".".join(place), familywise.get(place, row.p_value)
        for statistic in ("estimate", "std_error", "ci_low", "ci_high"):
            yield f"{key}.{statistic}", figure(getattr(row, statistic))
        yield f"{key}.p_equation", p_equation(row.p_value)
        yield f"{key}.p_family", p_equation(p_family)
        yield f"{key}.finding", finding(row.estimate, p_family)
    for key, first in rows.groupby(["family", "specification"], sort=False).first().iterrows():
        for count in ("n_obs", "n_clusters", "n_cells"):
            yield ".".join([*key, count]), figure(first[count], 0)
        yield ".".join([*key, "r2_within"]), figure(first["r2_within"], 4)


def interval_macros(estimates: pd.DataFrame) -> Iterator[Macro]:
    """Name the intervals of every method: `family.specification.term.method.ci_low`."""
    for row in estimates.dropna(subset=["ci_low"]).itertuples():
        key = f"{row.family}.{row.specification}.{row.term}.{row.inference}"
        for bound in ("ci_low", "ci_high"):
            yield f"{key}.{bound}", figure(getattr(row, bound))


def diagnostic_macros(diagnostics: pd.DataFrame) -> Iterator[Macro]:
    """Name diagnostics: `family.specification.term.statistic`, and `.detail` where it has one."""
    for row in diagnostics.itertuples():
        place = (row.family, row.specification, row.term, row.statistic)
        key = ".".join(part for part in place if pd.notna(part))
        if pd.notna(row.value):
            yield key, figure(row.value, 2)
        if pd.notna(row.detail):
            words = (
                row.detail.replace("<", "$<$")
                .replace("-inf", r"$-\infty$")
                .replace("inf)", r"$\infty$)")
            )
            yield f"{key}.detail", words


def p_equation(p_value: float) -> str:
    """Print `p = 0.123` or `p < 0.001`."""
    return "$p<0.001$" if p_value < 0.0005 else f"$p={figure(p_value)}$"


def finding(estimate: float, p_value: float) -> str:
    """Say in words what a two-sided test at 5 per cent says."""
    if p_value >= SIGNIFICANCE:
        return "not statistically distinguishable from zero"
    return (
        "negative and statistically significant"
        if estimate < 0
        else ("positive and statistically significant")
    )


def world_macros(participation: pd.DataFrame) -> Iterator[Macro]:
    """Name the computed and the published world participation of each year.

    Parameters
    ----------
    participation
        `measure, year, computed, published`, the figures behind the figure of claim C1.

    Yields
    ------
    tuple of str
        `world.measure.year` and `published.measure.year`.
    """
    for row in participation.itertuples():
        for group, value in (("world", row.computed), ("published", row.published)):
            if pd.notna(value):
                yield f"{group}.{row.measure}.{row.year}", figure(value, 1)


def summary_macros(statistics: pd.DataFrame) -> Iterator[Macro]:
    """Name the summary statistics of each variable."""
    for row in statistics.itertuples():
        for key in ("mean", "sd", "within_sd", "min", "max"):
            yield f"summary.{row.variable}.{key}", figure(getattr(row, key), 2)


def effect_macros(estimates: pd.DataFrame, statistics: pd.DataFrame) -> Iterator[Macro]:
    """Express coefficients as the effect of one within standard deviation of the regressor.

    Parameters
    ----------
    estimates
        Rows of `output/estimates.csv`.
    statistics
        Summary statistics with `variable` and `within_sd`.

    Yields
    ------
    tuple of str
        `family.specification.term.effect` (and `.effect_low`, `.effect_high`), percentage points,
        for terms that are variables of the summary table.
    """
    scale = statistics.set_index("variable")["within_sd"]
    rows = headline(estimates)
    rows = rows[rows["term"].isin(scale.index)]
    for row in rows.itertuples():
        name = f"{row.family}.{row.specification}.{row.term}.effect"
        yield name, figure(row.estimate * scale[row.term], 2)
        yield f"{name}_low", figure(row.ci_low * scale[row.term], 2)
        yield f"{name}_high", figure(row.ci_high * scale[row.term], 2)


def backward_macros(
    indicators: pd.DataFrame, economies: Iterable[str], year: int
) -> Iterator[Macro]:
    """Name backward participation of the summed exports of the industries given, in per cent."""
    rows = indicators[indicators["year"] == year].groupby("iso3")
    totals = rows[["exports", "foreign_value_added"]].sum()
    for iso3 in economies:
        share = totals.loc[iso3, "foreign_value_added"] / totals.loc[iso3, "exports"]
        yield f"backward.{iso3}.{year}", figure(100 * share, 1)


def loading_macros(loadings: pd.DataFrame) -> Iterator[Macro]:
    """Name the variance share of the digital component and its correlations, in per cent and 1."""
    yield "digital.variance", figure(100 * loadings["variance_share"].iloc[0], 0)
    for row in loadings.itertuples():
        yield f"digital.correlation.{row.variable}", figure(row.correlation, 2)
