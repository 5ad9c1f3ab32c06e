# raw/: checked before anything else reads it. Nothing here ever writes to raw/.
RAW = sorted(path.as_posix() for path in Path("raw").glob("*/*.csv"))
SOURCES = sorted(path.as_posix() for path in Path("raw").glob("*/source.yaml"))


rule verify:
    input:
        "derived/verified.json",


rule verify_raw:
    message:
        "Checking the raw tables against their checksums and schemas"
    input:
        tables=RAW,
        sources=SOURCES,
        library=library_of("verify_raw.py"),
    output:
        report="derived/verified.json",
    log:
        "logs/verify_raw.log",
    benchmark:
        "benchmarks/verify_raw.tsv"
    conda:
        "../../environment.yml"
    script:
        "../scripts/verify_raw.py"
