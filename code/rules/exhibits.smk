# output/tables and output/figures: exhibits show results and compute none. What each reads is in
# gvcrobots.exhibits.registry; an exhibit hashes the module of its kind and no other.
from gvcrobots.declare.sources import words_of


rule tables:
    input:
        expand("output/tables/{table}.tex", table=built("tables")),


rule exhibit_table:
    message:
        "Setting table {wildcards.table}"
    input:
        unpack(table_inputs),
    params:
        exhibit=table_parameters,
        code=table_code,
    output:
        table=report(
            "output/tables/{table}.tex",
            caption="../report/exhibit.rst",
            category="Tables",
            labels={"exhibit": "{table}"},
        ),
    wildcard_constraints:
        table="|".join(STUDY["tables"]),
    log:
        "logs/exhibit_table/{table}.log",
    benchmark:
        "benchmarks/exhibit_table/{table}.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=300,
        runtime=1,
    script:
        "../scripts/exhibit_table.py"


rule figures:
    input:
        expand(
            "output/figures/{figure}.{ext}",
            figure=built("figures"),
            ext=["pdf", "tex"],
        ),


rule exhibit_figure:
    message:
        "Drawing figure {wildcards.figure}"
    input:
        unpack(figure_inputs),
    params:
        exhibit=figure_parameters,
        code=figure_code,
    output:
        figure=report(
            "output/figures/{figure}.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "{figure}"},
        ),
        data="output/figures/{figure}.csv",
        fragment="output/figures/{figure}.tex",
    wildcard_constraints:
        figure="|".join(STUDY["figures"]),
    log:
        "logs/exhibit_figure/{figure}.log",
    benchmark:
        "benchmarks/exhibit_figure/{figure}.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=500,
        runtime=1,
    script:
        "../scripts/exhibit_figure.py"


# The words of source.yaml are in this page alone: an edit of them reruns nothing else.
rule codebook_page:
    message:
        "Writing the codebook as a page"
    input:
        codebook=FILES["codebook"],
    params:
        declared=STUDY["tables"]["codebook"].model_dump(),
        sources=words_of(SOURCES),
        code=code_of("write_codebook.py"),
    output:
        page="output/codebook.md",
    log:
        "logs/codebook_page.log",
    benchmark:
        "benchmarks/codebook_page.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=300,
        runtime=1,
    script:
        "../scripts/write_codebook.py"
