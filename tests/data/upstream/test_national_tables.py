"""Vertical specialisation of the national tables of WIOD 2016 and OECD 2018."""

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.leontief import leontief_system
from gvcaccounts.tables import exports_by_destination
from gvcaccounts.vertical import vertical_specialisation
from gvcaccounts.vertical import vertical_specialisation_of_cells as of_cells
from gvcaccounts.wiod2013 import YEARS, read_wiod2013
from gvcrobots.data.upstream.national_tables import (
    COMMON_NACE1,
    in_common_industries,
    national_tables,
    vertical_specialisation_cells,
)

FILES = {
    "wiod2016": "data/wiod2016/wiod2016_niot.parquet",
    "oecd2018": "data/oecd_iot_2018/oecd_iot_2018ed_dom_imp_2005_2015.parquet",
}
KEYS = ["iso3", "year", "industry"]


@pytest.fixture(scope="module")
def germany(shared, tmp_path_factory):
    """Germany in 2008 alone, a file a family."""
    folder = tmp_path_factory.mktemp("national")
    for family, path in FILES.items():
        sheet = pd.read_parquet(shared / path).query("iso3 == 'DEU' and year == 2008")
        sheet.to_parquet(folder / family)
    return folder


@pytest.mark.parametrize(("family", "published"), [("wiod2016", 27.3), ("oecd2018", 22.3)])
def test_germany_2008_all_exports(germany, family, published):
    """All 56 or 36 industries, services among them, weighted by exports."""
    ((iso3, year, table),) = national_tables(germany / family, family)
    assert (iso3, year) == ("DEU", 2008)
    total = vertical_specialisation(table) @ table.exports / table.exports.sum()
    assert total == pytest.approx(published, abs=0.05)


def test_common_industries(germany):
    frame = vertical_specialisation_cells(germany / "wiod2016", "wiod2016")
    assert sorted(frame["industry"]) == sorted(set(COMMON_NACE1.values()))
    ((_, _, table),) = national_tables(germany / "wiod2016", "wiod2016")
    two = [table.industries.index(i) for i in ("C29", "C30")]
    wanted = np.average(vertical_specialisation(table)[two], weights=table.exports[two])
    assert frame.set_index("industry").loc["34t35", "vertical_specialisation"] == pytest.approx(
        wanted
    )


@pytest.mark.parametrize(
    ("family", "change", "message"),
    [
        ("wiod2016", lambda f: f.rename(columns={"EXP": "EXPORTS"}), "no column 'EXP'"),
        ("wiod2016", lambda f: f[f["code"] != "TXSP"], "DEU 2008: no row 'TOT TXSP'"),
        ("wiod2016", lambda f: pd.concat([f, f.tail(1)]), "DEU 2008: row 'TOT GO' twice"),
        ("wiod2016", lambda f: f.assign(C29=0), "DEU 2008: output of the row of 'C29' off output"),
        ("wiod2016", lambda f: f.assign(CONS_h=0), "DEU 2008: uses of 'L68' off output by"),
        ("oecd2018", lambda f: f.replace("VALU", "VA"), "DEU 2008: no row 'VALU'"),
        ("oecd2018", lambda f: f.assign(EXPO=0), "DEU 2008: uses of 'D29' off output by"),
    ],
)
def test_files_that_do_not_reconcile_are_named(germany, tmp_path, family, change, message):
    change(pd.read_parquet(germany / family)).to_parquet(tmp_path / "file")
    with pytest.raises(ValueError, match=message):
        list(national_tables(tmp_path / "file", family))


def families(shared, root):
    """The outcome of each family in common industries."""
    cells = {f: vertical_specialisation_cells(shared / p, f) for f, p in FILES.items()}
    years = []
    for year in YEARS:
        system = leontief_system(read_wiod2013(shared / "data/wiod2013", year))
        frame = pd.DataFrame(system.table.cells, columns=["iso3", "industry"]).assign(year=year)
        frame["vertical_specialisation"] = of_cells(system)
        frame["exports"] = exports_by_destination(system.table).sum(axis=1)
        years.append(frame.assign(output=system.table.x))
    cells["wiod2013"] = in_common_industries(pd.concat(years), COMMON_NACE1)
    adb = pd.read_csv(root / "raw/adb_mrio/industries.csv", dtype={"industry": str})
    adb["vertical_specialisation"] = 100 * (
        1 - adb["vax"] / adb["exports"].where(adb["exports"] > 0)
    )
    cells["adb"] = in_common_industries(adb.dropna(), COMMON_NACE1)
    return {name: frame[frame["exports"] >= 1].dropna() for name, frame in cells.items()}


def within(one, other):
    both = one.merge(other, on=KEYS)
    pair = both[["vertical_specialisation_x", "vertical_specialisation_y"]]
    deviations = pair - pair.groupby([both["iso3"], both["industry"]]).transform("mean")
    return np.corrcoef(deviations.to_numpy().T)[0, 1]


def test_agreement_of_the_families_within_cells(shared, root):
    """The figures of the study: cells with exports of a million or more, all years in common."""
    cells = families(shared, root)
    for (one, other), published in {
        ("wiod2016", "adb"): 0.89,
        ("wiod2013", "wiod2016"): 0.56,
        ("wiod2016", "oecd2018"): 0.62,
        ("wiod2013", "oecd2018"): 0.41,
        ("wiod2013", "adb"): 0.33,
    }.items():
        assert within(cells[one], cells[other]) == pytest.approx(published, abs=0.01)
