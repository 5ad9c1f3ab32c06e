# The scorecard of claims: verdicts by the rule of the study, from the estimates.


rule scorecard:
    message:
        "Scoring the claims of the theory"
    input:
        estimates="output/estimates.csv",
        diagnostics="output/diagnostics.csv",
        participation="output/figures/participation.csv",
        industries="output/figures/industries.csv",
        library=library_of("scorecard.py"),
    params:
        claims=lookup(dpath="claims", within=STUDY),
        exhibit=lookup(dpath="tables/scorecard", within=STUDY),
        all_tests=lookup(dpath="tables/scorecard_tests", within=STUDY),
    output:
        table=report(
            "output/tables/scorecard.tex",
            caption="../report/exhibit.rst",
            category="Tables",
            labels={"exhibit": "scorecard"},
        ),
        all_tests=report(
            "output/tables/scorecard_tests.tex",
            caption="../report/exhibit.rst",
            category="Tables",
            labels={"exhibit": "scorecard_tests"},
        ),
        figure=report(
            "output/figures/scorecard.pdf",
            caption="../report/exhibit.rst",
            category="Figures",
            labels={"exhibit": "scorecard"},
        ),
        data="output/figures/scorecard.csv",
        numbers="output/claims.tex",
    log:
        "logs/scorecard.log",
    benchmark:
        "benchmarks/scorecard.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/scorecard.py"
