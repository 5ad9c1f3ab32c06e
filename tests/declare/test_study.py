"""Declarations that refer to each other are made self-contained; what is left out is inherited."""

import shutil

import pandas as pd
import pytest
from gvcrobots.declare.files import read_yaml
from gvcrobots.declare.jobs import jobs
from gvcrobots.declare.samples import Sample
from gvcrobots.declare.specifications import Family
from gvcrobots.declare.study import read_study


def study_of(config):
    return read_study(config, read_yaml(config / "config.yaml"))


@pytest.fixture(scope="module")
def study(root):
    return study_of(root / "config")


@pytest.fixture(scope="module")
def families(study):
    return study.families


def test_specifications_inherit_from_their_family_and_may_differ(families):
    channels = families["channels"].specifications
    inherited, own = channels["regional"], channels["labour_share"]
    assert inherited.terms == own.terms == ("robots", "digital")
    assert inherited.effects == (("iso3", "industry"), ("industry", "year"))
    assert own.effects == (("iso3",), ("year",))
    assert inherited.sample.level == "cell"
    assert own.sample.level == "economy"
    assert own.tested == ("robots",)


def test_a_specification_may_have_its_own_inference_and_cluster(root, tmp_path):
    config = shutil.copytree(root / "config", tmp_path / "config")
    path = config / "specifications.yaml"
    old = "      weighted:\n"
    new = f"{old}        inference: [crv1, cr2]\n        cluster: industry\n"
    path.write_text(path.read_text().replace(old, new, 1))
    specifications = study_of(config).families["robustness"].specifications
    assert specifications["weighted"].inference == ("crv1", "cr2")
    assert specifications["weighted"].cluster == "industry"
    assert specifications["from_2000"].inference == ("crv1", "wcr31")


def test_instruments_make_two_stage_least_squares(families):
    assert {s.estimator for s in families["iv"].specifications.values()} == {"iv"}
    assert families["robustness"].specifications["ppml"].estimator == "ppml"


def test_samples_take_what_the_one_that_they_are_like_says(study):
    main, few = study.samples["main"], study.samples["without_producers"]
    assert few.years == main.years == (1996, 2011)
    assert few.complete == ("robots", "digital")
    assert few.drop_economies == ("DEU", "ITA", "JPN")
    assert few.name == "Without Germany, Italy and Japan, 1996-2011"
    assert study.samples["all_economies"].complete == ()


def test_roles_are_those_of_the_regressors(families):
    both = families["exposure"].specifications["both"]
    assert both.roles.unit == ["iso3", "industry"]
    assert both.roles.treatment_of("robots:apr") == ("robots", "apr")
    assert both.roles.treatment_of("robots:apr:high_income") is None
    assert both.roles.has_shock("digital:coordination")
    assert not both.roles.has_shock("robots:high_income")
    assert families["robustness"].specifications["lag1"].roles.is_treatment("robots_lag1")


def test_every_claim_of_the_study_is_declared(study):
    assert list(study.claims) == [f"C{number}" for number in range(1, 16)]
    assert study.label("robots_lag2") == "Robots, lag 2"


def test_a_job_is_told_exactly_what_it_uses(study):
    declared = jobs(study)
    for name, family in study.families.items():
        rebuilt = Family.model_validate(declared["families"][name]).specifications
        for key, specification in family.specifications.items():
            assert rebuilt[key].effects == specification.effects
            assert rebuilt[key].inference == specification.inference
            assert rebuilt[key].roles == specification.roles
    sample = Sample.model_validate(declared["curve_samples"]["main"])
    assert sample.years == study.samples["main"].years


def test_words_are_in_no_job(root, tmp_path, study):
    """Labels, titles, definitions, units and claims; comments of course."""
    config = shutil.copytree(root / "config", tmp_path / "config")
    for file, old, new in (
        ("variables", "label: Robots\n", "label: Robot capital per worker\n"),
        ("variables", "unit: s.d.\n", "unit: standard deviations\n"),
        ("specifications", "title: Robots, digital", "title: Technology, digital"),
        ("specifications", "label: Economies with robot capital", "label: With robot capital"),
        ("claims", "claim: Robots take", "claim: Machines take"),
    ):
        path = config / f"{file}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert jobs(study_of(config)) == jobs(study)


def test_diagnostics_and_inference_are_told_apart(root, tmp_path, study):
    config = shutil.copytree(root / "config", tmp_path / "config")
    path = config / "specifications.yaml"
    path.write_text(path.read_text().replace("        break_test: true\n", "", 1))
    before, after = jobs(study), jobs(study_of(config))
    assert after["families"] == before["families"]
    assert after["regressions"] != before["regressions"]


@pytest.mark.parametrize(
    ("panel", "table"), [("main", "wiod/indicators.csv"), ("adb", "adb_mrio/industries.csv")]
)
def test_panels_cover_what_the_raw_tables_do(root, study, panel, table):
    rows = pd.read_csv(root / "raw" / table, usecols=["iso3", "year"])
    assert study.panels[panel].economies == tuple(sorted(rows["iso3"].unique()))
    years = rows["year"][rows["year"] >= study.panels[panel].years[0]]
    assert study.panels[panel].years == (years.min(), rows["year"].max())
