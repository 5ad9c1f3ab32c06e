"""Families of tables side by side: figures worked by hand, and those of the design on the data."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.closures import CLOSURES, close_table, row_sums
from gvcaccounts.tables import icio_table
from gvcrobots.data.raw_tables import read_tables
from gvcrobots.data.yardsticks import side_by_side
from gvcrobots.declare.exhibits import Exhibits
from gvcrobots.declare.files import read_yaml
from gvcrobots.declare.study import read_study
from gvcrobots.declare.variables import Roles
from gvcrobots.programme.agreement import agreement
from gvcrobots.programme.chains import family_line
from gvcrobots.programme.closures import closure_agreement, shares_moved
from gvcrobots.programme.coverage import covered
from gvcrobots.programme.reliability import reliabilities
from gvcrobots.programme.validation import PRESENT, log_robots, validation

ROLES = Roles(economy="iso3", industry="industry", time="year")
FAMILIES = {
    "wiod2013": "vs_wiod2013",
    "wiod2016": "vs_wiod2016",
    "oecd2018": "vs_oecd2018",
    "adb": "backward_adb",
}


def cells(economies, years, **columns):
    """Cells of one industry, economy by economy."""
    keys = [economies, ["24"], years]
    frame = pd.MultiIndex.from_product(keys, names=["iso3", "industry", "year"])
    return frame.to_frame(index=False).assign(**columns)


@pytest.fixture(scope="module")
def yardsticks(root):
    """Cells of all families, from the tables of the package."""
    declared = read_study(root / "config", read_yaml(root / "config/config.yaml"))
    settings = declared.construction.yardsticks
    files = {family.table for family in settings.families.values()}
    files |= {family.beside for family in settings.families.values() if family.beside}
    return side_by_side(read_tables(root / "raw" / name for name in files), settings)


def test_correlations_by_hand_in_levels_within_cells_and_beside_industry_years():
    # Changes of A are (-1, 0, 1) and (-1, 1, 0), of B zero; levels of B are 10 and 20 higher.
    a, b = [1.0, 2.0, 3.0, 12.0, 12.0, 12.0], [1.0, 3.0, 2.0, 22.0, 22.0, 22.0]
    frame = cells(["A", "B"], [1, 2, 3], a=a, b=b)
    found = agreement(frame, {"one": "a", "two": "b"}, ROLES).set_index("view")
    assert found.loc["levels", "correlation"] == pytest.approx(np.corrcoef(a, b)[0, 1])
    # (-1)(-1) + 0 + 0 over the square root of 2 times 2, with and without the means of years,
    # which halve all changes of A and give B the others.
    assert found.loc["within", "correlation"] == pytest.approx(0.5)
    assert found.loc["after_industry_years", "correlation"] == pytest.approx(0.5)
    assert found[["n", "economies"]].drop_duplicates().to_numpy().tolist() == [[6, 2]]


def test_a_cell_that_lacks_a_measure_does_not_count():
    frame = cells(["A", "B"], [1, 2, 3], a=[1.0, 2, 3, 4, 6, np.nan], b=[1.0, 3, 2, 5, 4, 9])
    assert agreement(frame, {"one": "a", "two": "b"}, ROLES)["n"].tolist() == [5, 5, 5]


def test_reliability_is_the_product_of_two_correlations_over_the_third():
    # Truth t, orthogonal errors of unit variance: a is t, b is t + e, c is t + f.
    t, e, f = (np.array(x, float) for x in ([1, 1, -1, -1], [1, -1, 1, -1], [1, -1, -1, 1]))
    frame = cells(["A"], [1, 2, 3, 4], a=t, b=t + e, c=t + f)
    frame = pd.concat([frame, frame.assign(iso3="B", a=5.0, b=5.0, c=5.0)])
    found = reliabilities(frame, {"a": "a", "b": "b", "c": "c"}, ROLES)
    within = found[found["view"] == "within"].set_index("measure")["reliability"]
    assert within.to_dict() == pytest.approx({"a": 1.0, "b": 0.5, "c": 0.5})
    assert found["n"].eq(8).all()


def test_a_family_agrees_with_the_others_as_the_design_says(yardsticks):
    found = agreement(yardsticks, FAMILIES, ROLES)
    within = found[found["view"] == "within"].set_index(["first", "second"])["correlation"]
    assert within["wiod2016", "adb"] == pytest.approx(0.89, abs=0.01)
    assert within["wiod2013", "wiod2016"] == pytest.approx(0.56, abs=0.01)
    assert within["wiod2016", "oecd2018"] == pytest.approx(0.62, abs=0.01)
    assert within["wiod2013", "oecd2018"] == pytest.approx(0.41, abs=0.01)
    assert within["wiod2013", "adb"] == pytest.approx(0.33, abs=0.01)


def test_closures_agree_as_the_design_says_where_all_of_them_are_possible(yardsticks):
    measures = {name: f"backward_{name}" for name in CLOSURES}
    found = closure_agreement(yardsticks, measures, "vs_wiod2016", ROLES).set_index("closure")
    seen = {"published": (0.56, 0.47), "prorata": (0.55, 0.47), "row_sums": (0.50, 0.44)}
    for closure, pair in seen.items():
        row = found.loc[closure, ["within", "after_industry_years"]].tolist()
        assert row == pytest.approx(pair, abs=0.01)
    # Three impossible shares, all under row sums, decide whether it is .44 or .50.
    assert found["impossible"].to_dict() == {
        "published": 0,
        "prorata": 0,
        "row_sums": 3,
        "own_use": 0,
    }
    assert found.loc["row_sums", "within_all"] == pytest.approx(0.44, abs=0.01)


def test_impossible_shares_are_left_out_for_all_closures():
    good, other = [1.0, 2.0, 4.0, 3.0], [2.0, 3.0, 5.0, 3.0]
    frame = cells(["A", "B"], [1, 2], one=good, two=[2.0, 3.0, 170.0, 3.0], y=other)
    found = closure_agreement(frame, {"one": "one", "two": "two"}, "y", ROLES)
    assert found[["n", "n_all"]].to_numpy().tolist() == [[3, 4], [3, 4]]
    assert found["impossible"].tolist() == [0, 1]


def test_cells_that_move_by_more_than_a_point_are_counted():
    frame = pd.DataFrame({"p": [10.0, 20, 30, 40, np.nan], "q": [11.0, 21.5, 28, 40, 1]})
    found = shares_moved(frame, {"p": "p", "q": "q"}, "p").set_index("closure").loc["q"]
    assert found.tolist() == [50.0, pytest.approx(0.125), 2.0, 4]


def test_closures_that_are_said_to_add_up_are_those_under_which_rows_balance(root):
    """Decompositions add up to exports where rows do to output (`tests/gvcaccounts`)."""
    Z = np.array([[2.0, 1.0], [1.0, 3.0]])
    table = icio_table(["A", "B"], ["i"], Z, np.array([[4.0, 1.0], [1.0, 4.0]]), [8.5, 9.5])
    closed = {name: close_table(table, name) for name in CLOSURES}
    balanced = [name for name, t in closed.items() if np.allclose(row_sums(t), t.x)]
    exhibit = Exhibits.read(root / "config/exhibits.yaml").tables["closures"]
    assert list(exhibit.adds_up) == balanced
    assert list(exhibit.closures) == list(CLOSURES)


def test_what_stands_behind_a_regression_is_what_has_the_outcome():
    frame = cells(["A", "B"], [1, 2, 3], y=[1.0, np.nan, 2, np.nan, np.nan, 3])
    expected = {"first_year": 1, "last_year": 3, "years": 2, "economies": 2, "cell_years": 3}
    assert covered(frame, "y", ROLES) == expected


def test_logs_of_robots_a_worker_by_hand():
    stock = [0.0, 5e6]
    panel = cells(["A"], [2018, 2020], robots=np.arcsinh([0.0, 2.0]), robot_stock_linear=stock)
    workers = pd.DataFrame(
        {"iso3": ["A", "A"], "year": [2018, 2019], "persons_employed_millions": [1.0, 2.0]}
    )
    found = log_robots(pd.concat([panel, panel.assign(industry="29")]), ["robots"], workers)
    assert found["robots"].tolist() == pytest.approx([np.nan, np.log(2.0)], nan_ok=True)
    assert found[PRESENT].tolist() == pytest.approx([np.nan, np.log(2.5)], nan_ok=True)


def test_robots_and_the_survey_are_correlated_where_both_are():
    robots = pd.DataFrame({"iso3": list("ABC"), "year": 2018, "robots": [1.0, 2.0, 4.0]})
    survey = pd.DataFrame({"iso3": list("ABCD"), "year": 2018})
    survey["enterprises_using_robots_pct"] = [3.0, 5.0, 4.0, 9.0]
    row = validation(robots, survey).iloc[0]
    # Deviations (-4, -1, 5)/3 and (-1, 1, 0): 1 over the square root of 14/3 times 2.
    assert row["pearson"] == pytest.approx(1 / np.sqrt(14 / 3 * 2))
    assert row["spearman"] == pytest.approx(0.5)
    assert row[["n", "economies", "waves"]].tolist() == [3, 3, 1]


def test_participation_of_all_economies_is_weighted_by_exports():
    frame = cells(["A", "B"], [1, 2], exports=[10.0, 5, 30, np.nan], share=[10.0, 8, 50, 9])
    line = family_line(frame, "share", ROLES)
    assert line["participation"].tolist() == [40.0, 8.0]
    assert line["economies"].tolist() == [2, 1]
