# Optional upstream: from the full inter-country tables to raw/wiod. Nothing else depends on it.
#   snakemake icio --config wiod_dir=FOLDER        recompute raw/wiod, one job a year
#   snakemake icio_check --config wiod_dir=FOLDER  compare raw/wiod with the recomputed figures
WIOD_FRAMES = expand(
    "derived/icio/{year}/{table}.parquet",
    year=range(1995, 2012),
    table=["indicators", "world", "coordination", "links"],
)


def wiod_table(wildcards):
    """R file of one year, or a word on where such files come from."""
    folder = config.get("wiod_dir")
    if not folder or not Path(folder).is_dir():
        raise WorkflowError(
            f"wiod_dir: no folder {folder!r}; name the folder of the full tables, wiod95.rda to "
            "wiod11.rda of the R package wiod 0.3.0 (World Input-Output Database, 2013 release), "
            "with --config wiod_dir=FOLDER"
        )
    return str(Path(folder, f"wiod{wildcards.year[2:]}.rda"))


rule icio:
    input:
        "derived/icio/refreshed.txt",


rule icio_year:
    message:
        "Computing the indicators of value chains, {wildcards.year}"
    input:
        table=wiod_table,
        library=library_of("icio_year.py"),
    output:
        indicators="derived/icio/{year}/indicators.parquet",
        world="derived/icio/{year}/world.parquet",
        coordination="derived/icio/{year}/coordination.parquet",
        links="derived/icio/{year}/links.parquet",
    log:
        "logs/icio_year/{year}.log",
    benchmark:
        "benchmarks/icio_year/{year}.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/icio_year.py"


rule icio_refresh:
    message:
        "Refreshing raw/wiod from the full tables"
    input:
        frames=WIOD_FRAMES,
        library=library_of("icio_refresh.py"),
    params:
        raw="raw/wiod",
    output:
        stamp="derived/icio/refreshed.txt",
    log:
        "logs/icio_refresh.log",
    benchmark:
        "benchmarks/icio_refresh.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/icio_refresh.py"


# Without an output it runs, and answers, every time it is asked.
rule icio_check:
    input:
        frames=WIOD_FRAMES,
        tables=[path for path in RAW if path.startswith("raw/wiod/")],
        library=library_of("icio_check.py"),
    log:
        "logs/icio_check.log",
    benchmark:
        "benchmarks/icio_check.tsv"
    params:
        raw="raw/wiod",
    message:
        "Comparing raw/wiod with the full tables"
    script:
        "../scripts/icio_check.py"
