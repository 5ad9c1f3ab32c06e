"""What text and notes can call by name of the families of tables and of the closures."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from gvcrobots.exhibits.macros import number
from gvcrobots.exhibits.numbers import Macro

AGREED = ("within", "after_industry_years")


def agreement_macros(agreement: pd.DataFrame) -> Iterator[Macro]:
    """Name correlations: `agreement.first.second.view`, and `agreement.first.second.n`."""
    source = "output/yardsticks_agreement.csv"
    for (first, second), rows in agreement.groupby(["first", "second"], sort=False):
        key, of = f"agreement.{first}.{second}", f"{first}, {second}"
        for row in rows.itertuples():
            yield number(f"{key}.{row.view}", row.correlation, source, f"{of}, {row.view}", 2)
        yield number(f"{key}.n", rows["n"].iloc[0], source, of, 0)


def reliability_macros(reliability: pd.DataFrame) -> Iterator[Macro]:
    """Name the range over the triples, within cells: `reliability.family.lowest`, `.highest`."""
    source = "output/yardsticks_reliability.csv"
    within = reliability[reliability["view"] == "within"]
    for family, shares in within.groupby("measure", sort=False)["reliability"]:
        of = f"within, {family}"
        yield number(f"reliability.{family}.lowest", shares.min(), source, of, 2)
        yield number(f"reliability.{family}.highest", shares.max(), source, of, 2)


def closure_macros(closures: pd.DataFrame) -> Iterator[Macro]:
    """Name what closures do.

    Parameters
    ----------
    closures
        Result of `closures.compute`.

    Yields
    ------
    Macro
        `closure.name.view` and `closure.name.view_all` (correlations), `closure.name.moved` (per
        cent of cells) and `closure.name.mean_change` (points); `closure.n`, `closure.n_all` and
        `closure.impossible`, the cells that are compared, all, and those left out.
    """
    source = "output/closures.csv"
    for row in closures.to_dict("records"):
        name = row["closure"]
        for view in (*AGREED, *(f"{view}_all" for view in AGREED)):
            yield number(f"closure.{name}.{view}", row[view], source, name, 2)
        yield number(f"closure.{name}.moved", row["moved"], source, name, 1)
        yield number(f"closure.{name}.mean_change", row["mean_change"], source, name, 2)
    first = closures.iloc[0]
    counts = {"n": first["n"], "n_all": first["n_all"], "impossible": first["n_all"] - first["n"]}
    for key, value in counts.items():
        yield number(f"closure.{key}", value, source, "all", 0)


def validation_macros(validation: pd.DataFrame) -> Iterator[Macro]:
    """Name correlations with the survey: `validation.measure.pearson`, `.spearman`, `.n`."""
    source = "output/robot_validation.csv"
    for row in validation.to_dict("records"):
        key = f"validation.{row['measure']}"
        for method in ("pearson", "spearman"):
            yield number(f"{key}.{method}", row[method], source, row["measure"], 2)
        for count in ("n", "economies", "waves"):
            yield number(f"{key}.{count}", row[count], source, row["measure"], 0)


def chain_macros(chains: pd.DataFrame, turn: int) -> Iterator[Macro]:
    """Name participation of the sample's economies.

    Parameters
    ----------
    chains
        Result of `chains.compute`.
    turn
        Last year of hyper-globalisation in the theory.

    Yields
    ------
    Macro
        `chains.family.year` in per cent of exports, `chains.family.last_year`, and
        `chains.family.since_turn`: `higher` or `lower` in the last year than at the turn.
    """
    source = "output/participation_sample.csv"
    for family, rows in chains.groupby("family", sort=False):
        line = rows.set_index("year")["participation"]
        for year, value in line.items():
            yield number(f"chains.{family}.{year}", value, source, f"{family}, {year}", 1)
        last = int(line.index.max())
        of = f"{family}, {turn} and {last}"
        word = "higher" if line[last] > line[turn] else "lower"
        yield Macro(f"chains.{family}.last_year", str(last), source, of, last)
        yield Macro(f"chains.{family}.since_turn", word, source, of, line[last] - line[turn])
