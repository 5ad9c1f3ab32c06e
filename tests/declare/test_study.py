"""Declarations that refer to each other: what is wrong is named, and all is made self-contained."""

import shutil
from copy import deepcopy

import pytest
from gvcrobots.declare.study import inherit, read_study, resolve

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


def test_a_term_that_a_specification_lacks_is_named(config):
    edit(
        config / "claims.yaml",
        "specification: both, term: robots,",
        "specification: both, term: robot,",
    )
    with pytest.raises(ValueError, match=r"claims.C2.tests: undefined term 'robot'; did you mean"):
        read_study(config, SETTINGS)


def test_a_claim_needs_what_its_kind_needs(config):
    edit(config / "claims.yaml", "    kind: measurement", "    kind: test")
    with pytest.raises(ValueError, match=r"claims.yaml: claims.C1: key 'tests' is missing"):
        read_study(config, SETTINGS)


def test_as_many_headings_as_columns(config):
    edit(
        config / "exhibits.yaml",
        "headings: [Industry, Income, Period]",
        "headings: [Industry, Income]",
    )
    with pytest.raises(ValueError, match=r"tables.interactions_exposure: 2 headings, 3 columns"):
        read_study(config, SETTINGS)


def test_a_specification_without_terms_is_named(config):
    edit(
        config / "specifications.yaml",
        "terms: [robots, digital]\n    specifications:\n      labour",
        "specifications:\n      labour",
    )
    with pytest.raises(ValueError, match=r"channels.specifications.labour_share: key 'terms'"):
        read_study(config, SETTINGS)


def test_every_claim_of_the_study_is_declared(config):
    claims = read_study(config, SETTINGS)["claims"]
    assert list(claims) == [f"C{number}" for number in range(1, 16)]
    test = claims["C4"]["tests"][0]
    assert test["term_label"] == "Robots × Advanced industry"
    assert test["outcome_label"] == "Backward participation"


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
                "terms": ["b"],
                "specifications": {
                    "zero": {},
                    "one": {"terms": ["a:b"]},
                    "two": {"terms": ["a"], "sample": "few", "outcome": "z"},
                },
            }
        },
        "claims": {},
        "curve": {
            "dimensions": {key: [] for key in ("outcome", "robots", "digital", "sample")}
            | {"controls": {}, "weights": {}}
        },
        "tables": {"t": {"kind": "regression", "family": "f"}},
        "figures": {},
    }
    inherit(study["families"]["f"])
    untouched = deepcopy(study)
    resolved = resolve(study)
    zero, one, two = resolved["families"]["f"]["specifications"].values()
    assert zero["terms"] == ["b"]
    assert one["outcome"] == "y"
    assert one["sample"] == {"label": "All"}
    assert one["controls"] == []
    assert two["outcome"] == "z"
    assert two["sample"] == {"label": "Few"}
    assert resolved["tables"]["t"]["resolved"]["f"]["labels"]["b"] == "B"
    assert study == untouched
