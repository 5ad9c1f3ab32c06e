# The numbers of the text, and paper/paper.pdf: built from the text and what it includes of output/.
from gvcrobots.exhibits.macros import parameters
from gvcrobots.exhibits.named import check_names, named_results, noted_results

TEXT = sorted(path.as_posix() for path in Path("paper").glob("sections/*.tex"))
NOTED = noted_results(STUDY)
NAMED = [*named_results(["paper/paper.tex", *TEXT]), *NOTED]
QUOTED = [
    *(
        "all_estimates",
        "all_diagnostics",
        "effects",
        "summary",
        "sample",
        "participation",
    ),
    *(
        "national",
        "loadings",
        "curve_test",
        "placebo",
        "industries_association",
        "influence",
    ),
    *("yardsticks_agreement", "yardsticks_reliability", "closures"),
    *("robot_validation", "participation_sample"),
    "claims",
]
try:
    check_names(NAMED, STUDY)
except ValueError as error:
    raise WorkflowError(str(error)) from None


rule numbers:
    message:
        "Writing the numbers of the text"
    input:
        **files_of(QUOTED, []),
    params:
        # The names and not the files: other words of the text make no other numbers.
        names=sorted({result.name for result in NAMED}),
        text=["paper/paper.tex", *TEXT],
        noted=[[result.name, result.place] for result in NOTED],
        claims=STUDY["claims"],
        declared=parameters(STUDY),
        turn=STUDY["turn"],
        code=code_of("write_numbers.py"),
    output:
        numbers="output/numbers.tex",
        provenance="output/numbers.csv",
    log:
        "logs/numbers.log",
    benchmark:
        "benchmarks/numbers.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=400,
        runtime=1,
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
        numbers=rules.numbers.output.numbers,
        tables=rules.tables.input,
        figures=rules.figures.input,
    params:
        code=code_of("typeset_paper.py"),
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
    threads: 1
    resources:
        mem_mb=300,
        runtime=2,
    script:
        "../scripts/typeset_paper.py"
