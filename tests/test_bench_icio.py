"""The bench: its simulated table, and what it says where there is no R."""

from bench_icio import PEERS, measure_indicators, measure_peers, simulated_table
from gvcaccounts.tables import check_table, exports_by_destination
from icio_examples import small_wiod


def test_simulated_tables_are_sound_and_a_tenth_is_traded():
    table = simulated_table(8, 5)
    check_table(table)
    share = exports_by_destination(table).sum() / table.x.sum()
    assert 0.05 < share < 0.5


def test_indicators_are_timed():
    assert measure_indicators(small_wiod(2))["indicators"] > 0


def test_peers_are_left_out_where_there_is_no_r(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert measure_peers(simulated_table(2, 2)) == dict.fromkeys(PEERS, "no Rscript")


def test_what_r_says_is_read(monkeypatch, tmp_path):
    said = "decompr kww\\tR has no package decompr\\ndecompr wwz\\t1.5\\nBLAS\\tlibblas\\n"
    script = tmp_path / "Rscript"
    script.write_text(f"#!/bin/sh\nprintf '{said}'\n")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert measure_peers(simulated_table(2, 2)) == {
        "decompr kww": "R has no package decompr",
        "decompr wwz": 1.5,
        "BLAS": "libblas",
    }
