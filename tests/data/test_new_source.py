"""A stranger's walk: a new raw source, by data alone, from its folder to a column of a table."""

import shutil

import numpy as np
import pandas as pd
import pytest
import yaml
from gvcrobots.data.upstream.raw_tables import seal_source, write_raw_table
from gvcrobots.declare.files import read_yaml
from gvcrobots.reference import copy_sources, snakemake

SOURCE = """\
title: Test index by economy and year, drawn by a random generator
publisher: None
version: '1'
citation: None.
terms: None
retrieved: '2026-11-23'
origin: Random numbers; they measure nothing.
files:
  epl.csv:
    description: Test index
    keys: [iso3, year]
    columns:
      iso3: {type: string, description: Economy}
      year: {type: integer, description: Calendar year}
      test_index: {type: number, unit: index, description: Random number, minimum: 0}
recipe:
  epl.csv:
    merge_on: [iso3, year]
    variables:
      log_epl: {from: test_index, transform: log}
      lag_log_epl: {from: log_epl, lag: 1}
"""
VARIABLE = {"unit": "log index", "definition": "Random numbers.", "source": ["epl"]}


@pytest.fixture(scope="module")
def index(root):
    """A random number for every economy of the panel and year."""
    economies = pd.read_csv(root / "raw/pwt/economies.csv")["iso3"].unique()
    keys = pd.MultiIndex.from_product([economies, range(1994, 2023)], names=["iso3", "year"])
    values = np.random.default_rng(9).uniform(1, 3, len(keys)).round(6)
    return pd.Series(values, keys, name="test_index").reset_index()


@pytest.fixture(scope="module")
def added(root, index, tmp_path_factory):
    """A copy of the project with the source; code/ and config/schemas/ are as they were."""
    folder = tmp_path_factory.mktemp("epl") / "clone"
    copy_sources(root, folder)
    (folder / "raw/epl").mkdir()
    (folder / "raw/epl/source.yaml").write_text(SOURCE)
    write_raw_table(index, folder / "raw/epl/epl.csv")
    seal_source(folder / "raw/epl")
    for name in ("log_epl", "lag_log_epl"):
        declare(folder, "variables", f"variables.{name}", {"label": "Test index", **VARIABLE})
    specification = {"terms": ["robots", "digital"], "controls": ["lag_log_epl"]}
    declare(folder, "specifications", "families.baseline.specifications.epl", specification)
    columns = read_yaml(folder / "config/exhibits.yaml")["tables"]["baseline"]["columns"]
    declare(folder, "exhibits", "tables.baseline.columns", [*columns, "epl"])
    return folder


def declare(folder, name, place, value):
    path = folder / f"config/{name}.yaml"
    contents = read_yaml(path)
    *outer, last = place.split(".")
    inner = contents
    for key in outer:
        inner = inner[key]
    inner[last] = value
    path.write_text(yaml.safe_dump(contents, sort_keys=False, allow_unicode=True))


@pytest.fixture
def copy(added, tmp_path):
    return shutil.copytree(added, tmp_path / "copy", ignore=shutil.ignore_patterns(".snakemake"))


def refused(folder, message):
    done = snakemake(folder, "verify", "--cores", "1")
    assert done.returncode != 0
    assert [line for line in done.stdout.splitlines() if message in line], done.stdout


def test_a_flipped_byte_stops_the_verification(copy):
    path = copy / "raw/epl/epl.csv"
    contents = bytearray(path.read_bytes())
    contents[len(contents) // 2] ^= 1
    path.write_bytes(contents)
    refused(copy, "raw/epl/epl.csv: ")


def test_an_undeclared_file_stops_the_verification(copy):
    done = snakemake(copy, "verify", "--cores", "1")
    assert done.returncode == 0, done.stdout
    (copy / "raw/epl/notes.txt").write_text("words")
    refused(copy, "raw/epl/notes.txt: not declared in source.yaml")


def test_an_undeclared_folder_stops_the_verification(copy):
    (copy / "raw/more").mkdir()
    refused(copy, "raw/more/source.yaml: missing")


def test_a_recipe_for_an_undeclared_variable_is_refused_before_any_job(copy):
    path = copy / "raw/epl/source.yaml"
    path.write_text(path.read_text().replace("lag_log_epl:", "lag_log_elp:"))
    done = snakemake(copy, "--dry-run")
    assert done.returncode != 0
    message = "raw/epl/source.yaml: recipe.epl.csv: 'lag_log_elp' is not in config/variables.yaml"
    assert f"{message}; did you mean 'lag_log_epl'?" in done.stdout


@pytest.mark.build
def test_the_new_variable_gets_a_column_of_a_table(added, index):
    table = "output/tables/baseline.tex"
    done = snakemake(added, table, "--cores", "2", "--config", "draws=99")
    assert done.returncode == 0, done.stdout
    panel = pd.read_parquet(added / "derived/panel.parquet")
    cell = panel.query("iso3 == 'DEU' and year == 2000")["lag_log_epl"]
    drawn = index.query("iso3 == 'DEU' and year == 1999")["test_index"].item()
    assert cell.tolist() == pytest.approx([np.log(drawn)] * len(cell), rel=1e-12)
    text = (added / table).read_text()
    assert "(5)" in text.split("\\midrule")[0]
    assert "Test index" in text
