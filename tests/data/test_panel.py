"""The panels that are assembled from the raw tables of the package."""

import assemble_panel as script
import numpy as np
import pandas as pd
import pytest
import write_stata
from gvcrobots.data.panel import assemble_panels
from gvcrobots.data.raw_tables import read_tables
from gvcrobots.declare.construction import Construction
from gvcrobots.declare.files import read_yaml
from gvcrobots.declare.sources import Recipe, read_sources, recipes_of

PANELS = ("main", "adb", "yardsticks", "pooled")
OUTPUTS = (*(f"{name}.parquet" for name in PANELS), "sample.csv", "loadings.csv")
FLAGS = ["advanced", "high_income", "developing", "after_2008"]
FLAGS += ["robot_imports_imputed", "broadband_imputed"]


@pytest.fixture(scope="module")
def construction(root):
    return Construction.read(root / "config/data.yaml")


@pytest.fixture(scope="module")
def recipes(root):
    return recipes_of(read_sources(root / "raw"))


@pytest.fixture(scope="module")
def raw(root, construction, recipes):
    return [str(root / "raw" / path) for path in sorted({*recipes, *construction.tables})]


@pytest.fixture(scope="module")
def tables(raw):
    return read_tables(raw)


@pytest.fixture(scope="module")
def variables(root):
    return read_yaml(root / "config/variables.yaml")["variables"]


@pytest.fixture(scope="module")
def assemble(tables, recipes, construction, variables):
    """Assembling, from tables of which some are replaced."""
    typed = {path: Recipe.declared(recipe, path) for path, recipe in recipes.items()}

    def assembled(**replaced):
        changed = {path.replace("__", "/") + ".csv": table for path, table in replaced.items()}
        return assemble_panels({**tables, **changed}, typed, construction, variables)

    return assembled


@pytest.fixture(scope="module")
def panels(assemble):
    return assemble().cells


@pytest.fixture(scope="module")
def panel(panels):
    return panels["main"]


@pytest.fixture(scope="module")
def extension(panels):
    return panels["adb"]


def build(raw, recipes, construction, variables, folder):
    paths = {name: str(folder / f"{name}.parquet") for name in PANELS}
    tables = [str(folder / name) for name in ("sample.csv", "loadings.csv")]
    script.main(raw, recipes, construction.parameters, list(variables), paths, *tables)
    return folder


@pytest.fixture(scope="module")
def outputs(raw, recipes, construction, variables, tmp_path_factory):
    folder = tmp_path_factory.mktemp("derived")
    return build(raw, recipes, construction, variables, folder)


def test_every_cell_is_there_once_and_in_order(panel, construction):
    assert len(panel) == 40 * 14 * 17
    assert panel["iso3"].nunique() == 40
    assert set(panel["industry"]) == set(construction.industries.cells)
    assert (panel["year"].min(), panel["year"].max()) == (1995, 2011)
    keys = panel[["iso3", "industry", "year"]]
    assert keys.equals(keys.sort_values(["iso3", "industry", "year"]))


def test_31_economies_have_robot_capital(panel):
    users = panel.dropna(subset=["robots"])
    assert users["iso3"].nunique() == 31
    assert users["year"].min() == 1996
    # 14 leading years without a report: BEL 3, LTU 4, LUX 3, BRA, LVA, ROU and SVK 1 each
    assert len(users) == (31 * 16 - 14) * 14


def test_the_extension_has_62_economies_and_32_with_robot_capital(extension):
    assert len(extension) == 62 * 14 * 16
    assert extension.dropna(subset=["robots"])["iso3"].nunique() == 32
    assert (extension["year"].min(), extension["year"].max()) == (2007, 2022)


def test_columns_are_declared_and_of_stable_types(panel, variables):
    assert list(panel) == [name for name in variables if name in panel]
    assert panel[["year", "persons_1995"]].dtypes.tolist() == [np.dtype("int64")] * 2
    assert {str(panel[name].dtype) for name in FLAGS} == {"int8"}
    others = panel.columns.difference(["iso3", "industry", "year", "persons_1995", *FLAGS])
    assert {str(dtype) for dtype in panel[others].dtypes} == {"float64"}


def test_robots_use_the_employment_of_the_base_year(panel):
    expected = np.arcsinh(panel["robot_stock"] / panel["persons_1995"])
    pd.testing.assert_series_equal(panel["robots"], expected, check_names=False)
    assert panel.groupby("iso3")["persons_1995"].nunique().max() == 1


def test_the_index_is_standardised_over_the_economies_that_count(panel, construction):
    counted = panel["robots"].notna() & ~panel["iso3"].isin(construction.digital.without)
    rows = panel[counted].drop_duplicates(["iso3", "year"])
    assert rows["digital"].mean() == pytest.approx(0, abs=1e-12)
    assert rows["digital"].std() == pytest.approx(1, rel=1e-12)


def test_the_index_has_one_scale_in_both_panels(panel, extension):
    key = ["iso3", "year"]
    both = panel.drop_duplicates(key).merge(extension.drop_duplicates(key), on=key)
    assert len(both) == 40 * 5
    pd.testing.assert_series_equal(both["digital_x"], both["digital_y"], check_names=False)


def test_lags_are_those_of_the_year_before(panel):
    cells = panel.sort_values(["iso3", "industry", "year"])
    by_cell = cells.groupby(["iso3", "industry"])
    for name in ("log_gdp_per_capita", "log_human_capital", "fdi_inflow"):
        inside = cells["year"] > 1995
        expected = by_cell[name].shift()[inside]
        pd.testing.assert_series_equal(
            cells.loc[inside, f"lag_{name}"], expected, check_names=False
        )
        assert (
            cells.loc[(cells["year"] == 1995) & (cells["iso3"] == "DEU"), f"lag_{name}"]
            .notna()
            .all()
        )


def test_exposures_are_demeaned_and_constant_within_industries(panel):
    industries = panel.drop_duplicates("industry")
    assert industries[["apr", "coordination"]].mean().tolist() == pytest.approx([0, 0], abs=1e-12)
    assert panel.groupby("industry")[["apr", "coordination"]].nunique().max().max() == 1
    advanced = set(panel.loc[panel["advanced"] == 1, "industry"])
    assert advanced == {"24", "29", "30t33", "34t35"}


def test_taiwan_has_no_digital_index(panel):
    assert panel.loc[panel["iso3"] == "TWN", "digital"].isna().all()


def test_robots_of_partners_are_sums_over_links_of_1995(panel, tables):
    """One cell and year, added link by link."""
    robots = panel.drop_duplicates(["iso3", "year"]).set_index(["iso3", "year"])["robots"]
    links = tables["wiod/links.csv"].query("iso3 == 'CHN' and industry == '30t33'")
    expected = sum(
        link * robots[partner, 2005]
        for partner, link in zip(links["partner"], links["link"], strict=True)
        if partner not in ("CHN", "ROW") and robots[partner].loc[1996:2011].notna().all()
    )
    cell = panel.query("iso3 == 'CHN' and industry == '30t33' and year == 2005")
    assert cell["robots_partner"].item() == pytest.approx(expected, rel=1e-12)


def test_exports_of_1995_are_those_of_the_cell(panel):
    cells = panel.query("year == 1995").set_index(["iso3", "industry"])
    expected = cells["exports"].where(cells["exports"] > 0)
    pd.testing.assert_series_equal(cells["exports_1995"], expected, check_names=False)


def test_an_economy_that_a_table_lacks_is_named(assemble, tables):
    pwt = tables["pwt/economies.csv"].query("iso3 != 'ROU'")
    with pytest.raises(ValueError, match=r"raw/pwt/economies\.csv: persons_1995: missing, .* ROU"):
        assemble(pwt__economies=pwt)


def test_an_economy_without_an_income_group_in_the_year_is_named(assemble, tables):
    groups = tables["income_groups/income_groups.csv"].query("iso3 != 'DEU' or year != 1996")
    with pytest.raises(ValueError, match=r"income_groups\.csv: high_income: missing, .* DEU"):
        assemble(income_groups__income_groups=groups)


def test_a_cell_without_links_is_named(assemble, tables):
    links = tables["wiod/links.csv"].query("iso3 != 'DEU' or industry != '29'")
    with pytest.raises(ValueError, match=r"links\.csv: links_covered: missing, first for DEU, 29"):
        assemble(wiod__links=links)


def test_an_industry_that_the_cells_lack_is_named(assemble, tables):
    cells = tables["wiod/indicators.csv"].query("industry != '19'")
    with pytest.raises(ValueError, match=r"raw/wiod/indicators\.csv: industry: '19' is missing"):
        assemble(wiod__indicators=cells)


def test_an_undeclared_column_is_named(tables, recipes, construction, variables):
    typed = {path: Recipe.declared(recipe, path) for path, recipe in recipes.items()}
    known = [name for name in variables if name != "robots_dep5"]
    with pytest.raises(ValueError, match="column 'robots_dep5' is not in config/variables"):
        assemble_panels(tables, typed, construction, known)


def test_the_same_tables_give_the_same_bytes(
    outputs, raw, recipes, construction, variables, tmp_path
):
    again = build(raw, recipes, construction, variables, tmp_path)
    for name in OUTPUTS:
        assert (again / name).read_bytes() == (outputs / name).read_bytes(), name


@pytest.mark.parametrize("name", ["main", "adb"])
def test_stata_reads_the_panel_with_its_labels(outputs, variables, name):
    panel = pd.read_parquet(outputs / f"{name}.parquet")
    labels = {key: declared["label"] for key, declared in variables.items()}
    write_stata.main(outputs / f"{name}.parquet", labels, outputs / f"{name}.dta")
    with pd.read_stata(outputs / f"{name}.dta", iterator=True) as reader:
        labels = reader.variable_labels()
        stata = reader.read()
    assert labels == {name: variables[name]["label"] for name in panel}
    pd.testing.assert_frame_equal(stata, panel, check_dtype=False)


def test_the_count_of_the_sample_is_that_of_the_panel(outputs):
    counts = pd.read_csv(outputs / "sample.csv")
    panel = pd.read_parquet(outputs / "main.parquet")
    used = panel.dropna(subset=["robots", "digital"])
    assert counts["cells"].tolist()[::5] == [40 * 14 * 17, len(used)]
    assert counts["cells"].iloc[2] == len(panel)
    assert (counts["cells"].diff().dropna() == -counts["dropped"].iloc[1:]).all()
