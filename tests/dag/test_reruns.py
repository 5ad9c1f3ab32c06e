"""What is rerun after an edit: what depends on it, and nothing else."""

import pytest
from dag_tools import rerun
from gvcrobots.declare.files import read_yaml
from gvcrobots.reference import snakemake

pytestmark = pytest.mark.build


def test_a_second_run_has_nothing_to_do(built):
    assert rerun(built) == {}


def test_a_specification_reruns_its_family_its_exhibits_and_the_paper(built, edit):
    edit("config/specifications.yaml", "controls: [lag_log_gdp_per_capita, ", "controls: [")
    assert rerun(built) == {
        "estimate_family": 1,
        "gather_estimates": 1,
        "gather_diagnostics": 1,
        "regression_table": 2,  # the table and its appendix
        "diagnostics_table": 1,
        "robustness_table": 1,
        "scorecard": 1,
        "figure_coefficients": 1,
        "figure_influence": 1,
        "figure_residuals": 1,
        "figure_robustness": 1,
        "numbers": 1,
        "typeset_paper": 1,
    }


def test_a_caption_reruns_its_table_and_the_paper(built, edit):
    edit("config/exhibits.yaml", "caption: Relative effects", "caption: The relative effects")
    assert rerun(built) == {"regression_table": 1, "typeset_paper": 1}


def test_a_module_reruns_what_uses_it(built, edit):
    edit("code/gvcrobots/exhibits/summary.py", "Sample: ", "The sample: ")
    assert rerun(built) == {"summary_table": 2, "numbers": 1, "typeset_paper": 1}


def test_a_module_reruns_what_uses_it_through_another(built, edit):
    edit("code/gvcrobots/exhibits/regression_table.py", "Sample: ", "The sample: ")
    tables = read_yaml(built / "config/exhibits.yaml")["tables"].values()
    changed = [t for t in tables if t["kind"] in ("regression", "inference", "iv")]
    assert rerun(built) == {"regression_table": len(changed), "typeset_paper": 1}


def test_the_text_reruns_the_paper_only(built, edit):
    edit("paper/sections/conclusion.tex", "Three limits", "Some limits")
    assert rerun(built) == {"typeset_paper": 1}


def test_one_table_can_be_asked_for_alone(built):
    table = built / "output/tables/baseline.tex"
    before = table.read_bytes()
    table.unlink()
    done = snakemake(built, "output/tables/baseline.tex", "--cores", "1")
    assert done.returncode == 0, done.stdout
    assert table.read_bytes() == before
