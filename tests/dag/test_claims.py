"""Claims: what they rest on, what an edit reruns, and that the words follow the data."""

import re

import pandas as pd
import pytest
import yaml
from dag_tools import rerun
from gvcrobots.declare.files import read_yaml
from gvcrobots.reference import snakemake

pytestmark = pytest.mark.build
# From the panel to the paper by way of the headline equation; everything else stays as it is.
STEPS = (
    (("output/estimates/baseline.csv",), ("estimate_family",)),
    (("output/diagnostics/baseline.csv",), ("diagnose_family",)),
    (
        ("output/numbers.tex", "output/tables/scorecard.tex"),
        ("gather_estimates", "gather_diagnostics", "compute_result", "numbers", "exhibit_table"),
    ),
    (("paper/paper.pdf",), ("typeset_paper",)),
)


def rows_of(folder, name):
    """Cells of the rows of a table that begin with the number of a claim."""
    text = (folder / f"output/tables/{name}.tex").read_text()
    return [line.split("&") for line in text.splitlines() if re.match(r"C\d+\b", line)]


def test_the_scorecard_has_a_row_for_every_claim(built):
    claims = read_yaml(built / "config/claims.yaml")["claims"]
    assert [row[0].strip() for row in rows_of(built, "scorecard")] == list(claims)
    assert len(claims) == 15


def test_every_test_is_a_row_of_the_estimates(built):
    estimates = pd.read_csv(built / "output/estimates.csv")
    keys = ["family", "specification", "term", "inference"]
    rows = estimates.set_index(keys).sort_index()
    drawn = pd.read_csv(built / "output/claims.csv")
    assert len(drawn) > 25
    for row in drawn.itertuples():
        place = (row.family, row.specification, row.term)
        assert rows.loc[(*place, "wcr31"), "estimate"].item() == pytest.approx(row.estimate)
        assert rows.loc[(*place, "wcr31"), "ci_low"].item() == pytest.approx(row.ci_low)
        assert rows.loc[(*place, "romano_wolf"), "p_value"].item() == pytest.approx(row.p_value)


def test_a_sign_reruns_the_scorecard_and_the_paper(built, edit):
    edit("config/claims.yaml", "term: robots, sign: negative", "term: robots, sign: positive")
    assert rerun(built) == {
        "compute_result": 1,
        "exhibit_table": 2,
        "exhibit_figure": 1,
        "numbers": 1,
        "typeset_paper": 1,
    }


def test_the_words_of_the_paper_follow_the_data(copy):
    """Backward participation that falls with robots, and then rises with them."""
    path, built_paper = copy / "derived/panel.parquet", copy / "paper/paper.pdf"
    assert r"is \result{claim.C2.verdict}" in (copy / "paper/sections/results.tex").read_text()
    panel, sentences, papers = pd.read_parquet(path), set(), set()
    for verdict, slope in (("supported", -8.0), ("contradicted", 8.0)):
        moved = panel.assign(backward=panel["backward"] + slope * panel["robots"].fillna(0))
        moved.to_parquet(path, index=False)
        for targets, rules in STEPS:
            allowed = ("--rerun-triggers", "mtime", "--allowed-rules", *rules)
            done = snakemake(copy, *targets, "--cores", "2", *allowed)
            assert done.returncode == 0, done.stdout
        claims = (copy / "output/numbers.tex").read_text()
        assert f"{{claim.C2.verdict}}{{{verdict}}}" in claims
        assert verdict in next(" ".join(r) for r in rows_of(copy, "scorecard") if "C2" in r[0])
        sentences.add(re.search(r"{claim.C2.sentence}{(.*)}", claims)[1])
        papers.add(built_paper.read_bytes())
    assert len(sentences) == len(papers) == 2


def merged(declared, added):
    """Add to declarations: mappings are merged, everything else is replaced."""
    for key, value in added.items():
        both = isinstance(value, dict) and isinstance(declared.get(key), dict)
        declared[key] = merged(declared[key], value) if both else value
    return declared


def test_what_the_readme_says_of_adding_is_true(copy, root):
    """A claim, a specification, a sample and a column, from the block in the README alone."""
    block = re.search(r"```yaml\n(# config/.*?)```", (root / "README.md").read_text(), re.S)[1]
    _, *parts = re.split(r"^# (config/\w+\.yaml)\n", block, flags=re.M)
    for name, addition in zip(parts[::2], parts[1::2], strict=True):
        contents = merged(read_yaml(copy / name), yaml.safe_load(addition))
        (copy / name).write_text(yaml.safe_dump(contents, sort_keys=False, allow_unicode=True))
    jobs = rerun(copy)
    assert jobs["estimate_family"] == jobs["diagnose_family"] == 1
    assert "assemble_panel" not in jobs
    done = snakemake(copy, "--cores", "2")
    assert done.returncode == 0, done.stdout
    estimates = pd.read_csv(copy / "output/estimates.csv")
    assert "without_japan" in set(estimates["specification"])
    assert rows_of(copy, "scorecard")[-1][0].strip() == "C16"
    header = (copy / "output/tables/baseline.tex").read_text().split("\\midrule")[0]
    assert "(5)" in header
