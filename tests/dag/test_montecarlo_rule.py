"""The Monte Carlo goes on where it was stopped, and gives the same bytes again."""

import pytest
from dag_tools import rerun
from gvcrobots.reference import snakemake

pytestmark = pytest.mark.build
SMALL = "montecarlo: {replications: 4, batches: 2, draws: 99}\n"


def test_a_lost_batch_is_simulated_again_to_the_same_bytes(built, tmp_path):
    small = tmp_path / "small.yaml"
    small.write_text(SMALL)
    arguments = ("montecarlo", "--configfile", "config/config.yaml", str(small))
    done = snakemake(built, *arguments, "--cores", "2")
    assert done.returncode == 0, done.stdout
    results = built / "output/montecarlo"
    before = (results / "rejections.csv").read_bytes()
    batch = results / "batches/baseline/1.csv"
    lost = batch.read_bytes()
    batch.unlink()  # as if the run had been stopped before this batch
    (results / "rejections.csv").unlink()
    assert rerun(built, *arguments) == {
        "simulate_batch": 1,
        "gather_montecarlo": 1,
        "exhibit_table": 1,
        "exhibit_figure": 1,
    }
    done = snakemake(built, *arguments, "--cores", "2")
    assert done.returncode == 0, done.stdout
    assert batch.read_bytes() == lost
    assert (results / "rejections.csv").read_bytes() == before
