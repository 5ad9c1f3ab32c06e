"""The whole build: what it leaves, that it repeats itself, and that it equals the reference."""

import subprocess

import pandas as pd
import pytest
from gvcrobots.comparison import compare, report
from gvcrobots.reference import snakemake

pytestmark = pytest.mark.build


def test_the_build_equals_the_reference(built, root):
    found = compare(root / "tests/reference", built / "output")
    assert not found, report(found, None)


@pytest.mark.parametrize("hash_seed", ["0", "4"])
def test_estimates_do_not_depend_on_the_hash_seed(built, tmp_path, hash_seed):
    before = (built / "output/estimates.csv").read_bytes()
    done = snakemake(
        built,
        "output/estimates.csv",
        "--cores",
        "2",
        "--forcerun",
        "estimate_family",
        environment={"PYTHONHASHSEED": hash_seed},
    )
    assert done.returncode == 0, done.stdout
    assert (built / "output/estimates.csv").read_bytes() == before


def test_figures_and_paper_are_the_same_bytes_again(built):
    names = ["output/figures/coefficients.pdf", "derived/panel.dta", "paper/paper.pdf"]
    before = {name: (built / name).read_bytes() for name in names}
    rules = ["assemble_panel", "exhibit_figure", "typeset_paper"]
    done = snakemake(built, *names, "--cores", "2", "--forcerun", *rules)
    assert done.returncode == 0, done.stdout
    assert {name: (built / name).read_bytes() for name in names} == before


def test_estimates_have_the_columns_of_the_design(built):
    estimates = pd.read_csv(built / "output/estimates.csv")
    expected = (
        "family specification term estimate inference std_error statistic df p_value "
        "ci_low ci_high n_obs n_clusters n_cells r2_within"
    )
    assert list(estimates) == expected.split()
    assert not estimates.duplicated(["family", "specification", "term", "inference"]).any()


def test_no_box_of_the_paper_runs_over_the_margin(built):
    log = (built / "logs/typeset_paper.log").read_text()
    last_run = log.split("This is pdfTeX")[-1]
    assert "Overfull" not in last_run
    assert "Float too large" not in last_run
    assert "undefined" not in last_run


def test_the_report_can_be_written(built):
    done = snakemake(built, "--report", "report.html")
    assert done.returncode == 0, done.stdout
    report = (built / "report.html").read_text()
    assert "Backward GVC participation, robots and digital infrastructure" in report


def test_the_data_reach_stata_users(built):
    frame = pd.read_stata(built / "derived/panel.dta")
    assert len(frame) == len(pd.read_parquet(built / "derived/panel.parquet"))


def test_nothing_that_the_dag_makes_is_tracked(root):
    tracked = subprocess.run(
        ["git", "ls-files", "derived", "output", "logs", "benchmarks", "paper/paper.pdf"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not tracked.stdout
