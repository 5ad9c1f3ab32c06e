"""Robustness of the coefficients of robots and of digital infrastructure: figure and table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from gvcrobots.declare.files import unshifted
from gvcrobots.exhibits import latex
from gvcrobots.exhibits.style import PRIMARY, draw_interval, interval_limits, new_figure
from gvcrobots.results import HEADLINE, KEYS, headline

ROLES = {"robots": "Robots", "digital": "Digital infrastructure"}
DIGITAL = ("digital", "broadband", "internet_users", "mobile", "fixed_telephone")
ROW = ["group", "label", "family", "specification"]
RESULTS = ["estimate", "std_error", "ci_low", "ci_high", "p_value", "inference"]
COUNTS = ["n_obs", "n_clusters"]
STANDARDISED = ["standardised", "standardised_low", "standardised_high"]
# Share of the bounds that the axes of the figure hold; a few wide intervals would hide the rest.
SHOWN = 0.93
_LINE, _LARGEST = 0.177, 8.5  # inches
_GAP = 0.35  # lines between groups


def robots_and_digital(declared: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Find the terms of a specification that stand for robots and for digital infrastructure.

    Parameters
    ----------
    declared
        Resolved declaration.

    Returns
    -------
    str or None, str or None
        The first term whose variable starts with `robots`, and the first whose variable is one of
        `DIGITAL`, whatever their lags, leads and products.
    """
    variables = {term: unshifted(term.split(":")[0])[0] for term in declared["terms"]}
    robots = (term for term, variable in variables.items() if variable.startswith("robots"))
    digital = (term for term, variable in variables.items() if variable in DIGITAL)
    return next(robots, None), next(digital, None)


def quoted_terms(
    chosen: Sequence[tuple[str, str]],
    families: Mapping[str, Mapping[str, Any]],
    estimates: pd.DataFrame,
) -> pd.DataFrame:
    """Take the rows that are quoted of robots and of digital infrastructure.

    Parameters
    ----------
    chosen
        Family and specification of each regression.
    families
        Resolved families.
    estimates
        Rows of `output/estimates.csv`.

    Returns
    -------
    DataFrame
        `family, specification, role, term`, then `RESULTS` and `COUNTS`; in the order chosen,
        robots first. A role that a regression has no term for, or that was dropped, has no row.

    Raises
    ------
    ValueError
        If a regression has no estimates.
    """
    quoted = headline(estimates)
    known = set(zip(quoted["family"], quoted["specification"], strict=True))
    if missing := [".".join(key) for key in chosen if key not in known]:
        raise ValueError(f"output/estimates: specification: no rows of {', '.join(missing)}")
    terms = pd.DataFrame(
        [
            (family, name, role, term)
            for family, name in chosen
            for role, term in zip(
                ROLES, robots_and_digital(families[family]["specifications"][name]), strict=True
            )
        ],
        columns=["family", "specification", "role", "term"],
    )
    return terms.merge(quoted[[*KEYS, *RESULTS, *COUNTS]], on=KEYS, validate="1:1")


def robustness_data(
    exhibit: Mapping[str, Any], estimates: pd.DataFrame, diagnostics: pd.DataFrame
) -> pd.DataFrame:
    """Take the results of every row, also in standard deviations, so that they share an axis.

    Parameters
    ----------
    exhibit
        Resolved declaration: `groups, resolved`.
    estimates, diagnostics
        Rows of `output/estimates.csv` and `output/diagnostics.csv` of its families.

    Returns
    -------
    DataFrame
        One row a row of the exhibit and role: `group, label, family, specification, role, term`,
        `RESULTS`, `COUNTS` and `STANDARDISED`: estimate and bounds times the standard deviation of
        the regressor over that of the outcome, effects taken out of both. A row that names a
        diagnostic, `family.specification.statistic`, has its value for an estimate and no more.
    """
    rows = pd.DataFrame(
        [
            (group, label, *[*row.split("."), ""][:3])
            for group, declared in exhibit["groups"].items()
            for row, label in declared.items()
        ],
        columns=[*ROW, "bound"],
    )
    chosen = list(rows[KEYS[:2]].drop_duplicates().itertuples(index=False, name=None))
    results = quoted_terms(chosen, exhibit["resolved"], estimates)
    data = rows.merge(results, on=KEYS[:2], validate="m:m")
    data = _with_bounds(data, diagnostics)
    data = _with_statistic(data, diagnostics, "regressor_sd", KEYS)
    data = _with_statistic(data, diagnostics, "outcome_sd", KEYS[:2])
    scale = data.pop("regressor_sd") / data.pop("outcome_sd")
    for name, value in zip(STANDARDISED, ("estimate", "ci_low", "ci_high"), strict=True):
        data[name] = data[value] * scale
    return data


def _with_bounds(data: pd.DataFrame, diagnostics: pd.DataFrame) -> pd.DataFrame:
    """Put the values of diagnostics where rows name them."""
    values = diagnostics.set_index([*KEYS, "statistic"])["value"]
    places = pd.MultiIndex.from_frame(data[[*KEYS, "bound"]])
    bound = data.pop("bound") != ""
    data.loc[bound, "estimate"] = values.reindex(places[bound]).to_numpy()
    data.loc[bound, ["std_error", "ci_low", "ci_high", "p_value"]] = float("nan")
    data.loc[bound, "inference"] = ""
    return data


def _with_statistic(
    data: pd.DataFrame, diagnostics: pd.DataFrame, statistic: str, keys: list[str]
) -> pd.DataFrame:
    values = diagnostics.loc[diagnostics["statistic"] == statistic, [*keys, "value"]]
    named = values.rename(columns={"value": statistic})
    return data.merge(named, on=keys, how="left", validate="m:1")


def robustness_table(name: str, exhibit: Mapping[str, Any], data: pd.DataFrame) -> str:
    """Set estimate, interval and p-value of robots and of digital infrastructure, one row a row.

    Parameters
    ----------
    name
        Name of the exhibit.
    exhibit
        Resolved declaration: `caption, notes`.
    data
        Result of `robustness_data`.

    Returns
    -------
    str
        LaTeX fragment; groups are headed, and what a row does not have is empty.
    """
    body: list[str] = []
    for group, block in data.groupby("group", sort=False):
        body += [r"\addlinespace"] if body else []
        body.append(rf"\emph{{{latex.escape(group)}}}")
        for (label, *_), rows in block.groupby(ROW[1:], sort=False):
            by_role = rows.set_index("role")
            cells = [
                cell
                for role in ROLES
                for cell in (_cells(by_role.loc[role]) if role in by_role.index else [""] * 3)
            ]
            counts = [latex.figure(rows[column].iloc[0], 0) for column in COUNTS]
            body.append(latex.cells(rf"\quad {latex.escape(label)}", *cells, *counts))
    heads = [rf"\multicolumn{{3}}{{c}}{{{title}}}" for title in ROLES.values()]
    each = ["Estimate", "95 per cent interval", "$p$"]
    header = [
        latex.cells("", *heads, "", ""),
        r"\cmidrule(lr){2-4}\cmidrule(lr){5-7}",
        latex.cells("", *each, *each, "$N$", "$G$"),
    ]
    notes = latex.escape(exhibit["notes"])
    return latex.table(name, exhibit, "lrcrrcrrr", header, body, notes, "scriptsize")


def _cells(row: pd.Series) -> list[str]:
    if not row["inference"]:
        return [latex.figure(row["estimate"]), "", ""]
    bounds = ", ".join(latex.figure(row[bound]) for bound in ("ci_low", "ci_high"))
    return [latex.figure(row["estimate"]), f"[{bounds}]", latex.p_figure(row["p_value"])]


def draw_robustness(data: pd.DataFrame) -> Figure:
    """Draw one panel a role, one line a row, standardised.

    Parameters
    ----------
    data
        Result of `robustness_data`.

    Returns
    -------
    Figure
        The vertical lines are the first estimates, that of rows with products apart, down to the
        last row that they are to be compared with. Open marks have intervals without bootstrap,
        marks without interval are bounds;
        intervals beyond the limits are cut with arrow heads.
    """
    heights, headings = _heights(data)
    bottom = min(heights.values())
    figure, axes = new_figure(columns=2, height=min(_LARGEST, _LINE * (2 - bottom) + 0.75))
    for axis, (role, title) in zip(axes, ROLES.items(), strict=True):
        rows = data[data["role"] == role]
        _draw_role(axis, rows, [heights[key] for key in _keys(rows)])
        axis.set(title=title, ylim=(bottom - 0.8, 0.8), yticks=[])
        axis.spines["left"].set_visible(False)
    _name_rows(axes[0], data, heights, headings)
    _add_legend(figure, set(data["inference"]))
    figure.supxlabel(
        "Standard deviations of the outcome, per standard deviation of the term", fontsize=8.5
    )
    return figure


def _keys(data: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(data[ROW].itertuples(index=False, name=None))


def _heights(data: pd.DataFrame) -> tuple[dict[tuple[str, ...], float], dict[str, float]]:
    """Place rows and headings, in lines from the top."""
    heights: dict[tuple[str, ...], float] = {}
    headings: dict[str, float] = {}
    height = 0.0
    for key in dict.fromkeys(_keys(data)):
        if key[0] not in headings:
            height -= _GAP if headings else 0
            headings[key[0]] = height
            height -= 1
        heights[key] = height
        height -= 1
    return heights, headings


def _draw_role(axis: Axes, rows: pd.DataFrame, heights: Sequence[float]) -> None:
    axis.set_xlim(interval_limits(rows[STANDARDISED].to_numpy(), SHOWN))
    axis.hlines(heights, *axis.get_xlim(), color="0.93", linewidth=0.4, zorder=0)
    axis.axvline(0, color="black", linewidth=0.7, zorder=1)
    placed = rows.assign(height=heights)
    for _, same in placed.groupby(rows["term"].str.contains(":"), sort=False):
        first = same.iloc[0]
        span = same["height"].min() - 0.4, first["height"] + 0.4
        axis.vlines(first["standardised"], *span, color=PRIMARY, linewidth=0.7, alpha=0.6)
    for row in placed.to_dict("records"):
        draw_interval(
            axis,
            row["height"],
            tuple(row[name] for name in STANDARDISED),
            color=PRIMARY,
            size=3.4,
            width=1.0,
            filled=row["inference"] in ("", HEADLINE),
        )


def _name_rows(
    axis: Axes,
    data: pd.DataFrame,
    heights: Mapping[tuple[str, ...], float],
    headings: Mapping[str, float],
) -> None:
    """Write labels and headings at the left of the first panel, flush left."""
    names = [(height, f"  {key[1]}", "normal") for key, height in heights.items()]
    names += [(height, group, "bold") for group, height in headings.items()]
    axis.set_yticks([name[0] for name in names], [name[1] for name in names], fontsize=7.5)
    axis.tick_params(axis="y", length=0)
    for label, (*_, weight) in zip(axis.get_yticklabels(), names, strict=True):
        label.set_fontweight(weight)
    figure = axis.figure
    figure.draw_without_rendering()
    width = max(label.get_window_extent().width for label in axis.get_yticklabels())
    axis.tick_params(axis="y", pad=width * 72 / figure.dpi + 3)
    for label in axis.get_yticklabels():
        label.set_horizontalalignment("left")


def _add_legend(figure: Figure, methods: set[str]) -> None:
    mark = {"color": PRIMARY, "marker": "o", "markersize": 3.8, "linewidth": 1.0}
    handles = [Line2D([], [], **mark, label="Wild cluster bootstrap, WCR-31")]
    if methods - {HEADLINE, ""}:
        handles.append(Line2D([], [], **mark, markerfacecolor="white", label="CRV1, t(G − 1)"))
    handles.append(Line2D([], [], color=PRIMARY, linewidth=0.7, alpha=0.6, label="Headline"))
    figure.legend(handles=handles, loc="outside upper center", ncols=len(handles))
