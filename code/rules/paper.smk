# The numbers of the text, and paper/paper.pdf: built from the text and what it includes of output/.
TEXT = sorted(path.as_posix() for path in Path("paper").glob("sections/*.tex"))


rule numbers:
    message:
        "Writing the numbers of the text"
    input:
        estimates="output/estimates.csv",
        diagnostics="output/diagnostics.csv",
        summary="output/tables/summary.csv",
        sample="derived/sample.csv",
        participation="output/figures/participation.csv",
        industries="output/figures/industries.csv",
        influence="output/figures/influence.csv",
        curve="output/curve_test.csv",
        placebo="output/placebo.csv",
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


rule paper:
    input:
        "paper/paper.pdf",


rule typeset_paper:
    message:
        "Typesetting the paper"
    input:
        main="paper/paper.tex",
        sections=TEXT,
        bibliography="paper/references.bib",
        numbers="output/numbers.tex",
        claims="output/claims.tex",
        tables=rules.tables.input,
        figures=rules.figures.input,
        library=library_of("typeset_paper.py"),
    output:
        pdf=report(
            "paper/paper.pdf",
            caption="../report/paper.rst",
            category="Paper",
            labels={"exhibit": "paper"},
        ),
    log:
        "logs/typeset_paper.log",
    benchmark:
        "benchmarks/typeset_paper.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/typeset_paper.py"
