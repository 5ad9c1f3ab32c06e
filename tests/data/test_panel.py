"""The panels that are assembled from the raw tables of the package."""

import assemble_panel as script
import numpy as np
import pandas as pd
import pytest
from gvcrobots.data import panel as assembly
from gvcrobots.data.sources import INDUSTRIES
from gvcrobots.declare.files import read_yaml

OUTPUTS = ("panel.parquet", "panel.dta", "panel_adb.parquet", "sample.csv", "loadings.csv")


@pytest.fixture(scope="module")
def raw(root):
    if not (root / "raw/wiod/indicators.csv").is_file():
        pytest.skip("raw/wiod has not been written")
    return sorted(str(path) for path in (root / "raw").glob("*/*.csv"))


@pytest.fixture(scope="module")
def tables(raw):
    return script.read_tables(raw)


@pytest.fixture(scope="module")
def variables(root):
    return read_yaml(root / "config/variables.yaml")["variables"]


@pytest.fixture(scope="module")
def measures(tables, variables):
    economies = assembly.economy_years(tables)
    exposure = assembly.industry_exposure(
        tables["acemoglu_restrepo/penetration"], tables["wiod/coordination"]
    )
    sample = tables["wiod/indicators"]["iso3"].unique()
    return economies, exposure, assembly.digital_component(economies, sample), variables


@pytest.fixture(scope="module")
def panel(tables, variables, measures):
    return assembly.assemble_panel(assembly.main_cells(tables, variables), *measures)


@pytest.fixture(scope="module")
def extension(tables, measures):
    return assembly.assemble_panel(assembly.extension_cells(tables), *measures)


def build(raw, root, folder):
    script.main(raw, root / "config/variables.yaml", *(folder / name for name in OUTPUTS))
    return folder


@pytest.fixture(scope="module")
def outputs(raw, root, tmp_path_factory):
    return build(raw, root, tmp_path_factory.mktemp("derived"))


def test_every_cell_is_there_once_and_in_order(panel):
    assert len(panel) == 40 * 14 * 17
    assert panel["iso3"].nunique() == 40
    assert set(panel["industry"]) == set(INDUSTRIES)
    assert (panel["year"].min(), panel["year"].max()) == (1995, 2011)
    keys = panel[["iso3", "industry", "year"]]
    assert keys.equals(keys.sort_values(["iso3", "industry", "year"]))


def test_29_economies_have_robot_capital(panel):
    users = panel.dropna(subset=["robots"])
    assert users["iso3"].nunique() == 29
    assert users["year"].min() == 1996
    # 13 leading years without a report: BEL 3, LTU 4, LUX 3, LVA, ROU and SVK 1 each
    assert len(users) == (29 * 16 - 13) * 14


def test_the_extension_has_62_economies_and_30_with_robot_capital(extension):
    assert len(extension) == 62 * 14 * 16
    assert extension.dropna(subset=["robots"])["iso3"].nunique() == 30
    assert (extension["year"].min(), extension["year"].max()) == (2007, 2022)


def test_columns_are_declared_and_of_stable_types(panel, variables):
    assert list(panel) == [name for name in variables if name in panel]
    assert panel[["year", "persons_1995"]].dtypes.tolist() == [np.dtype("int64")] * 2
    assert {str(panel[name].dtype) for name in assembly.FLAGS} == {"int8"}
    others = panel.columns.difference(["iso3", "industry", "year", "persons_1995", *assembly.FLAGS])
    assert {str(dtype) for dtype in panel[others].dtypes} == {"float64"}


def test_robots_use_the_employment_of_the_base_year(panel):
    expected = np.arcsinh(panel["robot_stock"] / panel["persons_1995"])
    pd.testing.assert_series_equal(panel["robots"], expected, check_names=False)
    assert panel.groupby("iso3")["persons_1995"].nunique().max() == 1


def test_the_index_is_standardised_over_the_economy_years_of_the_sample(panel):
    rows = panel[panel["robots"].notna()].drop_duplicates(["iso3", "year"])
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


def test_an_economy_that_other_tables_call_otherwise_is_named(tables, variables):
    indicators = tables["wiod/indicators"].replace({"iso3": {"ROU": "ROM"}})
    with pytest.raises(ValueError, match=r"raw/wiod/indicators\.csv: iso3: 'ROM'"):
        assembly.main_cells({**tables, "wiod/indicators": indicators}, variables)


def test_an_economy_that_a_table_lacks_is_named(tables, variables):
    pwt = tables["pwt/economies"].query("iso3 != 'ROU'")
    with pytest.raises(ValueError, match=r"raw/pwt/economies\.csv: iso3: no row for 'ROU'"):
        assembly.main_cells({**tables, "pwt/economies": pwt}, variables)


def test_an_undeclared_column_is_named(tables, variables, measures):
    cells = assembly.main_cells(tables, variables).assign(extra=1.0)
    with pytest.raises(ValueError, match="column 'extra' is not in config/variables"):
        assembly.assemble_panel(cells, *measures)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("backward", 101.0, r"backward: not within 0 and 100 %, first at \('AUS', 1995, '15t16'\)"),
        ("exports", np.inf, "exports: infinite"),
        ("robot_stock", -1.0, "robot_stock: negative"),
    ],
)
def test_a_value_out_of_its_range_is_named(panel, column, value, message):
    wrong = panel.assign(**{column: panel[column].mask(panel.index == 0, value)})
    with pytest.raises(ValueError, match=message):
        assembly.check_panel(wrong)


def test_the_same_tables_give_the_same_bytes(outputs, raw, root, tmp_path):
    again = build(raw, root, tmp_path)
    for name in OUTPUTS:
        assert (again / name).read_bytes() == (outputs / name).read_bytes(), name


def test_stata_reads_the_panel_with_its_labels(outputs, variables):
    panel = pd.read_parquet(outputs / "panel.parquet")
    with pd.read_stata(outputs / "panel.dta", iterator=True) as reader:
        labels = reader.variable_labels()
        stata = reader.read()
    assert labels == {name: variables[name]["label"] for name in panel}
    pd.testing.assert_frame_equal(stata, panel, check_dtype=False)


def test_the_count_of_the_sample_is_that_of_the_panel(outputs):
    counts = pd.read_csv(outputs / "sample.csv")
    panel = pd.read_parquet(outputs / "panel.parquet")
    used = panel.dropna(subset=["robots", "digital"])
    assert counts["cells"].tolist()[::5] == [40 * 14 * 17, len(used)]
    assert counts["cells"].iloc[2] == len(panel)
    assert (counts["cells"].diff().dropna() == -counts["dropped"].iloc[1:]).all()
