# paper/paper.pdf: built from the text and what it includes of output/, nothing else.
TEXT = sorted(path.as_posix() for path in Path("paper").glob("sections/*.tex"))


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
