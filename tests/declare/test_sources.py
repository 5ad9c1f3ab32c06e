"""A source is read into its type, or refused in one line that names the nearest key."""

import shutil

import pytest
from gvcrobots.declare.construction import Construction
from gvcrobots.declare.files import read_yaml
from gvcrobots.declare.sources import (
    Source,
    check_tables,
    check_variables,
    facts_of,
    fingerprint,
    read_sources,
    words_of,
)


@pytest.fixture(scope="module")
def sources(root):
    return read_sources(root / "raw")


@pytest.fixture(scope="module")
def variables(root):
    declared = read_yaml(root / "config/variables.yaml")["variables"]
    return {name: v["source"] for name, v in declared.items()}


@pytest.fixture
def pwt(root, tmp_path):
    shutil.copytree(root / "raw/pwt", tmp_path / "pwt")
    return tmp_path


def edit(folder, old, new):
    path = folder / "pwt/source.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return read_sources(folder)


def test_recipes_name_declared_variables_and_sources_are_there(sources, variables):
    check_variables(sources, variables)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "transform: log",
            "transform: lgo",
            "log_human_capital.transform: 'lgo' is not valid; did",
        ),
        (
            "from: human_capital",
            "from: hc",
            "recipe.economies.csv.variables.log_human_capital: undefined column 'hc'",
        ),
        ("lag: 1", "lag: 0", "lag_log_human_capital.lag: 0: should be greater than or equal to 1"),
        ("[iso3, year]\n    keep", "[iso3]\n    keep", "lag needs merge_on with 'year'"),
        (
            "  economies.csv:\n    merge",
            "  economy.csv:\n    merge",
            "undefined file 'economy.csv'",
        ),
        ("retrieved: '2026-11-23'", "retrieved: '2026-13-23'", "'2026-13-23' is not a day"),
        ("doi: 10.3", "doi: doi.org/10.3", "doi"),
        ("years: [1994, 2019]", "keys: [iso3]", "key 'keys' is given twice"),
        ("    years: [1994, 2019]\n", "", "key 'years' belongs to tables with a column 'year'"),
    ],
)
def test_a_mistake_is_said_in_one_line(pwt, old, new, message):
    with pytest.raises(ValueError, match=r"pwt/source\.yaml: ") as caught:
        edit(pwt, old, new)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda v: v.pop("tariff"),
            "raw/tariffs/source.yaml: recipe.tariffs.csv: 'tariff' is not in",
        ),
        (lambda v: v.update(tariff=["tarifs"]), "no folder raw/tarifs; did you mean 'tariffs'"),
    ],
)
def test_variables_and_sources_must_know_each_other(sources, variables, change, message):
    changed = dict(variables)
    change(changed)
    with pytest.raises(ValueError) as caught:
        check_variables(sources, changed)
    assert message in str(caught.value)


def test_a_variable_that_two_recipes_make_is_named(sources, variables):
    twice = Source.model_validate(sources["tariffs"].model_dump(by_alias=True))
    with pytest.raises(ValueError, match="'tariff' is made by raw/tariffs/source"):
        check_variables({**sources, "wits": twice}, variables)


def test_words_are_no_facts(pwt):
    before = read_sources(pwt)
    after = edit(pwt, "terms: CC BY 4.0", "terms: CC BY 4.0 International")
    assert fingerprint(facts_of(before)) == fingerprint(facts_of(after))
    assert words_of(before) != words_of(after)
    moved = edit(pwt, "maximum: 5", "maximum: 6")
    assert fingerprint(facts_of(before)) != fingerprint(facts_of(moved))


def test_a_table_of_the_construction_that_is_not_there_is_named(sources, root):
    tables = Construction.read(root / "config/data.yaml").tables
    check_tables(sources, tables)
    message = r"data\.yaml: no table raw/pwt/economy\.csv; did you mean 'pwt/economies\.csv'\?"
    with pytest.raises(ValueError, match=message):
        check_tables(sources, [*tables, "pwt/economy.csv"])
