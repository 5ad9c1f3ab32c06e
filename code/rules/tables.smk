# output/tables: exhibits show results and compute none.
from gvcrobots.declare.sources import words_of

FAMILY_KINDS = ("regression", "inference", "iv")
REGRESSION_TABLES = [
    n for n, table in STUDY["tables"].items() if table["kind"] in FAMILY_KINDS
]
SUMMARY_TABLES = [
    n for n, table in STUDY["tables"].items() if table["kind"] == "summary"
]


rule tables:
    input:
        expand("output/tables/{table}.tex", table=[*STUDY["tables"], "codebook"]),


rule sample_table:
    message:
        "Setting the table of the construction of the sample"
    input:
        sample="derived/sample.csv",
        library=library_of("sample_table.py"),
    params:
        exhibit=lookup(dpath="tables/sample", within=STUDY),
    output:
        table=report(
            "output/tables/sample.tex",
            caption="../report/exhibit.rst",
            category="Tables",
            labels={"exhibit": "sample"},
        ),
    log:
        "logs/sample_table.log",
    benchmark:
        "benchmarks/sample_table.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/sample_table.py"


rule summary_table:
    message:
        "Summarising the estimation sample, {wildcards.table}"
    input:
        panel="derived/panel.parquet",
        library=library_of("summary_table.py"),
    params:
        exhibit=lookup(dpath="tables/{table}", within=STUDY),
    output:
        table=report(
            "output/tables/{table}.tex",
            caption="../report/exhibit.rst",
            category="Tables",
            labels={"exhibit": "{table}"},
        ),
        statistics="output/tables/{table}.csv",
    wildcard_constraints:
        table="|".join(SUMMARY_TABLES),
    log:
        "logs/summary_table/{table}.log",
    benchmark:
        "benchmarks/summary_table/{table}.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/summary_table.py"


rule regression_table:
    message:
        "Setting table {wildcards.table}"
    input:
        estimates=collect(
            "output/estimates/{family}.csv",
            family=lookup(dpath="tables/{table}/family", within=STUDY),
        ),
        diagnostics=collect(
            "output/diagnostics/{family}.csv",
            family=lookup(dpath="tables/{table}/family", within=STUDY),
        ),
        library=library_of("regression_table.py"),
    params:
        exhibit=lookup(dpath="tables/{table}", within=STUDY),
    output:
        table=report(
            "output/tables/{table}.tex",
            caption="../report/exhibit.rst",
            category="Tables",
            labels={"exhibit": "{table}"},
        ),
    wildcard_constraints:
        table="|".join(REGRESSION_TABLES),
    log:
        "logs/regression_table/{table}.log",
    benchmark:
        "benchmarks/regression_table/{table}.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/regression_table.py"


rule diagnostics_table:
    message:
        "Setting the table of clusters"
    input:
        diagnostics=collect(
            "output/diagnostics/{family}.csv",
            family=lookup(dpath="tables/diagnostics/families", within=STUDY),
        ),
        library=library_of("diagnostics_table.py"),
    params:
        exhibit=lookup(dpath="tables/diagnostics", within=STUDY),
    output:
        table=report(
            "output/tables/diagnostics.tex",
            caption="../report/exhibit.rst",
            category="Tables",
            labels={"exhibit": "diagnostics"},
        ),
    log:
        "logs/diagnostics_table.log",
    benchmark:
        "benchmarks/diagnostics_table.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/diagnostics_table.py"


rule robustness_table:
    message:
        "Setting the table of robustness"
    input:
        estimates=collect(
            "output/estimates/{family}.csv",
            family=lookup(dpath="tables/robustness/resolved", within=STUDY),
        ),
        diagnostics=collect(
            "output/diagnostics/{family}.csv",
            family=lookup(dpath="tables/robustness/resolved", within=STUDY),
        ),
        library=library_of("robustness_table.py"),
    params:
        exhibit=lookup(dpath="tables/robustness", within=STUDY),
    output:
        table=report(
            "output/tables/robustness.tex",
            caption="../report/exhibit.rst",
            category="Tables",
            labels={"exhibit": "robustness"},
        ),
    log:
        "logs/robustness_table.log",
    benchmark:
        "benchmarks/robustness_table.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/robustness_table.py"


rule participation_table:
    message:
        "Setting the table of world participation"
    input:
        participation="output/figures/participation.csv",
        library=library_of("participation_table.py"),
    params:
        exhibit=lookup(dpath="tables/participation", within=STUDY),
    output:
        table=report(
            "output/tables/participation.tex",
            caption="../report/exhibit.rst",
            category="Tables",
            labels={"exhibit": "participation"},
        ),
    log:
        "logs/participation_table.log",
    benchmark:
        "benchmarks/participation_table.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/participation_table.py"


rule codebook_table:
    message:
        "Setting the codebook of the panel"
    input:
        panel=rules.assemble_panel.output.panel,
        variables="config/variables.yaml",
    params:
        code=code_of("codebook_table.py"),
    output:
        table="output/tables/codebook.tex",
    log:
        "logs/codebook_table.log",
    benchmark:
        "benchmarks/codebook_table.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=400,
        runtime=1,
    script:
        "../scripts/codebook_table.py"


# The words of source.yaml are in this page alone: an edit of them reruns nothing else.
rule codebook:
    message:
        "Writing the codebook of the panel"
    input:
        panel=rules.assemble_panel.output.panel,
        variables="config/variables.yaml",
    params:
        code=code_of("write_codebook.py"),
        sources=words_of(SOURCES),
    output:
        page="output/codebook.md",
    log:
        "logs/codebook.log",
    benchmark:
        "benchmarks/codebook.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=400,
        runtime=1,
    script:
        "../scripts/write_codebook.py"
