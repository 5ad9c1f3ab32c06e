"""The pages on accounting show what the code computes; the benchmark's table is sound."""

import doctest

import pytest
from bench_icio import simulated_table
from gvcaccounts.indicators import cell_indicators
from gvcaccounts.leontief import leontief_system
from gvcaccounts.tables import check_table
from gvcaccounts.tables import exports_by_destination as exports
from worked_example import example_table, with_example


def test_numbers_of_the_page_are_computed(root):
    page = (root / "docs/gvc_accounting.md").read_text(encoding="utf-8")
    assert with_example(page) == page, "run code/scripts/worked_example.py"


def test_examples_of_the_page_on_the_library_run(root):
    page = root / "docs/gvcaccounts.md"
    done = doctest.testfile(
        str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
    )
    assert done.attempted > 20
    assert done.failed == 0


def test_example_by_hand():
    system = leontief_system(example_table())
    assert exports(system.table).sum(axis=1).tolist() == [40, 30]
    assert system.L.ravel() == pytest.approx([1.25, 1 / 0.7])
    assert system.domestic_blocks.ravel() == pytest.approx([0.7 / 0.545, 0.8 / 0.545])


def test_simulated_table_is_sound():
    table = simulated_table(5, 3)
    check_table(table)
    cells = cell_indicators(leontief_system(table), ["i002"], {})
    assert cells["backward"].between(1, 60).all()
