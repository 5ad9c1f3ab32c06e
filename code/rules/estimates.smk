# output/estimates.csv: one job a family of regressions, then one table of all results.


rule estimate_family:
    message:
        "Estimating the specifications of family {wildcards.family}"
    input:
        main="derived/panel.parquet",
        adb="derived/panel_adb.parquet",
        library=library_of("estimate_family.py"),
    params:
        specifications=lookup(dpath="families/{family}/specifications", within=STUDY),
        inference=lookup(dpath="families/{family}/inference", within=STUDY),
        settings={name: config[name] for name in ("level", "draws", "seed")},
    output:
        estimates="output/estimates/{family}.csv",
    log:
        "logs/estimate_family/{family}.log",
    benchmark:
        "benchmarks/estimate_family/{family}.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/estimate_family.py"


rule diagnose_family:
    message:
        "Judging the regressions of family {wildcards.family}"
    input:
        main="derived/panel.parquet",
        adb="derived/panel_adb.parquet",
        library=library_of("diagnose_family.py"),
    params:
        specifications=lookup(dpath="families/{family}/specifications", within=STUDY),
        settings={name: config[name] for name in ("level", "draws", "seed")},
    output:
        diagnostics="output/diagnostics/{family}.csv",
    log:
        "logs/diagnose_family/{family}.log",
    benchmark:
        "benchmarks/diagnose_family/{family}.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/diagnose_family.py"


rule gather_estimates:
    message:
        "Gathering the estimates of all families"
    input:
        families=expand("output/estimates/{family}.csv", family=STUDY["families"]),
        library=library_of("gather_estimates.py"),
    output:
        estimates="output/estimates.csv",
    log:
        "logs/gather_estimates.log",
    benchmark:
        "benchmarks/gather_estimates.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/gather_estimates.py"


use rule gather_estimates as gather_diagnostics with:
    message:
        "Gathering the diagnostics of all families"
    input:
        families=expand("output/diagnostics/{family}.csv", family=STUDY["families"]),
        library=library_of("gather_estimates.py"),
    output:
        estimates="output/diagnostics.csv",
    log:
        "logs/gather_diagnostics.log",
    benchmark:
        "benchmarks/gather_diagnostics.tsv"
