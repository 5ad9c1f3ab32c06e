"""One call for all publishers, and tables at hand as frames."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from gvcaccounts.decompositions import decompose
from gvcaccounts.reading import from_frames, read
from gvcaccounts.wiod2013 import REGIONS
from icio_examples import leather


def frames(table):
    """Z and Y as pymrio has them, regions and sectors in two levels."""
    cells = pd.MultiIndex.from_tuples(table.cells, names=["region", "sector"])
    uses = pd.MultiIndex.from_product([table.regions, ["final"]], names=["region", "category"])
    return pd.DataFrame(table.Z, cells, cells), pd.DataFrame(table.Y, cells, uses)


def test_wiod_by_folder_file_and_years(shared):
    pytest.importorskip("rdata")
    folder = shared / "data/wiod2013"
    one = read(folder / "wiod95.rda", closure="prorata")
    assert one.regions == REGIONS
    assert one.Z.sum(axis=1) + one.Y.sum(axis=1) == pytest.approx(one.x, abs=1e-6)
    years = read(folder, range(1995, 1997))
    assert list(years) == [1995, 1996]
    assert years[1995].x.tolist() == one.x.tolist()


def test_what_is_not_known_is_said(tmp_path):
    with pytest.raises(ValueError, match="holds many years: name one"):
        read(tmp_path)
    with pytest.raises(ValueError, match=r"table\.csv: the name is none of WIOD"):
        read(tmp_path / "table.csv")


def test_frames_with_one_level_and_with_two():
    table = leather()
    Z, Y = frames(table)
    for level in ("two", "one"):
        made = from_frames(Z, Y)
        assert (made.regions, made.industries) == (table.regions, table.industries)
        assert np.array_equal(made.Z, table.Z), level
        assert made.x == pytest.approx(table.x)
        Z.index = Z.columns = Y.index = ["_".join(cell) for cell in table.cells]
        Y.columns = [f"{region}_final" for region in table.regions]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda Z, Y: (Z.iloc[::-1], Y), "have other labels"),
        (lambda Z, Y: (Z, Y.rename(columns={"Turkey": "Turky"}, level=0)), "demand of 'Turky'"),
        (lambda Z, Y: (Z.iloc[:8, :8], Y.iloc[:8]), "not every industry of every region"),
        (lambda Z, Y: (Z.set_axis(range(9), axis=0), Y), "label 0 is not of the kind"),
    ],
)
def test_wrong_frames_are_named(change, message):
    with pytest.raises(ValueError, match=message):
        from_frames(*change(*frames(leather())))


def test_a_pymrio_object_goes_in_as_it_is():
    table = leather()
    Z, Y = frames(table)
    system = SimpleNamespace(Z=Z, Y=Y)
    pd.testing.assert_frame_equal(decompose(system), decompose(table))


def test_a_real_pymrio_object_goes_in_as_it_is():
    pymrio = pytest.importorskip("pymrio")
    table = leather()
    Z, Y = frames(table)
    system = pymrio.IOSystem(Z=Z, Y=Y)
    system.calc_all()
    by = ["exporter", "sector", "importer"]
    pd.testing.assert_frame_equal(
        decompose(system, method="kww", by=by), decompose(table, method="kww", by=by)
    )
