"""Reading what a dry run of Snakemake announces."""

import re

from gvcrobots.reference import snakemake

TARGETS = {
    "all",
    "montecarlo",
    "results",
    "paper",
    "tables",
    "figures",
    "verify",
}  # they do no work themselves


def rerun(folder, *arguments):
    """Rules and counts of the jobs that Snakemake would run now."""
    done = snakemake(folder, "--dry-run", "--cores", "1", *arguments)
    assert done.returncode == 0, done.stdout
    if "Nothing to be done" in done.stdout:
        return {}
    stats = done.stdout.split("Job stats:")[1].split("\ntotal")[0]
    jobs = re.findall(r"^(\w+)\s+(\d+)\s*$", stats, re.MULTILINE)
    return {rule: int(count) for rule, count in jobs if rule not in TARGETS}
