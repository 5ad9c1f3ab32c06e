"""What is rerun after an edit: what depends on it, and nothing else."""

import pytest
from dag_tools import rerun
from gvcrobots.declare.files import read_yaml
from gvcrobots.reference import snakemake

pytestmark = pytest.mark.build
# What takes time: none of it reruns for words.
COMPUTED = {
    "assemble_panel",
    "estimate_family",
    "diagnose_family",
    "estimate_curve",
    "placebo",
    "gather_curve",
}
DRAWN = {"estimate_family", "estimate_curve", "placebo"}  # by bootstrap or permutation
MOST = 10  # jobs that a comment may rerun


def test_a_second_run_has_nothing_to_do(built):
    assert rerun(built) == {}


def test_a_specification_reruns_its_family_its_exhibits_and_the_paper(built, edit):
    edit("config/specifications.yaml", "controls: [lag_log_gdp_per_capita, ", "controls: [")
    assert rerun(built) == {
        "estimate_family": 1,
        "diagnose_family": 1,
        "gather_estimates": 1,
        "gather_diagnostics": 1,
        # claims, effects, robustness
        "compute_result": 3,
        # the table and its appendix, clusters, robustness, two of claims
        "exhibit_table": 6,
        # coefficients, influence, robustness, scorecard
        "exhibit_figure": 4,
        "numbers": 1,
        "typeset_paper": 1,
    }


def test_a_caption_reruns_its_table_and_the_paper(built, edit):
    edit("config/exhibits.yaml", "caption: Relative effects", "caption: The relative effects")
    assert rerun(built) == {"exhibit_table": 1, "typeset_paper": 1}


@pytest.mark.parametrize(
    ("module", "old", "rule", "kinds"),
    [
        ("summary_table", "Sample: ", "exhibit_table", ["summary"]),
        ("regression_table", "Sample: ", "exhibit_table", ["regression", "iv"]),  # they share rows
        ("residuals", "Slope ", "exhibit_figure", ["residuals"]),
    ],
)
def test_a_module_reruns_the_exhibits_of_its_kind(built, edit, module, old, rule, kinds):
    edit(f"code/gvcrobots/exhibits/{module}.py", old, f"The {old}")
    group = "tables" if rule == "exhibit_table" else "figures"
    exhibits = read_yaml(built / "config/exhibits.yaml")[group].values()
    changed = [exhibit for exhibit in exhibits if exhibit["kind"] in kinds]
    assert rerun(built) == {rule: len(changed), "typeset_paper": 1}


def test_a_name_in_the_text_makes_a_number(built, edit):
    edit("paper/sections/conclusion.tex", "Four limits", r"\result{baseline.both.n_cells} limits")
    assert rerun(built) == {"numbers": 1, "typeset_paper": 1}


def test_a_result_that_nobody_makes_is_named_with_its_line(built, edit):
    edit("paper/sections/conclusion.tex", "Four limits", r"\result{baseline.bth.n_cells} limits")
    done = snakemake(built, "--dry-run")
    assert done.returncode != 0
    assert "paper/sections/conclusion.tex:13: result 'baseline.bth.n_cells': no" in done.stdout
    assert "did you mean 'both'?" in done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("code/gvcrobots/files.py", "def write_text(", "# A comment.\ndef write_text("),
        ("code/gvcrobots/files.py", "atomically.", "atomically, or not at all."),
        ("code/fewclusters/judge/oster.py", '"""', '"""Words about '),
        ("code/scripts/assemble_panel.py", "\ndef main(", "\n# A comment.\ndef main("),
    ],
    ids=["comment", "docstring", "docstring of a method", "comment in a script"],
)
def test_words_about_the_code_rerun_next_to_nothing(built, edit, name, old, new):
    edit(name, old, new)
    assert sum(rerun(built).values()) <= MOST


@pytest.mark.parametrize(
    "name", ["gvcrobots/programme/diagnostics.py", "fewclusters/judge/power.py"]
)
def test_what_judges_a_regression_reruns_no_bootstrap(built, edit, name):
    edit(f"code/{name}", "\n\n\ndef ", "\n\nCHANGED = True\n\n\ndef ")
    jobs = rerun(built)
    families = read_yaml(built / "config/specifications.yaml")["families"]
    assert jobs["diagnose_family"] == len(families)
    assert not set(jobs) & (DRAWN | {"assemble_panel"})


def test_a_change_of_the_ground_floor_reruns_everything(built, edit):
    edit("code/gvcrobots/files.py", "\n\n\ndef ", "\n\nCHANGED = True\n\n\ndef ")
    assert set(rerun(built)) >= COMPUTED | {"verify_raw", "typeset_paper"}


def test_a_label_reruns_no_computation(built, edit):
    edit("config/variables.yaml", "label: ", "label: The ")
    jobs = set(rerun(built))
    assert "codebook_page" in jobs
    assert not jobs & (COMPUTED | {"verify_raw"})


def test_words_about_a_source_rerun_the_codebook(built, edit):
    edit("raw/wdi/source.yaml", "terms: ", "terms: In words, ")
    assert set(rerun(built)) <= {"verify_raw", "compute_result", "codebook_page"}


def test_the_text_reruns_the_paper_only(built, edit):
    edit("paper/sections/conclusion.tex", "Four limits", "Some limits")
    assert rerun(built) == {"typeset_paper": 1}


def test_one_table_can_be_asked_for_alone(built):
    table = built / "output/tables/baseline.tex"
    before = table.read_bytes()
    table.unlink()
    done = snakemake(built, "output/tables/baseline.tex", "--cores", "1")
    assert done.returncode == 0, done.stdout
    assert table.read_bytes() == before
