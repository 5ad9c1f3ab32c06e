"""The sup-F test: where it finds a break, its size, and its statistic for one year."""

import numpy as np
import pytest
from fewclusters.fit.absorption import absorb
from fewclusters.infer.clustered import crv1
from fewclusters.judge.breaks import candidate_breaks, sup_f_test

EFFECTS = [["iso3", "industry"], ["industry", "year"]]
TERMS = ["robots", "digital"]


def test_a_break_is_found_where_it_is(panel):
    later = panel["year"] >= 9
    frame = panel.assign(y=panel["y"] + 0.6 * panel["robots"] * later)
    found = sup_f_test(frame, "y", TERMS, ["robots"], EFFECTS, "iso3", "year", 199, 1)
    assert abs(found.period - 9) <= 1
    assert found.p_value < 0.01
    assert found.statistic > found.critical_value


def test_the_statistic_of_a_year_is_a_squared_t(panel):
    found = sup_f_test(panel, "y", TERMS, ["digital"], EFFECTS, "iso3", "year", 99, 1)
    frame = panel.assign(change=panel["digital"] * (panel["year"] >= 7))
    row = crv1(absorb(frame, "y", [*TERMS, "change"], EFFECTS, "iso3")).iloc[2]
    table = found.by_period.set_index("period")["statistic"]
    assert table[7] == pytest.approx(row["statistic"] ** 2, rel=1e-9)
    assert found.statistic == table.max()


@pytest.mark.slow
def test_size(small_panel):
    """200 samples of stable coefficients, two of which may break: 5 % +- 4 are rejected."""
    random = np.random.default_rng(3)
    rejected = 0
    for sample in range(200):
        noise = random.normal(size=len(small_panel))
        shocks = random.normal(size=(8, 6))[small_panel["iso3"], small_panel["year"]]
        frame = small_panel.assign(y=noise + shocks)
        test = sup_f_test(
            frame, "y", ["exposure", "digital"], ["digital"], EFFECTS, "iso3", "year", 99, sample
        )
        rejected += test.p_value <= 0.05
    assert 0.01 <= rejected / 200 <= 0.09


def test_candidates():
    assert candidate_breaks(np.arange(1996, 2012)) == list(range(1999, 2010))


def test_a_break_in_an_unknown_term_is_an_error(panel):
    with pytest.raises(ValueError, match="breaking term 'apr' is not in the regression"):
        sup_f_test(panel, "y", TERMS, ["apr"], EFFECTS, "iso3", "year", 9, 1)
