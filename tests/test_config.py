"""Declarations: what is wrong is named in one line, with the file and the nearest valid name."""

import shutil
from copy import deepcopy

import pytest
from gvcrobots.config import read_study, read_yaml, resolve

SETTINGS = {
    "seed": 1,
    "draws": 999,
    "level": 0.95,
    "montecarlo": {
        "replications": 10,
        "batches": 1,
        "draws": 99,
        "settings": {"one": {"family": "baseline", "specification": "both", "errors": {}}},
    },
}


@pytest.fixture
def config(root, tmp_path):
    return shutil.copytree(root / "config", tmp_path / "config")


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_declarations_of_the_package_are_valid(config):
    study = read_study(config, SETTINGS)
    assert {"baseline", "exposure"} <= set(study["families"])


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "specifications",
            "controls: [lag_log_gdp",
            "contrls: [lag_log_gdp",
            r"specifications.yaml: families.baseline.specifications.both_controls: "
            r"unknown key 'contrls'; did you mean 'controls'\?",
        ),
        (
            "specifications",
            "terms: [robots, digital]",
            "terms: [robotts, digital]",
            r"undefined variable 'robotts'; did you mean 'robots",
        ),
        (
            "specifications",
            "sample: main",
            "sample: mian",
            r"families.baseline: undefined sample 'mian'; did you mean 'main'",
        ),
        (
            "specifications",
            "inference: [crv1, cr2,",
            "inference: [crv1, cr22,",
            r"families.baseline.inference.1: 'cr22' is not valid; did you mean 'cr2'",
        ),
        (
            "exhibits",
            "family: baseline",
            "family: baselin",
            r"tables.baseline: undefined family 'baselin'; did you mean 'baseline'",
        ),
        (
            "exhibits",
            "columns: [robots, digital, both, both_controls]",
            "columns: [robots, digital, bth]",
            r"tables.baseline: undefined specification 'bth'; did you mean 'both'",
        ),
        ("exhibits", "caption: C", "captoin: C", r"exhibits.yaml: .*'captoin'"),
        ("variables", "label:", "lable:", r"variables.yaml: variables\..*'lable'"),
    ],
)
def test_a_misspelling_is_named_with_the_nearest_valid_name(config, file, old, new, message):
    edit(config / f"{file}.yaml", old, new)
    with pytest.raises(ValueError, match=message) as caught:
        read_study(config, SETTINGS)
    assert "\n" not in str(caught.value)


def test_a_misspelt_setting_is_named(config):
    with pytest.raises(ValueError, match=r"config.yaml: unknown key 'sed'; did you mean 'seed'"):
        read_study(config, SETTINGS | {"sed": 3})


def test_a_key_given_twice_is_refused(tmp_path):
    path = tmp_path / "twice.yaml"
    path.write_text("a: 1\nb: 2\na: 3\n")
    with pytest.raises(ValueError, match=r"twice.yaml: line 3: key 'a' is given twice"):
        read_yaml(path)


def test_a_file_that_is_not_yaml_is_named(tmp_path):
    path = tmp_path / "broken.yaml"
    path.write_text("a: [1, 2\n")
    with pytest.raises(ValueError, match=r"broken.yaml: not valid YAML") as caught:
        read_yaml(path)
    assert "\n" not in str(caught.value)


def test_specifications_inherit_from_their_family_and_may_differ():
    study = {
        "variables": {name: {"label": name.upper()} for name in "yabz"},
        "samples": {"all": {"label": "All"}, "few": {"label": "Few"}},
        "families": {
            "f": {
                "outcome": "y",
                "sample": "all",
                "effects": [["iso3"]],
                "cluster": "iso3",
                "specifications": {
                    "one": {"terms": ["a:b"]},
                    "two": {"terms": ["a"], "sample": "few", "outcome": "z"},
                },
            }
        },
        "tables": {"t": {"kind": "regression", "family": "f"}},
        "figures": {},
    }
    untouched = deepcopy(study)
    resolved = resolve(study)
    one, two = resolved["families"]["f"]["specifications"].values()
    assert one["outcome"] == "y"
    assert one["sample"] == {"label": "All"}
    assert one["controls"] == []
    assert two["outcome"] == "z"
    assert two["sample"] == {"label": "Few"}
    assert resolved["tables"]["t"]["resolved"]["f"]["labels"]["b"] == "B"
    assert study == untouched
