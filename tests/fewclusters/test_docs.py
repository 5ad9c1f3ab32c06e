"""The README and the user's guide: examples run and print what they say, tables are complete."""

import re
from pathlib import Path

import fewclusters
import pytest
from documents import run

README = Path(fewclusters.__file__).parent / "README.md"
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "fewclusters.md"
VERDICTS = GUIDE.with_name("fewclusters_inference.md")


@pytest.fixture(scope="module")
def guide():
    if not GUIDE.is_file():
        pytest.skip("the user's guide is in the repository only (docs/fewclusters.md)")
    return GUIDE.read_text(encoding="utf-8")


def rows(page, heading):
    """Rows of the table below a heading: cells, backticks removed."""
    table = page.split(heading)[1].split("\n\n")[0]
    lines = [line.split("|")[1:-1] for line in table.strip().splitlines()[2:]]
    return [[cell.strip().replace("`", "") for cell in line] for line in lines]


def test_readme():
    pairs = run(README)
    assert len(pairs) == 1
    for said, printed in pairs:
        assert said == printed


def test_examples_of_the_guide(guide):
    pairs = run(GUIDE)
    assert len(pairs) == 8
    for said, printed in pairs:
        assert said == printed


def test_examples_of_the_page_on_verdicts(guide):
    pairs = run(VERDICTS)
    assert len(pairs) == 12
    for said, printed in pairs:
        assert said == printed


def test_every_public_name_is_in_the_guide(guide):
    guide = guide + VERDICTS.read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:fc\.)?(\w+)`", guide)) | set(re.findall(r"\bfc\.(\w+)", guide))
    public = set(fewclusters.__all__) - {"__version__"}
    assert public - named == set()


def test_the_table_of_methods_is_the_registry(guide):
    said = {label: (estimators, needs) for label, estimators, needs, _ in rows(guide, "| Method |")}
    everything = set(fewclusters.ESTIMATORS)
    expected = {
        method.label: (
            "all" if method.estimators == everything else ", ".join(method.estimators),
            ", ".join(method.needs),
        )
        for method in fewclusters.METHODS.values()
    }
    assert said == expected


def test_the_table_of_estimators_is_the_registry(guide):
    said = {label: cells for label, *cells, _ in rows(guide, "| Estimator |")}
    words = {True: "yes", False: "no"}
    expected = {
        one.label: [words[one.weights], words[one.instruments], ", ".join(one.needs)]
        for one in fewclusters.ESTIMATORS.values()
    }
    assert said == expected
