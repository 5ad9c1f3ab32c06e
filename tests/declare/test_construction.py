"""Parameters of the panels: read, or refused in one line."""

import pytest
from gvcrobots.declare.construction import Construction

FILE = "config/data.yaml"


@pytest.fixture
def text(root):
    return (root / FILE).read_text()


def read(text, tmp_path):
    (tmp_path / "data.yaml").write_text(text)
    return Construction.read(tmp_path / "data.yaml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("turn:", "trun:", "unknown key 'trun'; did you mean 'turn'?"),
        ("depreciation: 0.10", "depreciation: 10", "robots.measures.robots.depreciation: 10: "),
        ("depreciation: 0.10", "column: x, depreciation: 0.1", "'depreciation' or 'column'"),
        ("growth: [1996, 2007]", "growth: [2007, 1996]", "robots.growth: 2007 is after 1996"),
        ('advanced: ["24"', 'advanced: ["2"', "undefined industry '2'"),
        (
            '"36t37": [manufacturing_other]',
            '"36": [manufacturing_other]',
            "undefined industry '36'",
        ),
        ("[ARG,", "[Argentina,", "'Argentina' is not a valid name"),
    ],
)
def test_a_mistake_is_said_in_one_line(text, tmp_path, old, new, message):
    assert old in text
    with pytest.raises(ValueError) as caught:
        read(text.replace(old, new, 1), tmp_path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_another_name_of_an_industry_is_no_other_parameter(text, tmp_path):
    before = read(text, tmp_path)
    after = read(text.replace("Leather", "Leather and footwear"), tmp_path)
    assert before.industries.cells != after.industries.cells
    assert before.parameters == after.parameters
    assert Construction.declared(before.parameters, FILE).robots == before.robots
