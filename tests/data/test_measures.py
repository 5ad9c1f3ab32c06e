"""How measures meet cells, and what stops them."""

import numpy as np
import pandas as pd
import pytest
from gvcrobots.data.measures import Measure, with_measures

CELLS = pd.DataFrame({"iso3": ["AUT", "AUT", "DEU"], "year": [1996, 1997, 1996]})


def measure(values, keys=("iso3",), **rules):
    index = pd.MultiIndex.from_tuples(list(values), names=keys)
    if len(keys) == 1:
        index = pd.Index([key for (key,) in values], name=keys[0])
    series = pd.Series(list(values.values()), index, name="x")
    return Measure(series, "raw/a/a.csv", **rules)


def join(found):
    return with_measures(CELLS, {"x": found})["x"]


def test_cells_keep_their_order_and_get_what_has_their_keys():
    assert join(measure({("DEU",): 2.0, ("AUT",): 1.0})).tolist() == [1, 1, 2]
    by_year = measure({("AUT", 1997): 5.0, ("FRA", 1997): 6.0}, ("iso3", "year"))
    assert join(by_year).tolist() == pytest.approx([np.nan, 5, np.nan], nan_ok=True)


def test_a_flag_has_a_value_everywhere():
    flag = measure({("AUT", 1997): 1.0}, ("iso3", "year"), type="flag", otherwise=0)
    assert join(flag).tolist() == [0, 1, 0]
    assert join(flag).dtype == "int8"


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (measure({("AUT",): 1.0}, required=True), "x: missing, first for DEU"),
        (measure({("AUT",): 1.0}, type="integer"), "x: missing, first for DEU"),
        (measure({("DEU",): np.inf}), "x: infinite, first for DEU"),
        (measure({("DEU",): 101.0}, range=(0, 100)), "x: not within 0 and 100, first for DEU"),
    ],
)
def test_what_a_cell_must_not_have_is_named_with_its_file(found, message):
    with pytest.raises(ValueError, match=rf"^raw/a/a\.csv: {message}$"):
        join(found)
