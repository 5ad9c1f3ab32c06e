# From raw tables to the paper: raw/ -> derived/ -> output/ -> paper/paper.pdf
import os
import sys
from pathlib import Path

from snakemake.exceptions import WorkflowError
from snakemake.utils import min_version

min_version("9.0")


configfile: "config/config.yaml"


# Scripts import the library from code/, here and on the nodes of a cluster.
sys.path.insert(0, str(Path(workflow.basedir, "code")))
os.environ.update(PYTHONPATH=str(Path(workflow.basedir, "code")))

from gvcrobots.comparison import keep
from gvcrobots.declare.jobs import jobs
from gvcrobots.declare.resolved import resolved
from gvcrobots.declare.study import read_study
from gvcrobots.workflow import code_of

try:
    DECLARED = read_study("config", config)
    STUDY = resolved(DECLARED, "config/exhibits.yaml")
except (OSError, ValueError) as error:
    raise WorkflowError(str(error)) from None
JOBS = jobs(DECLARED)


# For `make diff WITH=previous`.
onsuccess:
    keep(Path("output"), Path(".snakemake/results"))


wildcard_constraints:
    family="|".join(STUDY["families"]),


include: "code/rules/common.smk"
include: "code/rules/raw.smk"
include: "code/rules/panel.smk"
include: "code/rules/estimates.smk"
include: "code/rules/curve.smk"
include: "code/rules/montecarlo.smk"
include: "code/rules/results.smk"
include: "code/rules/exhibits.smk"
include: "code/rules/paper.smk"
include: "code/rules/icio.smk"


localrules:
    all,
    verify,
    results,
    tables,
    figures,
    paper,


rule results:
    input:
        panel=rules.assemble_panel.output,
        stata=rules.write_stata.output,
        estimates=rules.gather_estimates.output.table,
        diagnostics=rules.gather_diagnostics.output.table,
        curve=rules.gather_curve.output.curve,
        claims=FILES["claims"],
        numbers=rules.numbers.output,
        codebook=rules.codebook_page.output,
        tables=rules.tables.input,
        figures=rules.figures.input,


rule all:
    input:
        results=rules.results.input,
        paper=rules.paper.input,
    default_target: True
