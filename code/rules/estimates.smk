# Results: one job a family for the estimates and one for what judges them, then all in one table.
SETTINGS = {name: config[name] for name in ("level", "draws", "seed")}


rule estimate_family:
    message:
        "Estimating the specifications of family {wildcards.family}"
    input:
        **PANELS,
    params:
        family=lookup(dpath="families/{family}", within=JOBS),
        settings=SETTINGS,
        code=code_of("estimate_family.py"),
    output:
        estimates="output/estimates/{family}.csv",
    log:
        "logs/estimate_family/{family}.log",
    benchmark:
        "benchmarks/estimate_family/{family}.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=1000,
        runtime=3,
    script:
        "../scripts/estimate_family.py"


# Apart from the estimates, so that another diagnostic runs no bootstrap again.
rule diagnose_family:
    message:
        "Judging the regressions of family {wildcards.family}"
    input:
        **PANELS,
    params:
        family=lookup(dpath="regressions/{family}", within=JOBS),
        settings=SETTINGS,
        code=code_of("diagnose_family.py"),
    output:
        diagnostics="output/diagnostics/{family}.csv",
    log:
        "logs/diagnose_family/{family}.log",
    benchmark:
        "benchmarks/diagnose_family/{family}.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=1000,
        runtime=3,
    script:
        "../scripts/diagnose_family.py"


rule gather_estimates:
    message:
        "Gathering the estimates of all families"
    input:
        families=expand(
            rules.estimate_family.output.estimates, family=STUDY["families"]
        ),
    params:
        code=code_of("gather_families.py"),
    output:
        table="output/estimates.csv",
    log:
        "logs/gather_estimates.log",
    benchmark:
        "benchmarks/gather_estimates.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=200,
        runtime=1,
    script:
        "../scripts/gather_families.py"


use rule gather_estimates as gather_diagnostics with:
    message:
        "Gathering the diagnostics of all families"
    input:
        families=expand(
            rules.diagnose_family.output.diagnostics, family=STUDY["families"]
        ),
    output:
        table="output/diagnostics.csv",
    log:
        "logs/gather_diagnostics.log",
    benchmark:
        "benchmarks/gather_diagnostics.tsv"
