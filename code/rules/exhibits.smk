# output/tables, output/figures, output/numbers.tex: exhibits show results and compute none.
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


rule figures:
    input:
        expand("output/figures/{figure}.pdf", figure=STUDY["figures"]),


rule results:
    input:
        panel=rules.assemble_panel.output,
        estimates="output/estimates.csv",
        diagnostics="output/diagnostics.csv",
        numbers="output/numbers.tex",
        codebook="output/codebook.md",
        tables=rules.tables.input,
        figures=rules.figures.input,


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


rule codebook:
    message:
        "Writing the codebook of the panel"
    input:
        panel="derived/panel.parquet",
        variables="config/variables.yaml",
        library=library_of("write_codebook.py"),
    output:
        markdown="output/codebook.md",
        table="output/tables/codebook.tex",
    log:
        "logs/codebook.log",
    benchmark:
        "benchmarks/codebook.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/write_codebook.py"


rule figure_participation:
    message:
        "Drawing world participation in global value chains"
    input:
        verified="derived/verified.json",
        world="raw/wiod/world.csv",
        library=library_of("figure_participation.py"),
    params:
        exhibit=lookup(dpath="figures/participation", within=STUDY),
    output:
        figure=report(
            "output/figures/participation.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "participation"},
        ),
        data="output/figures/participation.csv",
    log:
        "logs/figure_participation.log",
    benchmark:
        "benchmarks/figure_participation.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_participation.py"


rule figure_robots_digital:
    message:
        "Drawing robot capital and digital infrastructure"
    input:
        panel="derived/panel.parquet",
        library=library_of("figure_robots_digital.py"),
    params:
        exhibit=lookup(dpath="figures/robots_digital", within=STUDY),
    output:
        figure=report(
            "output/figures/robots_digital.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "robots_digital"},
        ),
        data="output/figures/robots_digital.csv",
    log:
        "logs/figure_robots_digital.log",
    benchmark:
        "benchmarks/figure_robots_digital.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_robots_digital.py"


rule figure_residuals:
    message:
        "Drawing the residualised scatter"
    input:
        panel="derived/panel.parquet",
        library=library_of("figure_residuals.py"),
    params:
        exhibit=lookup(dpath="figures/residuals", within=STUDY),
    output:
        figure=report(
            "output/figures/residuals.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "residuals"},
        ),
        data="output/figures/residuals.csv",
    log:
        "logs/figure_residuals.log",
    benchmark:
        "benchmarks/figure_residuals.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_residuals.py"


rule figure_coefficients:
    message:
        "Drawing the coefficients of interest"
    input:
        estimates=collect(
            "output/estimates/{family}.csv",
            family=lookup(dpath="figures/coefficients/families", within=STUDY),
        ),
        library=library_of("figure_coefficients.py"),
    params:
        exhibit=lookup(dpath="figures/coefficients", within=STUDY),
    output:
        figure=report(
            "output/figures/coefficients.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "coefficients"},
        ),
        data="output/figures/coefficients.csv",
    log:
        "logs/figure_coefficients.log",
    benchmark:
        "benchmarks/figure_coefficients.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/figure_coefficients.py"


rule numbers:
    message:
        "Writing the numbers of the text"
    input:
        estimates="output/estimates.csv",
        diagnostics="output/diagnostics.csv",
        summary="output/tables/summary.csv",
        sample="derived/sample.csv",
        participation="output/figures/participation.csv",
        loadings="derived/digital_loadings.csv",
        indicators="raw/wiod/indicators.csv",
        library=library_of("write_numbers.py"),
    output:
        numbers="output/numbers.tex",
    log:
        "logs/numbers.log",
    benchmark:
        "benchmarks/numbers.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/write_numbers.py"
