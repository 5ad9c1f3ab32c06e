"""Kinds of exhibits: each has a module that renders it, and reads what it needs and no more."""

import json
import subprocess
import sys

import pytest
from gvcrobots.declare.exhibits import Exhibits, typed
from gvcrobots.declare.files import read_yaml
from gvcrobots.declare.jobs import jobs
from gvcrobots.declare.resolved import resolved
from gvcrobots.declare.study import read_study
from gvcrobots.exhibits.registry import (
    KINDS,
    inputs_of,
    kind_of,
    parameters_of,
    renderer_of,
    task_of,
)
from gvcrobots.programme.registry import compute, results_of


@pytest.fixture(scope="module")
def declared(root):
    return read_study(root / "config", read_yaml(root / "config/config.yaml"))


@pytest.fixture(scope="module")
def study(root, declared):
    return resolved(declared, root / "config/exhibits.yaml")


@pytest.mark.parametrize("group", ["tables", "figures"])
def test_every_kind_that_can_be_declared_can_be_rendered(study, group):
    named = Exhibits.model_json_schema()["properties"][group]["patternProperties"]
    (declared,) = named.values()
    assert set(KINDS[group]) == set(declared["discriminator"]["mapping"])
    for exhibit in study[group].values():
        assert callable(renderer_of(group, exhibit))


def test_every_result_can_be_computed_and_what_exhibits_read_is_made(study, declared):
    results = results_of(study, jobs(declared))
    for result in results.values():
        assert callable(compute(result.computation.path))
    files = {"estimates", "diagnostics", "sample", "curve_test", "rejections", *results}
    for group in ("tables", "figures"):
        for name, exhibit in study[group].items():
            assert set(inputs_of(group, name, exhibit)) <= files


def test_an_exhibit_reads_the_families_that_it_shows(study):
    table = study["tables"]["baseline"]
    assert inputs_of("tables", "baseline", table) == {"estimates": ["baseline"]}
    families = parameters_of("tables", table, study)["families"]
    assert list(families["baseline"]["specifications"]) == list(table.columns)


def test_parameters_are_plain_and_make_the_same_exhibit_again(study):
    for group in ("tables", "figures"):
        for name, exhibit in study[group].items():
            parameters = parameters_of(group, exhibit, study)
            json.dumps(parameters)
            assert task_of(group, name, parameters, {}).exhibit == exhibit


def test_only_the_module_of_the_kind_is_loaded(root):
    code = (
        "import sys; from gvcrobots.exhibits.registry import renderer_of; "
        "from gvcrobots.declare.exhibits import typed; "
        "exhibit = typed('tables', {'kind': 'sample', 'caption': 'C'}); "
        "renderer_of('tables', exhibit); "
        "print(*(m for m in sys.modules if 'gvcrobots.exhibits' in m or 'matplotlib' == m))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root / "code", capture_output=True, text=True, check=True
    )
    expected = {"registry", "task", "sample_table", "latex"}
    loaded = {name.removeprefix("gvcrobots.exhibits.") for name in done.stdout.split()}
    assert loaded - {"gvcrobots.exhibits"} == expected


def test_words_of_an_exhibit_are_no_part_of_its_result(study, declared):
    figures = dict(study["figures"])
    other = figures["residuals"].model_dump() | {"caption": "Other", "notes": "Other"}
    figures["residuals"] = typed("figures", other)
    used = jobs(declared)
    assert results_of(study, used) == results_of(study | {"figures": figures}, used)


def test_the_report_says_notes_that_do_not_wait_for_results(study):
    said = {
        name: parameters_of("tables", t, study)["report"] for name, t in study["tables"].items()
    }
    assert said["baseline"].startswith("**Backward GVC participation, robots and digital infra")
    assert said["diagnostics"] == "**What the clusters carry.**"
    assert not any("{" in words for words in said.values())


def test_kinds_name_modules_of_exhibits(study):
    assert kind_of("figures", study["figures"]["curve"]).path == "gvcrobots.exhibits.curve"


def test_a_specification_that_is_not_shown_is_no_part_of_an_exhibit(study):
    figure, families = study["figures"]["residuals"], dict(study["families"])
    specifications = {**families["baseline"]["specifications"], "both_controls": {}}
    families["baseline"] = {**families["baseline"], "specifications": specifications}
    other = parameters_of("figures", figure, study | {"families": families})
    assert other == parameters_of("figures", figure, study)
    labels = other["families"]["baseline"]["labels"]
    assert set(labels) == {"robots", "digital", "backward"}
