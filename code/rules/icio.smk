# Optional upstream: from the full inter-country tables to raw/wiod. Nothing else depends on it.
#   snakemake icio --config wiod_dir=FOLDER        recompute raw/wiod, one job a year
#   snakemake icio_check --config wiod_dir=FOLDER  compare raw/wiod with the recomputed figures
from gvcrobots.data.upstream.location import wiod_table_in

WIOD_FRAMES = expand(
    "derived/icio/{year}/{table}.parquet",
    year=range(1995, 2012),
    table=["indicators", "closures", "world", "coordination", "links"],
)


rule icio:
    input:
        "derived/icio/refreshed.txt",


rule icio_year:
    message:
        "Computing the indicators of value chains, {wildcards.year}"
    input:
        table=wiod_table_in(config.get("wiod_dir")),
        accounts="raw/industry_accounts/wiod2013.csv",
    params:
        construction=CONSTRUCTION.parameters,
        code=code_of("icio_year.py"),
    output:
        indicators="derived/icio/{year}/indicators.parquet",
        closures="derived/icio/{year}/closures.parquet",
        world="derived/icio/{year}/world.parquet",
        coordination="derived/icio/{year}/coordination.parquet",
        links="derived/icio/{year}/links.parquet",
    log:
        "logs/icio_year/{year}.log",
    benchmark:
        "benchmarks/icio_year/{year}.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=600,
        runtime=2,
    script:
        "../scripts/icio_year.py"


rule icio_refresh:
    message:
        "Refreshing raw/wiod from the full tables"
    input:
        frames=WIOD_FRAMES,
    params:
        base_year=CONSTRUCTION.base_year,
        code=code_of("icio_refresh.py"),
    output:
        stamp="derived/icio/refreshed.txt",
    log:
        "logs/icio_refresh.log",
    benchmark:
        "benchmarks/icio_refresh.tsv"
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=500,
        runtime=2,
    script:
        "../scripts/icio_refresh.py"


# Without an output or a benchmark file it runs, and answers, every time it is asked.
rule icio_check:
    message:
        "Comparing raw/wiod with the full tables"
    input:
        frames=WIOD_FRAMES,
        tables=expand("raw/wiod/{table}", table=SOURCES["wiod"].files),
    params:
        base_year=CONSTRUCTION.base_year,
        code=code_of("icio_check.py"),
    log:
        "logs/icio_check.log",
    conda:
        "../../environment.yml"
    threads: 1
    resources:
        mem_mb=500,
        runtime=2,
    script:
        "../scripts/icio_check.py"
