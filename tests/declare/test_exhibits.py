"""Exhibits: names in words stand for what is declared, and mistakes are named with their place."""

import pytest
import yaml
from gvcrobots.declare.exhibit_words import Known, read_exhibits
from gvcrobots.declare.words import plain

KNOWN = Known(
    families={"baseline": ["robots", "both"], "eras": ["late"]},
    samples={"main": (1996, 2011), "late": (2007, 2011)},
    variables=["iso3", "industry", "year", "backward"],
    turn=2008,
)
TABLE = {
    "kind": "regression",
    "family": "baseline",
    "columns": ["robots", "both"],
    "caption": "Baseline, {years:main}",
    "notes": "Column {column:both} has {n_clusters:both} clusters; see {figure:residuals}.",
}
SUMMARY = {
    "kind": "summary",
    "sample": "main",
    "variables": ["backward"],
    "effects": [["iso3", "industry"], ["year"]],
    "caption": "Summary",
}
FIGURE = {
    "kind": "residuals",
    "family": "baseline",
    "specification": "both",
    "caption": "Residuals of column {column:baseline.both} of {table:baseline}",
}
INDUSTRIES = {"kind": "industries", "years": [1995, 2008], "caption": "{first_year} to {last_year}"}


def read(tmp_path, table=None, figure=None, summary=None):
    contents = {
        "tables": {"baseline": TABLE | (table or {}), "summary": SUMMARY | (summary or {})},
        "figures": {"residuals": FIGURE | (figure or {}), "industries": INDUSTRIES},
    }
    path = tmp_path / "config" / "exhibits.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(contents, sort_keys=False))
    return read_exhibits(path, KNOWN)


def test_names_are_filled_and_what_waits_for_results_stays(tmp_path):
    exhibits = read(tmp_path, {"headings": ["{years:late}", "Both"]})
    table = exhibits.tables["baseline"]
    assert table.caption == "Baseline, 1996-2011"
    assert table.headings == ("2007-2011", "Both")
    assert table.notes == "Column 2 has {n_clusters:both} clusters; see {figure:residuals}."
    assert exhibits.figures["residuals"].caption == "Residuals of column 2 of {table:baseline}"
    assert exhibits.figures["industries"].caption == "1995 to 2008"


def test_plain_words_have_no_braces():
    assert plain("Column 2 of {table:both_controls}") == "Column 2 of table both controls"
    assert plain("Against {n_clusters:both} economies") is None


@pytest.mark.parametrize(
    ("place", "changes", "message"),
    [
        ("table", {"notes": "{colum:both}"}, "tables.baseline.notes: unknown placeholder "
         "'{colum:both}'; did you mean 'column'?"),
        ("table", {"notes": "{column:bth}"}, "tables.baseline: undefined column 'bth'; did you mean"
         " 'both'?"),
        ("table", {"caption": "{years:man}"}, "undefined sample 'man'; did you mean 'main'?"),
        ("table", {"notes": "{n_obs:robts}"}, "undefined specification 'robts'; did you mean"),
        ("table", {"notes": "{table:bseline}"}, "undefined table 'bseline'; did you mean"),
        ("table", {"columns": ["robots", "bth"]}, "tables.baseline: undefined specification 'bth'"),
        ("table", {"columns": ["both", "both"]}, "tables.baseline.columns: 'both' is given twice"),
        ("table", {"headings": ["One"]}, "tables.baseline: 1 headings, 2 columns"),
        ("table", {"family": "baselin"}, "undefined family 'baselin'; did you mean 'baseline'?"),
        ("table", {"kind": "regresion"}, "'regresion' is not valid; did you mean 'regression'?"),
        ("table", {"captoin": "C"}, "tables.baseline: unknown key 'captoin'; did you mean"),
        ("summary", {"sample": "man"}, "tables.summary.sample: undefined sample 'man'"),
        ("summary", {"variables": ["bckward"]}, "tables.summary: undefined variable 'bckward'"),
        ("summary", {"effects": [["iso"]]}, "undefined variable 'iso'; did you mean 'iso3'?"),
        ("figure", {"specification": "bth"}, "figures.residuals: undefined specification 'bth'"),
        ("figure", {"caption": "{column:baseline.bth}"}, "undefined column 'bth'; did you mean"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line_with_its_place(tmp_path, place, changes, message):
    with pytest.raises(ValueError, match=r"^config/exhibits\.yaml: ") as refused:
        read(tmp_path, **{place: changes})
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
